using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>A venue as a deterministic state machine: commands in, events out. It knows no clock, network, thread or file, so the
/// same object serves the simulation, a recorded command log, a replicated log, a back-test or a live request.</summary>
/// <remarks>
/// The path of a command: session, entry checks in fixed order, reserve, matching, settlement with fees, release of what is
/// unused. A refused command changes nothing. Every event gets a gap-free sequence number. Hot.
/// </remarks>
public sealed class Exchange
{
    /// <summary>The account in which fees collect.</summary>
    public static readonly AccountId FeeAccount = new(1);

    private readonly IMatchingModel[] _models;
    private readonly OrderReserves _reserves;
    private readonly ClearingHouse _clearing;
    private bool _isOpen;
    private long _sequence;
    private SimTime _now;
    private SimTime _nextDeadline = SimTime.Never;
    private StateHash _eventsHash;

    /// <summary>Builds a venue: closed, with no accounts but those of the outside world and of fees.</summary>
    /// <param name="instruments">What it trades; ids must be 0, 1, 2 … in order.</param>
    /// <param name="options">How it works.</param>
    /// <exception cref="ArgumentException">The instruments are not numbered in order, or rebates exceed fees.</exception>
    public Exchange(IReadOnlyList<Instrument> instruments, ExchangeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(instruments);
        Options = options ?? new ExchangeOptions();
        Options.Fees.Validate();
        Instruments = instruments;
        Ledger = new Ledger(AssetsOf(instruments));
        _reserves = new OrderReserves(Ledger, Options.Fees);
        _clearing = new ClearingHouse(Ledger, _reserves, Options.Fees, FeeAccount);
        Ledger.OpenAccount(FeeAccount);

        // A rebate may be posted before the fee that pays for it.
        Ledger.AllowNegative(FeeAccount);
        _models = new IMatchingModel[instruments.Count];
        for (var i = 0; i < _models.Length; i++)
        {
            if (instruments[i].Id.Value != i)
            {
                throw new ArgumentException(
                    $"Instrument '{instruments[i].Symbol}' stands at place {i} but has id {instruments[i].Id}; ids count from zero in order.",
                    nameof(instruments));
            }

            if (instruments[i].IsMargined)
            {
                Ledger.AllowNegative(instruments[i].Base);
            }

            _models[i] = MatchingModels.Create(instruments[i], Options);
        }
    }

    /// <summary>What it trades.</summary>
    public IReadOnlyList<Instrument> Instruments { get; }

    /// <summary>How it works.</summary>
    public ExchangeOptions Options { get; }

    /// <summary>Balances of all accounts.</summary>
    public Ledger Ledger { get; }

    /// <summary>Whether the trading session is open.</summary>
    public bool IsOpen => _isOpen;

    /// <summary>How many events it has given out.</summary>
    public long EventCount => _sequence;

    /// <summary>When it next acts unasked; send it <see cref="CommandKind.Advance"/> then.</summary>
    public SimTime NextDeadline => _nextDeadline;

    /// <summary>The matching model of an instrument.</summary>
    public IMatchingModel Model(InstrumentId instrument) => _models[instrument.Value];

    /// <summary>The book of an instrument.</summary>
    public IOrderBook Book(InstrumentId instrument) => _models[instrument.Value].Book;

    /// <summary>What the open orders of an account have set aside of an asset; for checks and statements, not hot.</summary>
    public long ReservedByOrders(AccountId account, AssetId asset) => _reserves.Total(account, asset);

    /// <summary>Executes one command.</summary>
    /// <param name="command">What is asked.</param>
    /// <param name="now">When; never earlier than the command before.</param>
    /// <param name="events">Where its events are added; what was there stays.</param>
    public void Apply(in Command command, SimTime now, EventBuffer events)
    {
        Guard.That(now >= _now, "commands come in order of time");
        _now = now;
        var first = events.Count;
        if (now >= _nextDeadline)
        {
            AdvanceModels(events);
        }

        Execute(command, events);
        Finish(events, first);
    }

    /// <summary>A fingerprint of everything that decides its future and of every event that it gave out.</summary>
    public ulong ComputeHash()
    {
        var hash = default(StateHash);
        hash.Add(_eventsHash.Value);
        hash.Add(_sequence);
        hash.Add(_isOpen ? 1L : 0L);
        Ledger.AddTo(ref hash);
        foreach (var model in _models)
        {
            model.AddTo(ref hash);
        }

        return hash.Value;
    }

    private static int AssetsOf(IReadOnlyList<Instrument> instruments)
        => 1 + instruments.Select(i => Math.Max(i.Base.Value, i.Quote.Value)).DefaultIfEmpty(-1).Max();

    private void Execute(in Command command, EventBuffer events)
    {
        switch (command.Kind)
        {
            case CommandKind.Place:
            case CommandKind.Replace:
                Enter(command, events);
                break;
            case CommandKind.Cancel:
            case CommandKind.Reduce:
                Forward(command, events);
                break;
            case CommandKind.MassCancel when (command.Flags & OrderFlags.OneInstrument) != 0:
                Forward(command, events);
                break;
            case CommandKind.MassCancel:
                ForwardToAll(command, events);
                break;
            case CommandKind.Halt:
            case CommandKind.Resume:
                Forward(command, events);
                break;
            case CommandKind.OpenSession:
                _isOpen = true;
                ForwardToAll(command, events);
                break;
            case CommandKind.CloseSession:
                _isOpen = false;
                ForwardToAll(command, events);
                break;
            case CommandKind.OpenAccount:
                OpenAccount(command, events);
                break;
            case CommandKind.Deposit:
                Deposit(command, events);
                break;
            case CommandKind.Advance:
                break;
            default:
                Reject(command, RejectReason.Malformed, events);
                break;
        }
    }

    private void Enter(in Command command, EventBuffer events)
    {
        // Before anything else looks at the side or type: neither checks nor books could make sense of unknown ones.
        if (command.Kind == CommandKind.Place && !OrderRules.IsWellFormed(command))
        {
            Reject(command, RejectReason.Malformed, events);
            return;
        }

        if (!_isOpen)
        {
            Reject(command, RejectReason.MarketClosed, events);
            return;
        }

        if (!Lists(command.Instrument))
        {
            Reject(command, RejectReason.UnknownInstrument, events);
            return;
        }

        var model = _models[command.Instrument.Value];
        var instrument = Instruments[command.Instrument.Value];
        var context = new EntryContext(instrument, model, Ledger, _reserves, Options, _now);
        var written = command.Kind == CommandKind.Replace && model.TryGetOpen(command.Order, out var old)
            ? command with { Side = old.Side }
            : Protection.Stamp(command, context);
        var reason = EntryChecks.First(written, context);
        if (reason != RejectReason.None)
        {
            Reject(command, reason, events);
            return;
        }

        if (Options.ChecksFunds)
        {
            ReserveAndApply(written, context, events);
        }
        else
        {
            model.Apply(written, _now, events);
        }
    }

    private void ReserveAndApply(in Command command, in EntryContext context, EventBuffer events)
    {
        var hadReserve = _reserves.TryGet(command.Order, out var before);
        _ = Protection.TryWorstPrice(command, context, out var worst);
        var isSet = _reserves.TrySet(command.Order, command.Account, context.Instrument, command.Side, worst, command.Quantity);
        Guard.That(isSet, "funds that were checked can be reserved");

        var first = events.Count;
        context.Model.Apply(command, _now, events);
        var isRefused = events.Count > first && events.Items[first].Kind == EventKind.Rejected;
        if (isRefused && command.Kind == CommandKind.Place)
        {
            _reserves.ShrinkTo(command.Order, context.Instrument, Quantity.Zero);
        }
        else if (isRefused)
        {
            // The order stands as it was, and so must its reserve.
            Guard.That(hadReserve, "an order that can be replaced has a reserve");
            _reserves.Restore(command.Order, before);
        }
    }

    private void Forward(in Command command, EventBuffer events)
    {
        if (!Lists(command.Instrument))
        {
            Reject(command, RejectReason.UnknownInstrument, events);
            return;
        }

        _models[command.Instrument.Value].Apply(command, _now, events);
    }

    private void ForwardToAll(in Command command, EventBuffer events)
    {
        for (var i = 0; i < _models.Length; i++)
        {
            _models[i].Apply(command with { Instrument = new InstrumentId(i) }, _now, events);
        }
    }

    private void AdvanceModels(EventBuffer events)
    {
        foreach (var model in _models)
        {
            model.Advance(_now, events);
        }
    }

    private void OpenAccount(in Command command, EventBuffer events)
    {
        if (command.Account.Value <= FeeAccount.Value || Ledger.IsOpen(command.Account))
        {
            Reject(command, RejectReason.Malformed, events);
            return;
        }

        Ledger.OpenAccount(command.Account);
        events.Add(new MarketEvent { Kind = EventKind.AccountOpened, Time = _now, Account = command.Account });
    }

    private void Deposit(in Command command, EventBuffer events)
    {
        if (!Ledger.IsOpen(command.Account))
        {
            Reject(command, RejectReason.UnknownAccount, events);
            return;
        }

        if (IsPosition(command.Asset))
        {
            // It would be a position without margin, and without anybody on its other side.
            Reject(command, RejectReason.NotPermitted, events);
            return;
        }

        var transfer = new Transfer(command.Asset, Ledger.OutsideWorld, command.Account, command.Amount);
        if (!Ledger.IsKnown(command.Asset) || !Ledger.CanApply(transfer))
        {
            Reject(command, Ledger.IsKnown(command.Asset) ? RejectReason.InsufficientFunds : RejectReason.Malformed, events);
            return;
        }

        Ledger.Apply(transfer);
        events.Add(new MarketEvent
        {
            Kind = EventKind.Deposited, Time = _now, Account = command.Account, Asset = command.Asset, Amount = command.Amount,
        });
    }

    private bool IsPosition(AssetId asset) => Instruments.Any(i => i.IsMargined && i.Base == asset);

    private bool Lists(InstrumentId instrument) => unchecked((uint)instrument.Value) < (uint)_models.Length;

    private void Reject(in Command command, RejectReason reason, EventBuffer events) => events.Add(new MarketEvent
    {
        Kind = EventKind.Rejected, Reject = reason, Time = _now, Instrument = command.Instrument, Account = command.Account,
        Order = command.Order, Side = command.Side, Type = command.Type, TimeInForce = command.TimeInForce,
        Price = command.Price, Quantity = command.Quantity,
    });

    // Settles what the models did, then stamps and fingerprints every event of the command, fees included.
    private void Finish(EventBuffer events, int first)
    {
        var last = events.Count;
        if (Options.ChecksFunds)
        {
            for (var i = first; i < last; i++)
            {
                Clear(events, i);
            }
        }

        foreach (ref var item in events.Items[first..])
        {
            item = item with { Sequence = ++_sequence };
            EventFingerprint.Add(ref _eventsHash, item);
        }

        _nextDeadline = SimTime.Never;
        foreach (var model in _models)
        {
            var deadline = model.NextDeadline;
            _nextDeadline = deadline < _nextDeadline ? deadline : _nextDeadline;
        }
    }

    private void Clear(EventBuffer events, int index)
    {
        var item = events.Items[index];
        switch (item.Kind)
        {
            case EventKind.Traded:
                _clearing.Settle(item, Instruments[item.Instrument.Value], events);
                break;
            case EventKind.Cancelled:
                _reserves.ShrinkTo(item.Order, Instruments[item.Instrument.Value], Quantity.Zero);
                break;
            case EventKind.Reduced:
            case EventKind.Rested:
                _reserves.ShrinkTo(item.Order, Instruments[item.Instrument.Value], item.Open);
                break;
            case EventKind.Replaced:
                _reserves.Rename(item.CounterOrder, item.Order);
                break;
        }
    }
}
