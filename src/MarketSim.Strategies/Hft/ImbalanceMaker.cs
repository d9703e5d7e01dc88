using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Strategies;

/// <summary>What a maker that reads the book's imbalance does.</summary>
public sealed record ImbalanceMakerOptions
{
    /// <summary>Mean time between looks.</summary>
    public SimDuration MeanInterval { get; init; } = SimDuration.FromMilliseconds(500);

    /// <summary>Distance of its quotes from where it expects the price, in price units.</summary>
    public long HalfSpreadTicks { get; init; } = 2;

    /// <summary>Lots on each side.</summary>
    public long Lots { get; init; } = 100;

    /// <summary>How far it expects the price to go in a lopsided book, in half spreads; zero ignores the book.</summary>
    public double Weight { get; init; } = 1;

    /// <summary>Weight of a new look in its average of the imbalance, from 0 to 1.</summary>
    public double LearningRate { get; init; } = 0.5;

    /// <summary>An imbalance from which it no longer quotes the side that would be run over, from 0 to 1; 1 for never.</summary>
    public double PullAt { get; init; } = 0.8;

    /// <summary>The position that counts as none, in lots.</summary>
    public long TargetLots { get; init; }

    /// <summary>Lots away from its target for which it moves its quotes by a price unit.</summary>
    public long LotsPerSkewTick { get; init; } = 500;
}

/// <summary>Quotes around where the imbalance of the best bid and offer says that the price goes, and leaves the side that is about to be
/// run over.</summary>
/// <remarks>Source: Stoikov (2018), "The micro-price", and Cartea, Donnelly and Jaimungal (2018), "Enhancing trading strategies with order
/// book signals": with imbalance I = (bid size - offer size) / (both) the price is expected at middle + I · half of the spread. Its own
/// lots at the touch do not count. Who can make the book look heavy on one side can move it: see the spoofer.</remarks>
public sealed class ImbalanceMaker(InstrumentId instrument, ImbalanceMakerOptions options) : IStrategy
{
    private readonly StandingQuotes _quotes = new(instrument);
    private double _imbalance;

    /// <summary>What can be set of it.</summary>
    public static StrategyType Type { get; } = new(
    [
        StrategyOption.Duration("mean-interval", "500ms", "Mean time between looks."),
        StrategyOption.Ticks("half-spread-ticks", "2", "Distance of its quotes from where it expects the price.", from: 1),
        StrategyOption.Lots("lots", "100", "Lots on each side."),
        StrategyOption.Number("weight", "1", 0, 100, "How far it expects the price to go in a lopsided book.", "half spreads"),
        StrategyOption.Number("learning-rate", "0.5", 0, 1, "Weight of a new look in its average of the imbalance."),
        StrategyOption.Number("pull-at", "0.8", 0, 1, "An imbalance from which it no longer quotes the side that would be run over."),
        StrategyOption.Lots("target-lots", "0", "The position that counts as none.", from: 0),
        StrategyOption.Lots("lots-per-skew-tick", "500", "Lots away from its target for which it moves its quotes by a price unit."),
    ],
    (setting, values) => new ImbalanceMaker(setting.Instrument, new ImbalanceMakerOptions
    {
        MeanInterval = values.Duration("mean-interval"), HalfSpreadTicks = values.Integer("half-spread-ticks"),
        Lots = values.Integer("lots"), Weight = values.Number("weight"), LearningRate = values.Number("learning-rate"),
        PullAt = values.Number("pull-at"), TargetLots = values.Integer("target-lots"),
        LotsPerSkewTick = values.Integer("lots-per-skew-tick"),
    }));

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
        if (view.QuoteOf(instrument) is not { IsTwoSided: true } quote)
        {
            return;
        }

        _imbalance += options.LearningRate * (ImbalanceOf(view, quote) - _imbalance);
        var half = (quote.Ask.Ticks - quote.Bid.Ticks) / 2.0;
        var held = view.Position(instrument).Lots - options.TargetLots;
        var expected = quote.Bid.Ticks + half + (options.Weight * _imbalance * half) - ((double)held / options.LotsPerSkewTick);
        var terms = view.Instruments[instrument.Value];
        _quotes.Set(
            view, orders,
            Quote(terms, Side.Buy, expected, quote.Ask - 1, _imbalance <= -options.PullAt),
            Quote(terms, Side.Sell, expected, quote.Bid + 1, _imbalance >= options.PullAt));
    }

    // Never through the other side's touch: it provides, and does not take.
    private (Price Price, Quantity Lots) Quote(Instrument terms, Side side, double expected, Price most, bool isPulled)
    {
        var exact = expected - (side.Sign() * options.HalfSpreadTicks);
        var wanted = Price.FromDouble(Math.Max(1, exact), side == Side.Buy ? Rounding.Down : Rounding.Up);
        var passive = side == Side.Buy ? (wanted < most ? wanted : most) : (wanted > most ? wanted : most);
        return (Quotes.OnTick(terms, side, passive), new Quantity(isPulled && options.PullAt < 1 ? 0 : options.Lots));
    }

    private double ImbalanceOf(MarketView view, Quote quote)
    {
        var (bid, ask) = (quote.BidQuantity.Lots, quote.AskQuantity.Lots);
        foreach (var order in view.OpenOrders)
        {
            bid -= order.Instrument == instrument && order.Side == Side.Buy && order.Price == quote.Bid ? order.Open.Lots : 0;
            ask -= order.Instrument == instrument && order.Side == Side.Sell && order.Price == quote.Ask ? order.Open.Lots : 0;
        }

        (bid, ask) = (Math.Max(0, bid), Math.Max(0, ask));
        return bid + ask == 0 ? 0 : (double)(bid - ask) / (bid + ask);
    }
}
