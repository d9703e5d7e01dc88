using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Strategies;

/// <summary>What a linear maker does.</summary>
public sealed record LinearMakerOptions
{
    /// <summary>Time between looks at the fundamental and at its own fills.</summary>
    public SimDuration Interval { get; init; } = SimDuration.FromMilliseconds(100);

    /// <summary>λ: units of price by which the price falls for each unit of money that is sold to it; more than zero.</summary>
    public double Impact { get; init; } = 1e-6;

    /// <summary>Price levels quoted on each side.</summary>
    public int Levels { get; init; } = 100;

    /// <summary>Distance between levels, in price units.</summary>
    public long LevelTicks { get; init; } = 1;
}

/// <summary>Makes a market of linear impact: the price is the fundamental value less λ times the money that has been sold to it,
/// net.</summary>
/// <remarks>Source: the pricing rule of Kyle (1985), "Continuous auctions and insider trading", with the flow counted in money. Each
/// level shows what moves the price by one level, so a sweep of the ladder leaves the price where the rule wants it; then the ladder
/// is set anew.</remarks>
public sealed class LinearMaker(InstrumentId instrument, FundamentalValue fundamental, LinearMakerOptions options) : IStrategy
{
    private long? _startingCash;
    private Price? _quotedMiddle;
    private long _quotedCash;

    /// <summary>What can be set of it.</summary>
    public static StrategyType Type { get; } = new(
    [
        StrategyOption.Number("impact", "0.000001", 1e-12, 1,
            "How far the price falls for each unit of money that is sold to it.", "currency units of price a currency unit sold"),
        StrategyOption.Count("levels", "100", "Price levels quoted on each side.", to: 2_000),
        StrategyOption.Ticks("level-ticks", "1", "Distance between levels.", from: 1),
        StrategyOption.Duration("interval", "100ms", "Time between looks at the fundamental and at its own fills."),
    ],
    (setting, values) => new LinearMaker(setting.Instrument, setting.Fundamental, new LinearMakerOptions
    {
        Impact = values.Number("impact"), Levels = values.Count("levels"),
        LevelTicks = values.Integer("level-ticks"), Interval = values.Duration("interval"),
    }));

    /// <inheritdoc/>
    public SimTime NextWake(MarketView view) => view.Now + options.Interval;

    /// <inheritdoc/>
    public void Decide(MarketView view, OrderPad orders)
    {
        var terms = view.Instruments[instrument.Value];
        var cash = view.Cash(instrument).Minor;
        _startingCash ??= cash;

        // Price units for each minor unit of money: powers of ten of price and money cancel in the value of a tick.
        var minorPerTickAndLot = (double)terms.TickValueNumerator / terms.TickValueDenominator;
        var ticksPerMinor = options.Impact / (minorPerTickAndLot * Lots(terms));
        var middle = Price.FromDouble(
            fundamental.At(view.Now) - (ticksPerMinor * (_startingCash.Value - cash)), Rounding.HalfUp);
        if (middle == _quotedMiddle && cash == _quotedCash)
        {
            return;
        }

        (_quotedMiddle, _quotedCash) = (middle, cash);
        orders.CancelAll(instrument);
        var lotTicks = options.LevelTicks / (ticksPerMinor * minorPerTickAndLot);
        QuoteLadder(view, orders, Side.Buy, middle, lotTicks);
        QuoteLadder(view, orders, Side.Sell, middle, lotTicks);
    }

    // Lots are rounded from the middle outwards in all, so that a deep ladder does not add up what each level rounds.
    private void QuoteLadder(MarketView view, OrderPad orders, Side side, Price middle, double lotTicks)
    {
        var terms = view.Instruments[instrument.Value];
        var (exact, shown) = (0.0, 0L);
        for (var level = 1; level <= options.Levels; level++)
        {
            var price = Quotes.OnTick(terms, side, middle - (side.Sign() * level * options.LevelTicks));
            if (price.Ticks <= 0)
            {
                return;
            }

            exact += lotTicks / price.Ticks;
            var all = (long)Rounding.HalfUp.Apply(Math.Min(exact, terms.MaxOrder.Lots)) / terms.LotStep * terms.LotStep;
            var lots = Sizes.Affordable(view, instrument, side, price, new Quantity(all - shown));
            shown = all;
            if (!lots.IsZero)
            {
                orders.Limit(instrument, side, price, lots, TimeInForce.Gtc);
            }
        }
    }

    // Lots of one whole unit: of a share one, of a coin that trades in hundredths a hundred.
    private static double Lots(Instrument terms)
    {
        var lots = 1.0;
        for (var i = 0; i < terms.QuantityDecimals; i++)
        {
            lots *= 10;
        }

        return lots;
    }
}
