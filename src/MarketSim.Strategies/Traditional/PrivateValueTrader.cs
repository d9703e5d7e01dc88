using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Strategies;

/// <summary>What a zero-intelligence trader with private values does.</summary>
public sealed record PrivateValueTraderOptions
{
    /// <summary>Mean time between arrivals.</summary>
    public SimDuration MeanInterval { get; init; } = SimDuration.FromSeconds(60);

    /// <summary>q_max: units that it holds at most, long or short.</summary>
    public int MaxUnits { get; init; } = 10;

    /// <summary>σ²_pv: variance of private values, in squared price units.</summary>
    public double ValueVariance { get; init; } = 5_000_000;

    /// <summary>R: the surplus that it asks for is uniform between these, in price units.</summary>
    public (long Low, long High) Surplus { get; init; } = (0, 250);

    /// <summary>η: the fraction of the surplus asked for with which it is content if it can have it at once.</summary>
    public double Content { get; init; } = 1;

    /// <summary>Standard deviation of what it sees around the true value, in price units.</summary>
    public double NoiseTicks { get; init; }

    /// <summary>κ: how fast the value is drawn to its mean, which is the reference; a second.</summary>
    public double ReversionPerSecond { get; init; }

    /// <summary>When holdings are valued, from the start of the run.</summary>
    public SimDuration Horizon { get; init; } = SimDuration.FromHours(1);

    /// <summary>Lots in a unit.</summary>
    public long Lots { get; init; } = 1;
}

/// <summary>Wants each further unit less, shades its price at random, and knows nothing else (ZI with private values).</summary>
/// <remarks>
/// Source: Wah, Wright and Wellman (2017), "Welfare effects of market making in continuous double auctions", JAIR 59, section 3, and Brinkman
/// and Wellman (2017). Private values θ of 2q_max units are normal with variance σ²_pv, in falling order; the next unit bought at
/// position q is worth r̂ + θ(q+1), the next one sold r̂ + θ(q), r̂ being the value expected at the horizon,
/// (1 − ρ)r̄ + ρr with ρ = e^(−κ(T − t)). It arrives by a Poisson process, withdraws its order, buys or sells a unit by the toss of
/// a coin, and asks for a surplus R; what gives it η of that at once it takes. Positions are counted from what it began with: in an account
/// without borrowing it needs shares to be able to sell.
/// </remarks>
public sealed class PrivateValueTrader(StrategySetting setting, PrivateValueTraderOptions options) : IStrategy
{
    /// <summary>What can be set of it.</summary>
    public static StrategyType Type { get; } = new(
    [
        StrategyOption.Duration("mean-interval", "60s", "Mean time between arrivals."),
        StrategyOption.Count("max-units", "10", "q_max: units that it holds at most beyond what it began with, long or short.", to: 1_000),
        StrategyOption.Number("value-variance", "5000000", 0, 1e18, "σ²_pv: variance of private values.", "squared price units"),
        StrategyOption.Ticks("surplus-low", "0", "The least surplus that it asks for."),
        StrategyOption.Ticks("surplus-high", "250", "The largest surplus that it asks for."),
        StrategyOption.Number("content", "1", 0, 1, "η: the fraction of it with which it is content if it can have it at once."),
        StrategyOption.Number("noise-ticks", "0", 0, 1e9, "Standard deviation of what it sees around the true value.", "price units"),
        StrategyOption.Number("reversion", "0", 0, 1e6, "κ: how fast the value is drawn to its mean, the first price.", "a second"),
        StrategyOption.Duration("horizon", "1h", "When holdings are valued, from the start of the run."),
        StrategyOption.Lots("lots", "1", "Lots in a unit."),
    ],
    (setting, options) => new PrivateValueTrader(setting, new PrivateValueTraderOptions
    {
        MeanInterval = options.Duration("mean-interval"), MaxUnits = options.Count("max-units"),
        ValueVariance = options.Number("value-variance"), Surplus = (options.Integer("surplus-low"), options.Integer("surplus-high")),
        Content = options.Number("content"), NoiseTicks = options.Number("noise-ticks"),
        ReversionPerSecond = options.Number("reversion"), Horizon = options.Duration("horizon"), Lots = options.Integer("lots"),
    }));

    private double[]? _values;
    private long _start;

    /// <summary>θ: what each unit is worth besides, from q_max short to q_max long, in price units; none before the first arrival.</summary>
    public IReadOnlyList<double> PrivateValues => _values ?? [];

    /// <inheritdoc/>
    public SimTime NextWake(MarketView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        return view.Now + Intervals.Exponential(view.Random, options.MeanInterval);
    }

    /// <inheritdoc/>
    public void Decide(MarketView view, OrderPad orders)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(orders);
        Prepare(view);
        orders.CancelAll(setting.Instrument);
        var side = view.Random.Chance(0.5) ? Side.Buy : Side.Sell;
        var surplus = view.Random.Between(Math.Min(options.Surplus.Low, options.Surplus.High), options.Surplus.High);
        if (ValueOf(side, view) is not { } value)
        {
            return;
        }

        var asked = value - (side.Sign() * surplus);
        var touch = view.QuoteOf(setting.Instrument) is { } quote ? Touch(quote, side) : null;
        var price = touch is { } there && side.Sign() * (value - there.Ticks) >= options.Content * surplus
            ? there
            : Quotes.OnTick(
                view.Instruments[setting.Instrument.Value], side, Price.FromDouble(asked, side == Side.Buy ? Rounding.Down : Rounding.Up));
        var lots = Sizes.Affordable(view, setting.Instrument, side, price, new Quantity(options.Lots));
        if (!lots.IsZero)
        {
            orders.Limit(setting.Instrument, side, price, lots);
        }
    }

    private void Prepare(MarketView view)
    {
        if (_values is not null)
        {
            return;
        }

        _start = view.Position(setting.Instrument).Lots;
        _values = new double[2 * options.MaxUnits];
        for (var i = 0; i < _values.Length; i++)
        {
            _values[i] = Math.Sqrt(options.ValueVariance) * view.Random.NextNormal();
        }

        Array.Sort(_values);
        Array.Reverse(_values);
    }

    // Null at the end of what it may hold.
    private double? ValueOf(Side side, MarketView view)
    {
        var units = (view.Position(setting.Instrument).Lots - _start) / options.Lots;
        var place = options.MaxUnits + units - (side == Side.Sell ? 1 : 0);
        return place < 0 || place >= _values!.Length ? null : Expected(view) + _values[place];
    }

    private double Expected(MarketView view)
    {
        var seen = setting.Fundamental.At(view.Now) + (options.NoiseTicks * view.Random.NextNormal());
        var left = Math.Max(0, options.Horizon.ToSeconds() - (view.Now.Nanoseconds / 1e9));
        var weight = PortableMath.Exp(-options.ReversionPerSecond * left);
        return ((1 - weight) * setting.Reference.Ticks) + (weight * seen);
    }

    private static Price? Touch(Quote quote, Side side)
        => side == Side.Buy ? (quote.AskQuantity.IsZero ? null : quote.Ask) : quote.BidQuantity.IsZero ? null : quote.Bid;
}
