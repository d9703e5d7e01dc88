using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>A participant: an account, a connection to one exchange, and a strategy.</summary>
public sealed class Trader : IActor, ICommandSink
{
    private readonly IStrategy _strategy;
    private readonly ActorId _exchange;
    private readonly MarketView _view;
    private readonly OrderPad _orders;
    private readonly InstrumentId[] _watched;
    private readonly SessionHours? _hours;
    private IActorContext? _context;
    private FeedKind _feed;
    private BarClock? _bars;
    private SimTime _nextWake = SimTime.Never;
    private int _awaitedQuotes;

    /// <summary>Builds a trader.</summary>
    /// <param name="name">Unique in the run; the key of its random stream.</param>
    /// <param name="account">Its account.</param>
    /// <param name="exchange">Where it trades.</param>
    /// <param name="instruments">What the venue trades; an array may be shared by all traders, and none changes it.</param>
    /// <param name="watched">Which of them the strategy looks at.</param>
    /// <param name="strategy">How it decides.</param>
    /// <param name="hours">When the market is open, where a run has nights; the trader then sleeps through them.</param>
    public Trader(
        string name, AccountId account, ActorId exchange, IReadOnlyList<Instrument> instruments,
        IReadOnlyList<InstrumentId> watched, IStrategy strategy, SessionHours? hours = null)
    {
        Name = name;
        Account = account;
        _exchange = exchange;
        _strategy = strategy;
        _watched = watched as InstrumentId[] ?? [.. watched];
        _hours = strategy.KeepsHours ? hours : null;
        _view = instruments is Instrument[] listed ? new MarketView(listed, isShared: true) : new MarketView(instruments);
        _orders = new OrderPad(account, _view, this);
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <summary>Its account.</summary>
    public AccountId Account { get; }

    /// <summary>What it can see.</summary>
    public MarketView View => _view;

    /// <summary>Where each instrument is traded, where there are several exchanges; null where there is one.</summary>
    public IReadOnlyList<ActorId>? Addresses { get; init; }

    /// <summary>Tells it what it owns at the start.</summary>
    public void Endow(AssetId asset, long amount) => _view.AddHolding(asset, amount);

    /// <inheritdoc/>
    public void OnStart(IActorContext context)
    {
        Attend(context);
        _feed = _strategy.Feed;
        var subscribed = _feed;
        if ((_feed & FeedKind.Bars) != 0)
        {
            _bars = new BarClock(_watched, _strategy.BarLength);
            subscribed = (_feed & ~FeedKind.Bars) | FeedKind.Trades;
        }

        if (subscribed != FeedKind.None)
        {
            foreach (var instrument in _watched)
            {
                context.Send(AddressOf(instrument), new Subscribe(instrument, subscribed)
                {
                    VolumeWindow = _strategy.VolumeWindow, MinImbalance = _strategy.MinImbalance,
                });
            }
        }

        PlanNextWake(context);
    }

    /// <inheritdoc/>
    public void OnWake(IActorContext context)
    {
        Attend(context);
        if (_bars is not null)
        {
            // It also wakes where a bar ends.
            _bars.Deliver(context.Now, _strategy, _view, _orders);
            if (context.Now != _nextWake)
            {
                return;
            }

            _nextWake = SimTime.Never;
        }

        _strategy.OnWake(_view, _orders);
        if (!_strategy.Looks)
        {
            PlanNextWake(context);
            return;
        }

        if ((_feed & FeedKind.Quotes) != 0 || _watched.Length == 0)
        {
            Decide(context);
            return;
        }

        // It looks at the screen first; the answers come one latency there and one back later.
        _awaitedQuotes = _watched.Length;
        foreach (var instrument in _watched)
        {
            context.Send(AddressOf(instrument), new QuoteRequest(instrument));
        }
    }

    /// <inheritdoc/>
    public void OnMessage(ActorId from, Message message, IActorContext context)
    {
        Attend(context);
        switch (message)
        {
            case Report report:
                _view.Take(report.Here, Account);
                _strategy.OnReport(report.Here, _view, _orders);
                break;
            case Quote quote:
                TakeQuote(quote, context);
                break;
            case TradePrint trade:
                TakeTrade(trade, context);
                break;
            case TradedVolume volume:
                _view.Take(volume);
                break;
            case BookImbalance imbalance:
                _strategy.OnImbalance(imbalance, _view, _orders);
                break;
        }
    }

    void ICommandSink.Send(in Command command) => _context!.Send(AddressOf(command.Instrument), new Submit(command));

    private ActorId AddressOf(InstrumentId instrument) => Addresses is { } addresses ? addresses[instrument.Value] : _exchange;

    private void TakeQuote(Quote quote, IActorContext context)
    {
        _view.Take(quote);
        if ((_feed & FeedKind.Quotes) != 0)
        {
            _strategy.OnQuote(quote, _view, _orders);
        }
        else if (_awaitedQuotes > 0 && --_awaitedQuotes == 0)
        {
            Decide(context);
        }
    }

    private void TakeTrade(TradePrint trade, IActorContext context)
    {
        if (_bars is not null)
        {
            // A trade at the very end of a bar may arrive before the wake-up there.
            _bars.Deliver(context.Now, _strategy, _view, _orders);
            if (_bars.Add(trade, context.Now, out var end))
            {
                context.WakeAt(end);
            }

            if ((_feed & FeedKind.Trades) == 0)
            {
                return;
            }
        }

        _strategy.OnTrade(trade, _view, _orders);
    }

    private void Decide(IActorContext context)
    {
        _strategy.Decide(_view, _orders);
        PlanNextWake(context);
    }

    private void PlanNextWake(IActorContext context)
    {
        var next = _strategy.NextWake(_view);
        if (next != SimTime.Never)
        {
            Guard.That(next > context.Now, "a strategy asks to be woken later than now");
            _nextWake = _hours is null ? next : _hours.After(context.Now, next - context.Now);
            context.WakeAt(_nextWake);
        }
    }

    private void Attend(IActorContext context)
    {
        _view.Now = context.Now;
        if (_context != context)
        {
            _context = context;
            _view.Random = context.Random;
        }
    }
}
