using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>The public data of one instrument and who listens to it. Hot.</summary>
/// <param name="instrument">Which.</param>
public sealed class MarketDataFeed(InstrumentId instrument)
{
    private readonly List<Subscription> _subscribers = [];

    // Kept only where somebody asked for what they tell.
    private BookTotals? _totals;
    private RecentVolume? _trades;
    private FeedKind _wanted;

    private SimTime _time;
    private Price _bid;
    private Quantity _bidQuantity;
    private Price _ask;
    private Quantity _askQuantity;
    private Price _lastTrade;

    // Made when somebody is to see it: most changes happen while nobody looks.
    private Quote? _latest;
    private bool _isQuoteNew;
    private bool _isBookNew;

    /// <summary>The quote after the last command.</summary>
    public Quote Latest
        => _latest ??= new Quote(instrument, _time, _bid, _bidQuantity, _ask, _askQuantity, _lastTrade);

    /// <summary>Adds a subscriber; a second call of one actor replaces its first.</summary>
    public void Add(ActorId actor, FeedKind kind) => Add(actor, new Subscribe(instrument, kind), book: null);

    /// <summary>Adds a subscriber with all that it asks for.</summary>
    /// <param name="actor">Who.</param>
    /// <param name="wish">What it wants.</param>
    /// <param name="book">The book as it stands, from which sums of open lots begin.</param>
    public void Add(ActorId actor, Subscribe wish, IOrderBook? book)
    {
        ArgumentNullException.ThrowIfNull(wish);
        var subscription = new Subscription(actor, wish);
        var place = _subscribers.FindIndex(s => s.Actor == actor);
        if (place >= 0)
        {
            _subscribers[place] = subscription;
        }
        else
        {
            _subscribers.Add(subscription);
        }

        _wanted |= wish.Feed;
        if ((wish.Feed & FeedKind.Imbalances) != 0)
        {
            _totals ??= new BookTotals(book);
        }

        if ((wish.Feed & FeedKind.Volumes) != 0)
        {
            _trades ??= new RecentVolume();
            _trades.Cover(wish.VolumeWindow);
        }
    }

    /// <summary>Takes in anything that happened in the instrument; a trade goes out at once, all else once a command.</summary>
    public void Observe(in MarketEvent item, IActorContext? context)
    {
        if (item.Kind == EventKind.Traded)
        {
            (_lastTrade, _time, _latest, _isQuoteNew) = (item.Price, item.Time, null, true);
            _trades?.Add(item);
            if (context is not null && (_wanted & FeedKind.Trades) != 0)
            {
                Send(FeedKind.Trades, new TradePrint(instrument, item.Time, item.Side, item.Price, item.Quantity), context);
            }
        }
        else if (item.Kind == EventKind.Quoted)
        {
            if (item.Side == Side.Buy)
            {
                (_bid, _bidQuantity) = (item.Price, item.Quantity);
            }
            else
            {
                (_ask, _askQuantity) = (item.Price, item.Quantity);
            }

            (_time, _latest, _isQuoteNew) = (item.Time, null, true);
        }

        if (_totals is not null)
        {
            _isBookNew |= _totals.Observe(item);
        }
    }

    /// <summary>Takes in the level of something that does not trade: it stands where others have their last trade.</summary>
    public void ObserveLevel(Price price, SimTime time) => (_lastTrade, _time, _latest, _isQuoteNew) = (price, time, null, true);

    /// <summary>Answers a look at the market: with the volume first, where the one who looks has asked for it.</summary>
    public void Answer(ActorId actor, IActorContext context)
    {
        if (_trades is not null)
        {
            foreach (var subscriber in _subscribers)
            {
                if (subscriber.Actor == actor && (subscriber.Wish.Feed & FeedKind.Volumes) != 0)
                {
                    context.Send(actor, _trades.Since(instrument, context.Now, subscriber.Wish.VolumeWindow));
                }
            }
        }

        context.Send(actor, Latest);
    }

    /// <summary>Sends what subscribers are to hear of, if it changed since the last time.</summary>
    public void Publish(IActorContext context)
    {
        if (_isBookNew && _totals is not null)
        {
            _isBookNew = false;
            PublishImbalance(_totals, context);
        }

        if (_isQuoteNew)
        {
            _isQuoteNew = false;
            if ((_wanted & FeedKind.Quotes) != 0)
            {
                Send(FeedKind.Quotes, Latest, context);
            }
        }
    }

    private void PublishImbalance(BookTotals totals, IActorContext context)
    {
        var share = totals.Imbalance(out var heavier);
        foreach (var subscriber in _subscribers)
        {
            if ((subscriber.Wish.Feed & FeedKind.Imbalances) == 0)
            {
                continue;
            }

            var isOut = share > subscriber.Wish.MinImbalance;
            if (subscriber.Heavier is { } before && (!isOut || before != heavier))
            {
                subscriber.Heavier = null;
                context.Send(subscriber.Actor, new BookImbalance(instrument, context.Now, before, Begins: false));
            }

            if (isOut && subscriber.Heavier is null)
            {
                subscriber.Heavier = heavier;
                context.Send(subscriber.Actor, new BookImbalance(instrument, context.Now, heavier, Begins: true));
            }
        }
    }

    private void Send(FeedKind kind, Message message, IActorContext context)
    {
        foreach (var subscriber in _subscribers)
        {
            if ((subscriber.Wish.Feed & kind) != 0)
            {
                context.Send(subscriber.Actor, message);
            }
        }
    }

    private sealed class Subscription(ActorId actor, Subscribe wish)
    {
        public ActorId Actor => actor;

        public Subscribe Wish => wish;

        /// <summary>The side that outweighs the other, as far as the subscriber was told.</summary>
        public Side? Heavier { get; set; }
    }
}
