using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>The exchange in simulated time: takes <see cref="Submit"/>, records command and events, sends <see cref="Report"/> to
/// both owners of whatever happened, and feeds to subscribers.</summary>
public sealed class ExchangeActor : IActor
{
    private readonly IRunRecorder _recorder;
    private readonly EventBuffer _events = new();
    // By account: the owner's id and one more, so that zero is nobody. Accounts beyond any ledger's are kept apart.
    private int[] _owners = [];
    private readonly Dictionary<AccountId, ActorId> _farOwners = [];
    private readonly List<ActorId> _participants = [];
    private readonly List<bool> _known = [];
    private readonly HashSet<ActorId> _operators = [];
    private readonly MarketDataFeed[] _feeds;
    private SimTime _wakeAt = SimTime.Never;
    private bool _isAdvancing;

    /// <summary>Wraps an exchange.</summary>
    /// <param name="name">The venue's name, unique in the run.</param>
    /// <param name="exchange">The state machine.</param>
    /// <param name="recorder">Where commands and events are recorded.</param>
    public ExchangeActor(string name, Exchange exchange, IRunRecorder recorder)
    {
        Name = name;
        Exchange = exchange;
        _recorder = recorder;
        _feeds = [.. exchange.Instruments.Select(i => new MarketDataFeed(i.Id))];
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <summary>The state machine.</summary>
    public Exchange Exchange { get; }

    /// <summary>What owners of orders are told.</summary>
    public ReportDetail Reports { get; init; }

    /// <summary>What orders its commands and makes them final; null where they take effect as they arrive.</summary>
    public ICommandSequencer? Sequencer { get; set; }

    /// <summary>How many commands it has taken.</summary>
    public long CommandCount { get; private set; }

    /// <summary>Names the actor that gets the reports of an account.</summary>
    public void Connect(AccountId account, ActorId owner)
    {
        if (unchecked((uint)account.Value) < Ledger.MaxAccounts)
        {
            if (account.Value >= _owners.Length)
            {
                Array.Resize(ref _owners, Math.Max(64, (account.Value + 1) * 2));
            }

            _owners[account.Value] = owner.Value + 1;
        }
        else
        {
            _farOwners[account] = owner;
        }

        while (_known.Count <= owner.Value)
        {
            _known.Add(false);
        }

        if (!_known[owner.Value])
        {
            _known[owner.Value] = true;
            _participants.Add(owner);
        }
    }

    /// <summary>Lets an actor act for the venue itself: open and close sessions, announce, tell prices, move assets, and send what it
    /// likes for any account.</summary>
    public void Authorise(ActorId actor) => _operators.Add(actor);

    /// <summary>Executes a command outside simulated traffic: opening accounts and deposits before a run, closing after it.</summary>
    public void Administer(in Command command, SimTime now)
    {
        Sequencer?.Administer(command, now);
        Execute(command, now, context: null);
    }

    /// <summary>A command that its <see cref="Sequencer"/> took is final: it takes effect.</summary>
    /// <param name="command">The command.</param>
    /// <param name="time">The instant at which it takes effect, not before the last one's; the same on every copy of the exchange.</param>
    /// <param name="context">The actor's own.</param>
    public void Commit(in Command command, SimTime time, IActorContext context)
    {
        _isAdvancing &= command.Kind != CommandKind.Advance;
        Execute(command, time, context);
    }

    /// <inheritdoc/>
    public void OnStart(IActorContext context) => WakeForDeadline(context);

    /// <inheritdoc/>
    public void OnMessage(ActorId from, Message message, IActorContext context)
    {
        switch (message)
        {
            case Submit submit when MaySend(from, submit.Here):
                Take(submit.Here, context);
                break;
            case Submit submit:
                Refuse(from, submit.Here, context);
                break;
            case Subscribe subscribe:
                _feeds[subscribe.Instrument.Value].Add(from, subscribe, Exchange.Book(subscribe.Instrument));
                context.Send(from, _feeds[subscribe.Instrument.Value].Latest);
                break;
            case QuoteRequest request:
                _feeds[request.Instrument.Value].Answer(from, context);
                break;
            default:
                Sequencer?.OnMessage(from, message, context);
                break;
        }
    }

    /// <inheritdoc/>
    public void OnWake(IActorContext context)
    {
        if (Sequencer is not null)
        {
            Sequencer.OnWake(context);
            if (context.Now < _wakeAt)
            {
                return;
            }
        }

        _wakeAt = SimTime.Never;
        Take(Commands.Advance(), context);
    }

    private void Take(in Command command, IActorContext context)
    {
        if (Sequencer is null)
        {
            Execute(command, context.Now, context);
        }
        else
        {
            _isAdvancing |= command.Kind == CommandKind.Advance;
            Sequencer.Submit(command, context);
        }
    }

    private void Execute(in Command command, SimTime now, IActorContext? context)
    {
        CommandCount++;
        _recorder.Record(command, now);
        _events.Clear();
        Exchange.Apply(command, now, _events);
        for (var i = 0; i < _events.Count; i++)
        {
            ref readonly var item = ref _events.Items[i];
            _recorder.Record(item);
            if (context is not null)
            {
                ReportToOwners(item, i, context);
            }

            if (item.Kind is (>= EventKind.Accepted and <= EventKind.Quoted) or EventKind.SelfTradePrevented)
            {
                _feeds[item.Instrument.Value].Observe(item, context);
            }
            else if (item is { Kind: EventKind.Instructed, Instruction: Instruction.ReferencePrice or Instruction.ClosingPrice }
                && Exchange.Instruments[item.Instrument.Value] is MarketIndex)
            {
                _feeds[item.Instrument.Value].ObserveLevel(item.Price, item.Time);
            }
        }

        if (context is not null)
        {
            PublishQuotes(context);
            WakeForDeadline(context);
        }
    }

    // Of his own accounts anybody asks what concerns them: orders, and instructions that are a holder's to give. The rest is the
    // operator's.
    private bool MaySend(ActorId from, in Command command)
    {
        if (_operators.Count > 0 && _operators.Contains(from))
        {
            return true;
        }

        var isHolders = command.Kind switch
        {
            CommandKind.Place or CommandKind.Cancel or CommandKind.Reduce or CommandKind.Replace or CommandKind.MassCancel => true,
            CommandKind.Instruct => IsHolders(command.Instruction),
            _ => false,
        };
        return isHolders && TryOwner(command.Account, out var owner) && owner == from;
    }

    private bool TryOwner(AccountId account, out ActorId owner)
    {
        var owners = _owners;
        if (unchecked((uint)account.Value) < (uint)owners.Length)
        {
            owner = new ActorId(owners[account.Value] - 1);
            return owner.Value >= 0;
        }

        return _farOwners.TryGetValue(account, out owner);
    }

    private static bool IsHolders(Instruction instruction) => instruction is Instruction.Retire or Instruction.Locate or Instruction.Borrow
        or Instruction.Exercise or Instruction.DoNotExercise or Instruction.IsolatedMargin or Instruction.Leverage
        or Instruction.Swap or Instruction.AddLiquidity or Instruction.RemoveLiquidity or >= Instruction.Custom;

    // It never reaches the exchange, so it is in no log: a replay needs to know nothing of who may send what.
    private static void Refuse(ActorId from, in Command command, IActorContext context) => context.Send(from, new Report(new MarketEvent
    {
        Kind = EventKind.Rejected, Reject = RejectReason.NotPermitted, Time = context.Now, Instrument = command.Instrument,
        Account = command.Account, Order = command.Order, Side = command.Side, Type = command.Type, TimeInForce = command.TimeInForce,
        Price = command.Price, Quantity = command.Quantity, Instruction = command.Instruction,
    }));

    private void ReportToOwners(in MarketEvent item, int index, IActorContext context)
    {
        if (item.Kind == EventKind.Quoted
            || (item.Kind == EventKind.Accepted && Reports == ReportDetail.Outcomes && HasOutcome(item.Order, index + 1)))
        {
            return;
        }

        if (item.Kind is EventKind.Marked or EventKind.TermsChanged)
        {
            // New terms concern everybody who trades the instrument, or may.
            var terms = new Report(item);
            foreach (var participant in _participants)
            {
                context.Send(participant, terms);
            }

            return;
        }

        Report? report = null;
        if (TryOwner(item.Account, out var owner))
        {
            context.Send(owner, report ??= new Report(item));
        }

        if (item.Kind is EventKind.Traded or EventKind.Posted && item.CounterAccount != item.Account
            && TryOwner(item.CounterAccount, out var other))
        {
            context.Send(other, report ?? new Report(item));
        }
    }

    // Whether the command did something else to an order that it brought: then that is news enough.
    private bool HasOutcome(OrderId order, int from)
    {
        foreach (ref readonly var item in _events.Items[from..])
        {
            if (item.Order == order && item.Kind is EventKind.Traded or EventKind.Rested or EventKind.Cancelled)
            {
                return true;
            }
        }

        return false;
    }

    private void PublishQuotes(IActorContext context)
    {
        foreach (var feed in _feeds)
        {
            feed.Publish(context);
        }
    }

    // One wake-up is kept in flight; an earlier deadline than that asks for another, and a wake-up too many does no harm.
    private void WakeForDeadline(IActorContext context)
    {
        // What is due is on its way already where a log orders it.
        var deadline = Exchange.NextDeadline;
        if (deadline < _wakeAt && !_isAdvancing)
        {
            _wakeAt = deadline;
            context.WakeAt(deadline < context.Now ? context.Now : deadline);
        }
    }
}
