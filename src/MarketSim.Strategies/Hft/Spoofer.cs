using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Strategies;

/// <summary>What a spoofer does.</summary>
public sealed record SpooferOptions
{
    /// <summary>Mean time between attempts.</summary>
    public SimDuration MeanInterval { get; init; } = SimDuration.FromSeconds(30);

    /// <summary>How long it waits for its small order before it gives up.</summary>
    public SimDuration Patience { get; init; } = SimDuration.FromSeconds(10);

    /// <summary>Lots that it means to trade.</summary>
    public long Lots { get; init; } = 100;

    /// <summary>Lots that it shows on the other side and does not mean to trade.</summary>
    public long SpoofLots { get; init; } = 2_000;

    /// <summary>How far behind the best price of that side they stand, in price units; zero joins it.</summary>
    public long DistanceTicks { get; init; }
}

/// <summary>Shows a large order that it does not mean to trade so that others move towards its small one, and withdraws it as soon as the small
/// one is done. For study: it is forbidden almost everywhere.</summary>
/// <remarks>Source: the layering of Lee, Eom and Park (2013), "Microstructure-based manipulation: strategic behavior and performance of
/// spoofing traders"; forbidden by the Commodity Exchange Act, section 4c(a)(5)(C), and by MAR, article 12. It buys and sells in turn. It
/// lives off those who read the book, such as <see cref="ImbalanceMaker"/>.</remarks>
public sealed class Spoofer(InstrumentId instrument, SpooferOptions options) : IStrategy
{
    private Side _side = Side.Buy;
    private OrderId _genuine;
    private SimTime _until = SimTime.Never;

    /// <summary>What can be set of it.</summary>
    public static StrategyType Type { get; } = new(
    [
        StrategyOption.Duration("mean-interval", "30s", "Mean time between attempts."),
        StrategyOption.Duration("patience", "10s", "How long it waits for its small order before it gives up."),
        StrategyOption.Lots("lots", "100", "What it means to trade."),
        StrategyOption.Lots("spoof-lots", "2000", "What it shows on the other side and does not mean to trade."),
        StrategyOption.Ticks("distance-ticks", "0", "How far behind the best price of that side they stand; zero joins it."),
    ],
    (setting, values) => new Spoofer(setting.Instrument, new SpooferOptions
    {
        MeanInterval = values.Duration("mean-interval"), Patience = values.Duration("patience"), Lots = values.Integer("lots"),
        SpoofLots = values.Integer("spoof-lots"), DistanceTicks = values.Integer("distance-ticks"),
    }));

    /// <inheritdoc/>
    public SimTime NextWake(MarketView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        return _until != SimTime.Never && _until > view.Now ? _until : view.Now + Intervals.Exponential(view.Random, options.MeanInterval);
    }

    /// <inheritdoc/>
    public void Decide(MarketView view, OrderPad orders)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(orders);
        orders.CancelAll(instrument);
        if (_until != SimTime.Never)
        {
            _until = SimTime.Never;
            return;
        }

        if (view.QuoteOf(instrument) is not { IsTwoSided: true } quote)
        {
            return;
        }

        var terms = view.Instruments[instrument.Value];
        var (own, other) = _side == Side.Buy ? (quote.Bid, quote.Ask) : (quote.Ask, quote.Bid);
        var away = Quotes.OnTick(terms, _side.Opposite(), other + (_side.Sign() * options.DistanceTicks));
        var small = Sizes.Affordable(view, instrument, _side, own, new Quantity(options.Lots));
        var large = Sizes.Affordable(view, instrument, _side.Opposite(), away, new Quantity(options.SpoofLots));
        if (!small.IsZero && !large.IsZero)
        {
            _genuine = orders.Limit(instrument, _side, own, small);
            orders.Limit(instrument, _side.Opposite(), away, large);
            _until = view.Now + options.Patience;
        }

        _side = _side.Opposite();
    }

    /// <inheritdoc/>
    public void OnReport(in MarketEvent item, MarketView view, OrderPad orders)
    {
        ArgumentNullException.ThrowIfNull(orders);
        if (item.Kind == EventKind.Traded && (item.Order == _genuine || item.CounterOrder == _genuine))
        {
            orders.CancelAll(instrument);
        }
    }
}
