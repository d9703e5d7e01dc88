using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Strategies;

/// <summary>What an arbitrageur between a basket and its index product does.</summary>
public sealed record BasketArbitrageOptions
{
    /// <summary>What the basket is made of.</summary>
    public IReadOnlyList<InstrumentId> Basket { get; init; } = [];

    /// <summary>The price of the product as a sum of weights times prices, in units of the currency; one for each of the basket.</summary>
    public IReadOnlyList<double> Weights { get; init; } = [];

    /// <summary>Time between looks.</summary>
    public SimDuration Interval { get; init; } = SimDuration.FromMilliseconds(500);

    /// <summary>What must be left after both spreads, as a part of the price.</summary>
    public double Edge { get; init; } = 0.0005;

    /// <summary>Lots of the product in a trade.</summary>
    public long Lots { get; init; } = 100;

    /// <summary>The most trades that it holds one way or the other.</summary>
    public int MostUnits { get; init; } = 10;

    /// <summary>How far beyond the touch its orders may trade, in price units.</summary>
    public long ReachTicks { get; init; } = 5;

    /// <summary>Whether it sells what it does not hold.</summary>
    public bool MayOwe { get; init; }
}

/// <summary>Ties a fund or index future to the shares it stands for: buys whichever is cheap, sells the other, and unwinds when they
/// meet.</summary>
/// <remarks>Source: MacKinlay and Ramaswamy (1988), "Index-futures arbitrage and the behavior of stock index futures prices"; the path by
/// which a fall of the future reaches the shares: CFTC and SEC (2010), section II. Prices are compared at the touches at which it would
/// trade. Assumes that interest until the future expires is nothing.</remarks>
public sealed class BasketArbitrage : IStrategy
{
    private readonly InstrumentId _instrument;
    private readonly BasketArbitrageOptions _options;
    private readonly Legs _legs;
    private int _units;

    /// <summary>An arbitrageur of one product against its basket.</summary>
    /// <exception cref="ArgumentException">There are not as many weights as instruments.</exception>
    public BasketArbitrage(InstrumentId instrument, BasketArbitrageOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Basket.Count != options.Weights.Count)
        {
            throw new ArgumentException(
                $"The basket has {options.Basket.Count} instruments and {options.Weights.Count} weights; each needs one, such as 0.5 0.3 0.2.");
        }

        (_instrument, _options) = (instrument, options);
        _legs = new Legs(options.ReachTicks, options.MayOwe);
    }

    /// <summary>What can be set of it.</summary>
    public static StrategyType Type { get; } = new(
    [
        StrategyOption.Symbols("basket", "What the product is made of."),
        StrategyOption.Numbers("weights", "", "The product's price is the sum of these times the prices of the basket, in its order."),
        StrategyOption.Duration("interval", "500ms", "Time between looks."),
        StrategyOption.Number("edge", "0.05", 0, 100, "What must be left after both spreads.", "% of the price"),
        StrategyOption.Lots("lots", "100", "Lots of the product in a trade."),
        StrategyOption.Count("most-units", "10", "The most trades that it holds one way or the other."),
        StrategyOption.Ticks("reach-ticks", "5", "How far beyond the touch its orders may trade."),
    ],
    (setting, values) => new BasketArbitrage(setting.Instrument, new BasketArbitrageOptions
    {
        Basket = setting.FindAll(values.Text("basket")), Weights = NumberList.Parse(values.Text("weights")),
        Interval = values.Duration("interval"), Edge = values.Number("edge") / 100, Lots = values.Integer("lots"),
        MostUnits = values.Count("most-units"), ReachTicks = values.Integer("reach-ticks"),
        MayOwe = setting.Account != AccountType.Cash,
    }))
    {
        Others = ["basket"],
    };

    /// <inheritdoc/>
    public SimTime NextWake(MarketView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        return view.Now + Intervals.Exponential(view.Random, _options.Interval);
    }

    /// <inheritdoc/>
    public void Decide(MarketView view, OrderPad orders)
    {
        ArgumentNullException.ThrowIfNull(view);
        if (_options.Basket.Count == 0 || Legs.IsBusy(view) || Price(view) is not { } seen)
        {
            return;
        }

        var edge = _options.Edge * seen.Ask;
        if (seen.BasketBid - seen.Ask > edge && _units < _options.MostUnits)
        {
            _units++;
        }
        else if (seen.Bid - seen.BasketAsk > edge && _units > -_options.MostUnits)
        {
            _units--;
        }
        else if ((_units > 0 && seen.Bid + seen.Ask >= seen.BasketBid + seen.BasketAsk)
            || (_units < 0 && seen.Bid + seen.Ask <= seen.BasketBid + seen.BasketAsk))
        {
            _units -= Math.Sign(_units);
        }

        _legs.Hold(view, orders, LegsOf(view), _units);
    }

    // Everything in units of the currency; null unless all of it is quoted on both sides.
    private Seen? Price(MarketView view)
    {
        if (view.QuoteOf(_instrument) is not { IsTwoSided: true } own)
        {
            return null;
        }

        var unit = (double)view.Instruments[_instrument.Value].PriceUnit;
        var (bid, ask) = (0.0, 0.0);
        for (var i = 0; i < _options.Basket.Count; i++)
        {
            if (view.QuoteOf(_options.Basket[i]) is not { IsTwoSided: true } quote)
            {
                return null;
            }

            var weight = _options.Weights[i] * (double)view.Instruments[_options.Basket[i].Value].PriceUnit;
            bid += weight * quote.Bid.Ticks;
            ask += weight * quote.Ask.Ticks;
        }

        return new Seen(own.Bid.Ticks * unit, own.Ask.Ticks * unit, bid, ask);
    }

    private List<Leg> LegsOf(MarketView view)
    {
        var legs = new List<Leg> { new(_instrument, _options.Lots) };
        for (var i = 0; i < _options.Basket.Count; i++)
        {
            var perLot = _options.Weights[i] * Multiplier(view, _instrument) / Multiplier(view, _options.Basket[i]);
            legs.Add(new Leg(_options.Basket[i], -_options.Lots * perLot));
        }

        return legs;
    }

    // Minor units that a move by one unit of the currency is worth for a lot.
    private static double Multiplier(MarketView view, InstrumentId instrument)
    {
        var terms = view.Instruments[instrument.Value];
        return (double)terms.TickValueNumerator / terms.TickValueDenominator / (double)terms.PriceUnit;
    }

    private readonly record struct Seen(double Bid, double Ask, double BasketBid, double BasketAsk);
}
