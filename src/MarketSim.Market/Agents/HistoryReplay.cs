using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>A participant that repeats recorded order flow: what many did once, one account does again, at the recorded
/// times.</summary>
/// <remarks>
/// Adds become limit orders under their recorded ids, reductions and deletions follow, and each recorded execution of a
/// resting order becomes an immediate-or-cancel order of the other side at the recorded price and size, since that is
/// what must have arrived. With other agents present some of it can no longer happen as recorded: the order was already
/// taken, or the aggressor meets somebody better. The fills of a recorded auction become the venue's own uncrossing. <see cref="Outcome"/> counts what became of all of it. Assumes
/// recorded participants would have done the same in the changed market; the longer the run, the bolder that is.
/// </remarks>
public sealed class HistoryReplay : IActor, IDisposable
{
    // Ids of orders that the recording implies but does not name; far above any recorded reference.
    private const ulong FirstAggressorId = 1UL << 63;

    private readonly AccountId _account;
    private readonly ActorId _exchange;
    private readonly InstrumentId _instrument;
    private readonly IEnumerator<RecordedMessage> _messages;
    private readonly Dictionary<OrderId, RecordedExecution> _awaited = [];
    private readonly HashSet<ulong> _known = [];
    private readonly AnonymousOrders _anonymous = new();
    private readonly StandIns _standIns = new();
    private readonly Dictionary<ulong, long> _filled = [];
    private RecordedAuction? _auction;
    private bool _hasNext;
    private long _origin;
    private ulong _nextAggressor = FirstAggressorId;

    /// <summary>A replay into one instrument.</summary>
    /// <param name="account">On whose account.</param>
    /// <param name="exchange">Where to.</param>
    /// <param name="instrument">The instrument that stands for the recorded one, with the recording's units.</param>
    /// <param name="messages">The recording, in order of time; read once, as the run goes on.</param>
    public HistoryReplay(
        AccountId account, ActorId exchange, InstrumentId instrument, IEnumerable<RecordedMessage> messages)
    {
        ArgumentNullException.ThrowIfNull(messages);
        _account = account;
        _exchange = exchange;
        _instrument = instrument;
        _messages = messages.GetEnumerator();
    }

    /// <inheritdoc/>
    public string Name => "history";

    /// <summary>What became of the recording so far.</summary>
    public HistoryOutcome Outcome { get; } = new();

    /// <inheritdoc/>
    public void OnStart(IActorContext context)
    {
        _hasNext = _messages.MoveNext();
        if (_hasNext)
        {
            _origin = _messages.Current.Timestamp - context.Now.Nanoseconds;
            context.WakeAt(context.Now);
        }
    }

    /// <inheritdoc/>
    public void OnWake(IActorContext context)
    {
        if (_auction is { } auction && context.Now > auction.Time)
        {
            foreach (var (order, lots) in auction.Unfilled())
            {
                Send(Commands.Reduce(_account, _instrument, order, new Quantity(lots)), context);
            }

            _auction = null;
        }

        while (_hasNext && InstantOf(_messages.Current) <= context.Now)
        {
            Repeat(_messages.Current, context);
            _hasNext = _messages.MoveNext();
        }

        if (_hasNext)
        {
            context.WakeAt(InstantOf(_messages.Current));
        }
    }

    /// <inheritdoc/>
    public void OnMessage(ActorId from, Message message, IActorContext context)
    {
        if (message is not Report { Event: var item })
        {
            return;
        }

        switch (item.Kind)
        {
            case EventKind.Traded:
                TakeTrade(item);
                break;
            case EventKind.Cancelled when _awaited.Remove(item.Order, out var execution):
                Settle(execution, item.Quantity.Lots);
                break;
            case EventKind.Rejected when item.Reject == RejectReason.UnknownOrder:
                Outcome.TooLate++;
                break;
            case EventKind.Rejected when _awaited.Remove(item.Order, out var refused):
                Outcome.Rejected++;
                Settle(refused, refused.Lots);
                break;
            case EventKind.Rejected:
                Outcome.Rejected++;
                break;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _messages.Dispose();

    private SimTime InstantOf(in RecordedMessage message) => new(message.Timestamp - _origin);

    private void Repeat(in RecordedMessage message, IActorContext context)
    {
        var isInferred = (message.Flags & RecordedFlags.Inferred) != 0;
        Outcome.Messages += isInferred ? 0 : 1;
        Outcome.Inferred += isInferred ? 1 : 0;
        switch (message.Kind)
        {
            case RecordedKind.Add when message.Order == 0:
                Outcome.AnonymousLots += message.Quantity;
                Limit(_anonymous.Add(message.Side, message.Price, message.Quantity), message, context);
                break;
            case RecordedKind.Add:
                Add(message.Order, message, context);
                break;
            case RecordedKind.Reduce or RecordedKind.Delete:
                Remove(message, context);
                break;
            case RecordedKind.Modify when Knows(message.Order):
                _filled.Remove(message.Order);
                Send(ReplaceOf(message, newOrder: default), context);
                break;
            case RecordedKind.Replace when Knows(message.Order):
                _known.Remove(message.Order);
                _known.Add(message.Other);
                Send(ReplaceOf(message, new OrderId(message.Other)), context);
                break;
            case RecordedKind.Modify or RecordedKind.Replace:
                Add(message.Kind == RecordedKind.Replace ? message.Other : message.Order, message, context);
                break;
            case RecordedKind.Execute:
                Execute(message, context);
                break;

            case RecordedKind.Fill when (message.Flags & RecordedFlags.NoSide) != 0:
                Uncross(message, context);
                break;

            // An announced fill is the trade itself; what it does to the book follows, and must not be done twice.
            case RecordedKind.Fill when (message.Flags & RecordedFlags.Aggressor) == 0:
                _filled[message.Order] = _filled.GetValueOrDefault(message.Order) + message.Quantity;
                Execute(message, context);
                break;
            default:
                Outcome.NotRepeated++;
                break;
        }
    }

    // Both sides of an auction's trade rested: what happened is that the venue uncrossed, and fills tell with what outcome.
    private void Uncross(in RecordedMessage fill, IActorContext context)
    {
        if (_auction is null)
        {
            _auction = new RecordedAuction(context.Now, Outcome);
            Send(Commands.SetPhase(_instrument, TradingPhase.Continuous), context);
        }

        _filled[fill.Order] = _filled.GetValueOrDefault(fill.Order) + fill.Quantity;
        _auction.Expect(new OrderId(fill.Order), fill.Quantity);
    }

    private Command ReplaceOf(in RecordedMessage message, OrderId newOrder) => Commands.Replace(
        _account, _instrument, new OrderId(message.Order), new Price(message.Price),
        new Quantity(message.Quantity), newOrder);

    private bool Knows(ulong order)
    {
        var isKnown = _known.Contains(order);
        Outcome.OlderThanRecording += isKnown || order == 0 ? 0 : 1;
        return isKnown;
    }

    private void Add(ulong order, in RecordedMessage message, IActorContext context)
    {
        Outcome.Adds++;
        _known.Add(order);
        Limit(new OrderId(order), message, context);
    }

    private void Limit(OrderId order, in RecordedMessage message, IActorContext context) => Send(
        Commands.Limit(
            _account, _instrument, order, message.Side, new Price(message.Price),
            new Quantity(message.Quantity)), context);

    private void Remove(in RecordedMessage message, IActorContext context)
    {
        if (!Knows(message.Order))
        {
            foreach (var (order, lots) in _anonymous.Take(message.Side, message.Price, message.Quantity))
            {
                ReduceByParts(order, lots, context);
            }

            return;
        }

        var id = new OrderId(message.Order);
        _filled.Remove(message.Order, out var filled);
        if (message.Kind == RecordedKind.Reduce)
        {
            ReduceByParts(id, message.Quantity - filled, context);
            return;
        }

        _known.Remove(message.Order);
        var elsewhere = 0L;
        foreach (var (order, lots) in _standIns.TakeAll(id))
        {
            elsewhere += lots;
            Send(Commands.Reduce(_account, _instrument, order, new Quantity(lots)), context);
        }

        if (message.Quantity == 0 || filled + elsewhere < message.Quantity)
        {
            Send(Commands.Cancel(_account, _instrument, id), context);
        }
    }

    private void ReduceByParts(OrderId order, long lots, IActorContext context)
    {
        foreach (var (part, partLots) in _standIns.Take(order, lots))
        {
            Send(Commands.Reduce(_account, _instrument, part, new Quantity(partLots)), context);
        }
    }

    private void Execute(in RecordedMessage message, IActorContext context)
    {
        IReadOnlyList<(OrderId Order, long Lots)> makers = [(new OrderId(message.Order), message.Quantity)];
        if (!Knows(message.Order))
        {
            var taken = _anonymous.Take(message.Side, message.Price, message.Quantity);
            if (taken.Sum(part => part.Lots) >= message.Quantity)
            {
                makers = taken;
            }
            else
            {
                // What is older than the recording is put back first, so that its execution has something to meet.
                Add(message.Order, message, context);
                _known.Remove(message.Order);
            }
        }

        var aggressor = new OrderId(_nextAggressor++);
        _awaited.Add(aggressor, new RecordedExecution(makers, message.Quantity));
        Outcome.Executions++;
        Outcome.ExecutedLots += message.Quantity;
        Send(
            Commands.Limit(
                _account, _instrument, aggressor, message.Side.Opposite(), new Price(message.Price),
                new Quantity(message.Quantity),
                TimeInForce.Ioc),
            context);
    }

    private void TakeTrade(in MarketEvent item)
    {
        if ((item.Flags & EventFlags.Auction) != 0)
        {
            _auction?.Take(item, _account);
            return;
        }

        if (_awaited.TryGetValue(item.Order, out var execution))
        {
            execution.Meet(item.CounterOrder, item.CounterAccount == _account, item.Quantity.Lots);
            if (item.Open.IsZero)
            {
                _awaited.Remove(item.Order);
                Settle(execution, unfilled: 0);
            }
        }

        if (item.CounterAccount == _account && item.Account != _account)
        {
            Outcome.TakenByAgentsLots += item.Quantity.Lots;
        }
    }

    private void Settle(RecordedExecution execution, long unfilled)
    {
        Outcome.Settle(execution, unfilled);
        foreach (var (intended, met, lots) in execution.MixUps())
        {
            _standIns.Note(intended, met, lots);
        }
    }

    private void Send(in Command command, IActorContext context) => context.Send(_exchange, new Submit(command));
}
