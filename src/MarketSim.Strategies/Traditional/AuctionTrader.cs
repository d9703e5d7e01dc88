using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Strategies;

/// <summary>A price that somebody called out.</summary>
/// <param name="Side">Whether it was a bid or an offer.</param>
/// <param name="Price">Which price.</param>
/// <param name="IsAccepted">Whether somebody took it.</param>
public readonly record struct Shout(Side Side, Price Price, bool IsAccepted);

/// <summary>A trader with induced values in a continuous double auction: one unit after the other, the next only when the last has
/// traded, one order at a time.</summary>
/// <remarks>
/// What others call out it learns from the public feeds: a better bid or offer is a shout, a trade is the shout of the side that rested,
/// accepted. What stands behind the best is not heard, as under the improvement rule of the experiments that these traders come from.
/// </remarks>
public abstract class AuctionTrader : IStrategy
{
    private readonly SimDuration _meanInterval;
    private readonly SimDuration _period;
    private readonly long _lots;
    private Quote? _heard;
    private long _periodNow;
    private long _traded;

    /// <summary>A trader of one instrument.</summary>
    protected AuctionTrader(StrategySetting setting, AuctionTraderOptions options)
    {
        ArgumentNullException.ThrowIfNull(setting);
        ArgumentNullException.ThrowIfNull(options);
        (_meanInterval, _period, _lots) = (options.MeanInterval, options.Period, options.Lots);
        Instrument = setting.Instrument;
        Values = options.ValuesFor(setting);
        Ceiling = new Price(options.CeilingTicks > 0 ? options.CeilingTicks : 2 * setting.Reference.Ticks);
    }

    /// <inheritdoc/>
    public virtual FeedKind Feed => FeedKind.Quotes | FeedKind.Trades;

    /// <summary>What units are worth to it.</summary>
    public InducedValues Values { get; }

    /// <summary>Whether it buys or sells.</summary>
    public Side Role => Values.Role;

    /// <summary>The limit of the unit that is next; null if all of the period have traded.</summary>
    public Price? Limit => UnitsUsed < Values.Limits.Count ? Values.Limits[UnitsUsed] : null;

    /// <summary>Units of the period that are left.</summary>
    public int UnitsLeft => Values.Limits.Count - UnitsUsed;

    /// <summary>Whether the best price of its own side, as long as it stands, is heard anew whenever it acts: where a market remembers
    /// shouts nobody repeats them, though they go on being refused.</summary>
    protected virtual bool HearsWhatStands => false;

    /// <summary>What it trades.</summary>
    protected InstrumentId Instrument { get; }

    /// <summary>The highest price that it thinks possible.</summary>
    protected Price Ceiling { get; }

    private int UnitsUsed => (int)Math.Min(_traded / _lots, Values.Limits.Count);

    /// <inheritdoc/>
    public SimTime NextWake(MarketView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        return view.Now + Intervals.Exponential(view.Random, _meanInterval);
    }

    /// <inheritdoc/>
    public void Decide(MarketView view, OrderPad orders)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(orders);
        Renew(view);
        var quote = view.QuoteOf(Instrument);
        if (HearsWhatStands && Best(quote, Role) is { } standing)
        {
            Hear(new Shout(Role, standing, IsAccepted: false), view);
        }

        if (Limit is { } limit && Choose(limit, quote, view) is { } price)
        {
            Call(Quotes.OnTick(view.Instruments[Instrument.Value], Role, price), view, orders);
        }
    }

    /// <inheritdoc/>
    public void OnQuote(Quote quote, MarketView view, OrderPad orders)
    {
        ArgumentNullException.ThrowIfNull(quote);
        Renew(view);
        var last = _heard;
        _heard = quote;
        if (!quote.BidQuantity.IsZero && (last is null || last.BidQuantity.IsZero || quote.Bid > last.Bid))
        {
            Hear(new Shout(Side.Buy, quote.Bid, IsAccepted: false), view);
        }

        if (!quote.AskQuantity.IsZero && (last is null || last.AskQuantity.IsZero || quote.Ask < last.Ask))
        {
            Hear(new Shout(Side.Sell, quote.Ask, IsAccepted: false), view);
        }
    }

    /// <inheritdoc/>
    public virtual void OnTrade(TradePrint trade, MarketView view, OrderPad orders)
    {
        ArgumentNullException.ThrowIfNull(trade);
        Renew(view);
        Hear(new Shout(trade.Aggressor.Opposite(), trade.Price, IsAccepted: true), view);
    }

    /// <inheritdoc/>
    public void OnReport(in MarketEvent item, MarketView view, OrderPad orders)
    {
        if (item.Kind == EventKind.Traded && item.Instrument == Instrument)
        {
            Renew(view);
            _traded += item.Quantity.Lots;
        }
    }

    /// <summary>The price to call out.</summary>
    /// <param name="limit">What the unit is worth.</param>
    /// <param name="quote">The market as far as is known; null if nothing is.</param>
    /// <param name="view">For chance and time.</param>
    /// <returns>Null to call out nothing.</returns>
    protected abstract Price? Choose(Price limit, Quote? quote, MarketView view);

    /// <summary>Takes in what somebody called out; its own shouts, too.</summary>
    protected virtual void Hear(in Shout shout, MarketView view)
    {
    }

    /// <summary>The best price on a side; null if nobody calls one out.</summary>
    protected static Price? Best(Quote? quote, Side side) => quote is null ? null
        : side == Side.Buy ? (quote.BidQuantity.IsZero ? null : quote.Bid)
        : quote.AskQuantity.IsZero ? null : quote.Ask;

    // One order at a time: a second one could trade a unit that is not there.
    private void Call(Price price, MarketView view, OrderPad orders)
    {
        var left = new Quantity(_lots - (_traded % _lots));
        var lots = Sizes.Affordable(view, Instrument, Role, price, left);
        if (view.OpenOrders.Count == 0)
        {
            if (!lots.IsZero)
            {
                orders.Limit(Instrument, Role, price, lots);
            }
        }
        else if (view.OpenOrders[0] is { IsConfirmed: true } standing && standing.Price != price && !lots.IsZero)
        {
            orders.Replace(standing, price, lots);
        }
    }

    private void Renew(MarketView view)
    {
        var period = view.Now.Nanoseconds / _period.Nanoseconds;
        if (period != _periodNow)
        {
            (_periodNow, _traded) = (period, 0);
        }
    }
}
