using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Strategies;

/// <summary>What a Bayesian value trader does.</summary>
public sealed record BayesianValueOptions
{
    /// <summary>Mean time between decisions: the inverse of λ.</summary>
    public SimDuration MeanInterval { get; init; } = SimDuration.FromNanoseconds(175_438_596_491);

    /// <summary>r̄: where it believes the value to be drawn, in price units; the reference price if it is zero.</summary>
    public double Mean { get; init; }

    /// <summary>κ: how fast it believes the value to return, per second.</summary>
    public double ReversionPerSecond { get; init; } = 1.67e-6;

    /// <summary>σ_n: variance of what it sees around the true value, in squared price units.</summary>
    public double NoiseVariance { get; init; } = 1_000;

    /// <summary>σ_s: by how much it believes the value's variance to grow in a nanosecond, in squared price units.</summary>
    public double ShockVariance { get; init; } = 100_000;

    /// <summary>Until when it foresees the value: the close, counted from the beginning of the run.</summary>
    public SimDuration Horizon { get; init; } = SimDuration.FromMinutes(390);

    /// <summary>Chance that it trades at once instead of quoting.</summary>
    public double Aggressiveness { get; init; } = 0.1;

    /// <summary>How far from the opposite touch it quotes at most, as a multiple of the spread.</summary>
    public int DepthInSpreads { get; init; } = 2;

    /// <summary>How large its orders are.</summary>
    public OrderSizeRule Sizes { get; init; } = OrderSizeRule.Observed;

    /// <summary>Smallest own size.</summary>
    public long MinLots { get; init; } = 20;

    /// <summary>Largest own size.</summary>
    public long MaxLots { get; init; } = 49;
}

/// <summary>Sees the fundamental value through noise, estimates by Bayes' rule what it will be at the close, and quotes on the side
/// that this makes worthwhile.</summary>
/// <remarks>
/// Source: the value agent of ABIDES (Byrd, Hybinette and Balch 2019; the estimate after Chakraborty and Wellman's zero
/// intelligence with private values): between looks the estimate r returns to r̄ as e^(-κΔ) and its variance grows by σ_s; an
/// observation weighs by the inverse of its variance; the forecast for the close returns further. It withdraws its orders as it
/// wakes, quotes a place evenly drawn from the opposite touch to twice the spread away, and with the given chance takes.
/// </remarks>
public sealed class BayesianValueTrader(InstrumentId instrument, FundamentalValue fundamental, BayesianValueOptions options)
    : IStrategy
{
    /// <summary>What can be set of it.</summary>
    public static StrategyType Type { get; } = new(
    [
        StrategyOption.Duration("mean-interval", "175.438596s", "Mean time between decisions."),
        StrategyOption.Number("mean", "0", 0, 1e12, "Where it believes the value to be drawn; 0 for the price it begins with.", "price units"),
        StrategyOption.Number("reversion", "1.67e-6", 0, 1, "How fast it believes the value to return.", "per second"),
        StrategyOption.Number("noise-variance", "1000", 0, 1e18, "Variance of what it sees around the true value.", "squared price units"),
        StrategyOption.Number("shock-variance", "100000", 0, 1e18, "Growth of the value's variance as it believes.", "squared price units per ns"),
        StrategyOption.Duration("horizon", "6.5h", "Until when it foresees the value, from the beginning of the run."),
        StrategyOption.Number("aggressiveness", "0.1", 0, 1, "Chance that it trades at once instead of quoting."),
        StrategyOption.Count("depth-in-spreads", "2", "How far from the opposite touch it quotes at most, in spreads.", to: 1_000),
        .. OrderSizes.Options,
    ],
    (setting, options) => new BayesianValueTrader(setting.Instrument, setting.Fundamental, new BayesianValueOptions
    {
        MeanInterval = options.Duration("mean-interval"),
        Mean = options.Number("mean") is var mean && mean == 0 ? setting.Reference.Ticks : mean,
        ReversionPerSecond = options.Number("reversion"), NoiseVariance = options.Number("noise-variance"),
        ShockVariance = options.Number("shock-variance"), Horizon = options.Duration("horizon"),
        Aggressiveness = options.Number("aggressiveness"), DepthInSpreads = options.Count("depth-in-spreads"),
        Sizes = OrderSizes.From(options).Rule, MinLots = OrderSizes.From(options).Min, MaxLots = OrderSizes.From(options).Max,
    }));

    // ln(1 - κ) for κ per nanosecond.
    private readonly double _decay = PortableMath.LogOnePlus(-options.ReversionPerSecond / 1e9);
    private readonly double _noise = Math.Sqrt(options.NoiseVariance);
    private OrderSizes _sizes = new(options.Sizes, options.MinLots, options.MaxLots);
    private SimTime _start;
    private SimTime _lastLook = SimTime.Never;
    private double _estimate = options.Mean;
    private double _variance;

    /// <inheritdoc/>
    public SimTime NextWake(MarketView view)
    {
        Begin(view);
        return view.Now + Intervals.Exponential(view.Random, options.MeanInterval);
    }

    /// <inheritdoc/>
    public void OnWake(MarketView view, OrderPad orders) => orders.CancelAll(instrument);

    /// <inheritdoc/>
    public void Decide(MarketView view, OrderPad orders)
    {
        var forecast = Forecast(view);
        var (side, price) = view.QuoteOf(instrument) is { IsTwoSided: true } quote
            ? Place(view, quote, forecast)
            : (view.Random.Chance(0.5) ? Side.Buy : Side.Sell, forecast);
        var size = _sizes.Next(view.Random);
        var terms = view.Instruments[instrument.Value];
        price = price < terms.MinPrice ? terms.MinPrice : price;
        var lots = Strategies.Sizes.Affordable(view, instrument, side, price, size);
        if (!lots.IsZero)
        {
            orders.Limit(instrument, side, price, lots);
        }
    }

    private (Side Side, Price Price) Place(MarketView view, Quote quote, Price forecast)
    {
        var middle = new Price((quote.Bid.Ticks + quote.Ask.Ticks) / 2);
        var spread = quote.Ask - quote.Bid;
        var offset = view.Random.Chance(options.Aggressiveness) ? 0
            : view.Random.Below(Math.Max(1, options.DepthInSpreads * spread));
        return forecast < middle ? (Side.Sell, quote.Bid + offset) : (Side.Buy, quote.Ask - offset);
    }

    // The first look is counted from the beginning of the run.
    private void Begin(MarketView view)
    {
        if (_lastLook == SimTime.Never)
        {
            (_start, _lastLook) = (view.Now, view.Now);
        }
    }

    private Price Forecast(MarketView view)
    {
        Begin(view);
        var seen = Math.Round(fundamental.At(view.Now) + (_noise * view.Random.NextNormal()));
        var passed = (double)(view.Now - _lastLook).Nanoseconds;
        var kept = PortableMath.Exp(passed * _decay);
        var prior = ((1 - kept) * options.Mean) + (kept * _estimate);
        var spread = (kept * kept * _variance) + (Growth(passed) * options.ShockVariance);
        var weight = options.NoiseVariance + spread > 0 ? spread / (options.NoiseVariance + spread) : 1;
        _estimate = ((1 - weight) * prior) + (weight * seen);
        _variance = options.NoiseVariance + _variance > 0
            ? options.NoiseVariance * _variance / (options.NoiseVariance + _variance) : 0;
        _lastLook = view.Now;
        var left = Math.Max(0, (_start + options.Horizon - view.Now).Nanoseconds);
        var keptAtEnd = PortableMath.Exp(left * _decay);
        return Price.FromDouble(((1 - keptAtEnd) * options.Mean) + (keptAtEnd * _estimate), Rounding.HalfUp);
    }

    // Σ (1-κ)^2i over the nanoseconds that passed.
    private double Growth(double passed) => _decay == 0
        ? passed
        : PortableMath.ExpMinusOne(2 * passed * _decay) / PortableMath.ExpMinusOne(2 * _decay);
}
