using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>The public data of one instrument and who listens to it.</summary>
public sealed class MarketDataFeed(InstrumentId instrument)
{
    private readonly List<(ActorId Actor, FeedKind Kind)> _subscribers = [];
    private bool _isDirty;

    /// <summary>The quote after the last command.</summary>
    public Quote Latest { get; private set; } = new(instrument, SimTime.Zero, default, default, default, default, default);

    /// <summary>Adds a subscriber; a second call of one actor replaces its first.</summary>
    public void Add(ActorId actor, FeedKind kind)
    {
        var place = _subscribers.FindIndex(s => s.Actor == actor);
        if (place >= 0)
        {
            _subscribers[place] = (actor, kind);
        }
        else
        {
            _subscribers.Add((actor, kind));
        }
    }

    /// <summary>Takes in a quote or a trade; a trade goes out at once, quotes once a command.</summary>
    public void Observe(in MarketEvent item, IActorContext? context)
    {
        if (item.Kind == EventKind.Traded)
        {
            Latest = Latest with { LastTrade = item.Price, Time = item.Time };
            _isDirty = true;
            if (context is not null)
            {
                Send(FeedKind.Trades, new TradePrint(instrument, item.Time, item.Side, item.Price, item.Quantity), context);
            }
        }
        else
        {
            Latest = item.Side == Side.Buy
                ? Latest with { Bid = item.Price, BidQuantity = item.Quantity, Time = item.Time }
                : Latest with { Ask = item.Price, AskQuantity = item.Quantity, Time = item.Time };
            _isDirty = true;
        }
    }

    /// <summary>Takes in the level of something that does not trade: it stands where others have their last trade.</summary>
    public void ObserveLevel(Price price, SimTime time)
    {
        Latest = Latest with { LastTrade = price, Time = time };
        _isDirty = true;
    }

    /// <summary>Sends the quote to its subscribers if it changed since the last time.</summary>
    public void Publish(IActorContext context)
    {
        if (_isDirty)
        {
            _isDirty = false;
            Send(FeedKind.Quotes, Latest, context);
        }
    }

    private void Send(FeedKind kind, Message message, IActorContext context)
    {
        foreach (var (actor, kinds) in _subscribers)
        {
            if ((kinds & kind) != 0)
            {
                context.Send(actor, message);
            }
        }
    }
}
