using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Strategies;

/// <summary>What a sniper does.</summary>
public sealed record SniperOptions
{
    /// <summary>What it follows: an index, or another instrument that moves first.</summary>
    public InstrumentId? Signal { get; init; }

    /// <summary>Lots that it takes at a time.</summary>
    public long Lots { get; init; } = 100;

    /// <summary>How far a quote must lie on the wrong side of the signal, in price units.</summary>
    public long EdgeTicks { get; init; } = 1;

    /// <summary>How long an order that found nothing stays; zero for not at all. A call takes no immediate orders.</summary>
    public SimDuration Lifetime { get; init; } = SimDuration.Zero;
}

/// <summary>Takes quotes that have become stale: as soon as a public signal moves beyond a quote it sends an order, and is paid if it is
/// there before the quote's owner.</summary>
/// <remarks>Source: Budish, Cramton and Shim (2015), "The High-Frequency Trading Arms Race", section VI. The limit leaves it the least
/// edge it asks for, so that in a batch snipers bid against each other. With another instrument as signal it is an arbitrageur
/// between venues or between a future and its underlying.</remarks>
public sealed class Sniper(InstrumentId instrument, SniperOptions options) : IStrategy
{
    /// <summary>What can be set of it.</summary>
    public static StrategyType Type { get; } = new(
    [
        StrategyOption.Symbols("signal", "What it follows: the symbol of an index or of another instrument."),
        StrategyOption.Lots("lots", "100", "Lots that it takes at a time."),
        StrategyOption.Ticks("edge-ticks", "1", "How far a quote must lie on the wrong side of the signal.", from: 1),
        StrategyOption.Duration("lifetime", "0s", "How long an order that found nothing stays; a call takes no immediate orders.") with { Min = 0 },
    ],
    (setting, values) => new Sniper(setting.Instrument, new SniperOptions
    {
        Signal = setting.FindAll(values.Text("signal")).Select(id => (InstrumentId?)id).FirstOrDefault(),
        Lots = values.Integer("lots"), EdgeTicks = values.Integer("edge-ticks"), Lifetime = values.Duration("lifetime"),
    }))
    {
        Others = ["signal"],
    };

    /// <inheritdoc/>
    public FeedKind Feed => FeedKind.Quotes;

    /// <inheritdoc/>
    public SimTime NextWake(MarketView view) => SimTime.Never;

    /// <inheritdoc/>
    public void Decide(MarketView view, OrderPad orders) => Look(view, orders);

    /// <inheritdoc/>
    public void OnQuote(Quote quote, MarketView view, OrderPad orders)
    {
        ArgumentNullException.ThrowIfNull(quote);
        if (quote.Instrument == options.Signal)
        {
            // What it still has in the book was meant for another value.
            orders.CancelAll(instrument);
            Look(view, orders);
        }
    }

    private void Look(MarketView view, OrderPad orders)
    {
        if (options.Signal is not { } signal || view.QuoteOf(signal) is not { } seen || !Quotes.TryMiddle(seen, out var value)
            || view.QuoteOf(instrument) is not { } quote)
        {
            return;
        }

        if (!quote.AskQuantity.IsZero && quote.Ask + options.EdgeTicks <= value)
        {
            Take(view, orders, Side.Buy, value - options.EdgeTicks);
        }

        if (!quote.BidQuantity.IsZero && quote.Bid - options.EdgeTicks >= value)
        {
            Take(view, orders, Side.Sell, value + options.EdgeTicks);
        }
    }

    private void Take(MarketView view, OrderPad orders, Side side, Price worst)
    {
        var limit = Quotes.OnTick(view.Instruments[instrument.Value], side, worst);
        var lots = Sizes.Affordable(view, instrument, side, limit, new Quantity(options.Lots));
        if (lots.IsZero)
        {
            return;
        }

        if (options.Lifetime == SimDuration.Zero)
        {
            orders.Limit(instrument, side, limit, lots, TimeInForce.Ioc);
        }
        else
        {
            orders.Place(Commands.Limit(default, instrument, default, side, limit, lots, TimeInForce.Gtd)
                with { Expiry = view.Now + options.Lifetime });
        }
    }
}
