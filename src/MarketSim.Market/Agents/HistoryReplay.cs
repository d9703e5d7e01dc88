using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>A participant that repeats recorded order flow: what many did once, one account does again, at the recorded times.</summary>
/// <remarks>
/// Adds become limit orders under their recorded ids, reductions and deletions follow, and each recorded execution of a resting
/// order becomes an immediate-or-cancel order of the other side at the recorded price and size, since that is what must have
/// arrived. With other agents present some of it can no longer happen as recorded: the order was already taken, or the
/// aggressor meets somebody better. <see cref="Outcome"/> counts what became of all of it.
/// Assumes recorded participants would have done the same in the changed market; the longer the run, the bolder that is.
/// </remarks>
public sealed class HistoryReplay : IActor, IDisposable
{
    // Ids of orders that the recording implies but does not name; far above any recorded reference.
    private const ulong FirstAggressorId = 1UL << 63;
    private const ulong FirstSeedId = 1UL << 62;

    private readonly AccountId _account;
    private readonly ActorId _exchange;
    private readonly InstrumentId _instrument;
    private readonly IEnumerator<RecordedMessage> _messages;
    private readonly Dictionary<OrderId, RecordedExecution> _awaited = [];
    private readonly HashSet<ulong> _known = [];
    private readonly IReadOnlyList<BookSeed> _seeds;
    private readonly Dictionary<(Side Side, long Price), (OrderId Order, long Left)> _seededLevels = [];
    private bool _hasNext;
    private long _origin;
    private ulong _nextAggressor = FirstAggressorId;

    /// <summary>A replay into one instrument.</summary>
    /// <param name="account">On whose account.</param>
    /// <param name="exchange">Where to.</param>
    /// <param name="instrument">The instrument that stands for the recorded one, with the recording's units.</param>
    /// <param name="messages">The recording, in order of time; read once, as the run goes on.</param>
    /// <param name="seeds">What stood in the book before it began: entered first, one order for each level. What the recording
    /// later says about orders that it never added is done to these.</param>
    public HistoryReplay(
        AccountId account, ActorId exchange, InstrumentId instrument, IEnumerable<RecordedMessage> messages,
        IReadOnlyList<BookSeed>? seeds = null)
    {
        ArgumentNullException.ThrowIfNull(messages);
        _account = account;
        _exchange = exchange;
        _instrument = instrument;
        _messages = messages.GetEnumerator();
        _seeds = seeds ?? [];
    }

    /// <inheritdoc/>
    public string Name => "history";

    /// <summary>What became of the recording so far.</summary>
    public HistoryOutcome Outcome { get; } = new();

    /// <inheritdoc/>
    public void OnStart(IActorContext context)
    {
        EnterSeeds(context);
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
                Outcome.Settle(execution, item.Quantity.Lots);
                break;
            case EventKind.Rejected when item.Reject == RejectReason.UnknownOrder:
                Outcome.TooLate++;
                break;
            case EventKind.Rejected:
                Outcome.Rejected++;
                break;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _messages.Dispose();

    private void EnterSeeds(IActorContext context)
    {
        foreach (var seed in _seeds)
        {
            var order = new OrderId(FirstSeedId + (ulong)_seededLevels.Count);
            if (_seededLevels.TryAdd((seed.Side, seed.Price.Ticks), (order, seed.Quantity.Lots)))
            {
                Outcome.SeededLots += seed.Quantity.Lots;
                Send(Commands.Limit(_account, _instrument, order, seed.Side, seed.Price, seed.Quantity), context);
            }
        }
    }

    private SimTime InstantOf(in RecordedMessage message) => new(message.Timestamp - _origin);

    private void Repeat(in RecordedMessage message, IActorContext context)
    {
        Outcome.Messages++;
        switch (message.Kind)
        {
            case RecordedKind.Add:
                Add(message.Order, message.Side, message.Price, message.Quantity, context);
                break;
            case RecordedKind.Reduce:
                Reduce(message, context);
                break;
            case RecordedKind.Delete when _known.Remove(message.Order):
                Send(Commands.Cancel(_account, _instrument, new OrderId(message.Order)), context);
                break;
            case RecordedKind.Delete:
                Reduce(message, context);
                break;
            case RecordedKind.Modify when Knows(message.Order):
                Send(ReplaceOf(message, newOrder: default), context);
                break;
            case RecordedKind.Replace when Knows(message.Order):
                _known.Remove(message.Order);
                _known.Add(message.Other);
                Send(ReplaceOf(message, new OrderId(message.Other)), context);
                break;
            case RecordedKind.Modify or RecordedKind.Replace:
                Add(message.Kind == RecordedKind.Replace ? message.Other : message.Order, message.Side, message.Price, message.Quantity, context);
                break;
            case RecordedKind.Execute:
                Execute(message, context);
                break;
            default:
                Outcome.NotRepeated++;
                break;
        }
    }

    private Command ReplaceOf(in RecordedMessage message, OrderId newOrder) => Commands.Replace(
        _account, _instrument, new OrderId(message.Order), new Price(message.Price), new Quantity(message.Quantity), newOrder);

    private bool Knows(ulong order)
    {
        var isKnown = _known.Contains(order);
        Outcome.OlderThanRecording += isKnown ? 0 : 1;
        return isKnown;
    }

    private void Add(ulong order, Side side, long price, long quantity, IActorContext context)
    {
        Outcome.Adds++;
        _known.Add(order);
        Send(Commands.Limit(_account, _instrument, new OrderId(order), side, new Price(price), new Quantity(quantity)), context);
    }

    // Deletions of orders that the recording never added name how much they take from their level.
    private void Reduce(in RecordedMessage message, IActorContext context)
    {
        var by = new Quantity(message.Quantity);
        if (Knows(message.Order))
        {
            Send(Commands.Reduce(_account, _instrument, new OrderId(message.Order), by), context);
        }
        else if (!by.IsZero && TakeFromSeed(message) is { } seeded)
        {
            Send(Commands.Reduce(_account, _instrument, seeded, by), context);
        }
    }

    private void Execute(in RecordedMessage message, IActorContext context)
    {
        var maker = new OrderId(message.Order);
        if (!Knows(message.Order))
        {
            if (TakeFromSeed(message) is { } seeded)
            {
                maker = seeded;
            }
            else
            {
                // What is older than the recording, and not seeded, is put back first, so that its execution has something to meet.
                Add(message.Order, message.Side, message.Price, message.Quantity, context);
                _known.Remove(message.Order);
            }
        }

        var aggressor = new OrderId(_nextAggressor++);
        _awaited.Add(aggressor, new RecordedExecution(maker, message.Quantity));
        Outcome.Executions++;
        Outcome.ExecutedLots += message.Quantity;
        Send(
            Commands.Limit(
                _account, _instrument, aggressor, message.Side.Opposite(), new Price(message.Price), new Quantity(message.Quantity),
                TimeInForce.Ioc),
            context);
    }

    // The seeded order of the level that a message is about, if as much is left of it by the recording's own account.
    private OrderId? TakeFromSeed(in RecordedMessage message)
    {
        var level = (message.Side, message.Price);
        if (!_seededLevels.TryGetValue(level, out var seeded) || seeded.Left < message.Quantity)
        {
            return null;
        }

        _seededLevels[level] = (seeded.Order, seeded.Left - message.Quantity);
        return seeded.Order;
    }

    private void TakeTrade(in MarketEvent item)
    {
        if (_awaited.TryGetValue(item.Order, out var execution))
        {
            var isSame = item.CounterOrder == execution.Maker;
            execution = execution with
            {
                SameMaker = execution.SameMaker + (isSame ? item.Quantity.Lots : 0),
                OtherRecorded = execution.OtherRecorded + (!isSame && item.CounterAccount == _account ? item.Quantity.Lots : 0),
                Agents = execution.Agents + (item.CounterAccount != _account ? item.Quantity.Lots : 0),
            };
            _awaited[item.Order] = execution;
            if (item.Open.IsZero)
            {
                _awaited.Remove(item.Order);
                Outcome.Settle(execution, unfilled: 0);
            }
        }

        if (item.CounterAccount == _account && item.Account != _account)
        {
            Outcome.TakenByAgentsLots += item.Quantity.Lots;
        }
    }

    private void Send(in Command command, IActorContext context) => context.Send(_exchange, new Submit(command));
}

/// <summary>A level of the book as it stood before a recording began.</summary>
/// <param name="Side">Its side.</param>
/// <param name="Price">Its price.</param>
/// <param name="Quantity">What stood there in all.</param>
public readonly record struct BookSeed(Side Side, Price Price, Quantity Quantity);
