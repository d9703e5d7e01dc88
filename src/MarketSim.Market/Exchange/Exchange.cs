using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>A venue as a deterministic state machine: commands in, events out. It knows no clock, network, thread or file, so the
/// same object serves the simulation, a recorded command log, a replicated log, a back-test or a live request.</summary>
/// <remarks>
/// The path of a command: session, entry checks in fixed order, reserve, matching, settlement with fees, release of what is
/// unused. A refused command changes nothing. Every event gets a gap-free sequence number. Hot.
/// </remarks>
public sealed partial class Exchange
{
    /// <summary>The account in which fees collect.</summary>
    public static readonly AccountId FeeAccount = HouseAccounts.Fees;

    private readonly Instrument[] _instruments;
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
    /// <param name="mechanisms">On what terms one trades there, in the order in which they are asked.</param>
    /// <param name="seed">The key of the venue's own chance, such as the random end of an auction.</param>
    /// <exception cref="ArgumentException">The instruments are not numbered in order, rebates exceed fees, or the settings of a
    /// mechanism do not fit.</exception>
    public Exchange(
        IReadOnlyList<Instrument> instruments, ExchangeOptions? options = null,
        IReadOnlyList<ITradingMechanism>? mechanisms = null, ulong seed = 1)
    {
        ArgumentNullException.ThrowIfNull(instruments);
        Options = options ?? new ExchangeOptions();
        Options.Fees.Validate();
        _instruments = [.. instruments];
        Ledger = new Ledger(AssetsOf(instruments));
        _reserves = new OrderReserves(Ledger, Options.Fees, id => _instruments[id.Value].Quote);
        _clearing = new ClearingHouse(Ledger, _reserves, Options.Fees, FeeAccount, Carries);
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

        _mechanisms = [.. mechanisms ?? []];
        _desk = new MechanismDesk(this, seed);
        foreach (var model in _mechanisms.Length > 0 ? _models : [])
        {
            model.Marks = Prices;
        }

        BeginMechanisms();
    }

    /// <summary>What it trades, by id, with the terms in force.</summary>
    public IReadOnlyList<Instrument> Instruments => _instruments;

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
        if (_mechanisms.Length > 0)
        {
            ApplyWithMechanisms(command, events, first);
            return;
        }

        if (now >= _nextDeadline)
        {
            AdvanceModels(events);
        }

        Execute(command, events);
        for (int i = first, last = events.Count; i < last && Options.ChecksFunds; i++)
        {
            Clear(events, i);
        }

        Stamp(events, first);
        FindNextDeadline();
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

        AddGroupsTo(ref hash);
        AddMechanismsTo(ref hash);
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
            case CommandKind.SetPhase when command.Phase > TradingPhase.BatchAuction:
                Reject(command, RejectReason.Malformed, events);
                break;
            case CommandKind.SetPhase when command.Price != default && Lists(command.Instrument) && !IsInRange(command):
                Reject(command, RejectReason.PriceOutOfRange, events);
                break;
            case CommandKind.SetPhase when (command.Flags & OrderFlags.OneInstrument) != 0:
                Forward(command, events);
                break;
            case CommandKind.OpenSession or CommandKind.CloseSession or CommandKind.SetPhase:
                ChangeSession(command, events);
                break;
            case CommandKind.RollDay:
                RollDay(events);
                break;
            case CommandKind.Instruct:
                Instruct(command, events);
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

    private void AdvanceModels(EventBuffer events)
    {
        foreach (var model in _models)
        {
            model.Advance(_now, events);
        }
    }

    private void Stamp(EventBuffer events, int first)
    {
        foreach (ref var item in events.Items[first..])
        {
            SequenceOf(ref item) = ++_sequence;
            EventFingerprint.Add(ref _eventsHash, item);
        }
    }

    // An event is finished once it has its number. It is written in place: a copy of the whole would cost more than all else here.
    [System.Runtime.CompilerServices.UnsafeAccessor(
        System.Runtime.CompilerServices.UnsafeAccessorKind.Field, Name = "<Sequence>k__BackingField")]
    private static extern ref long SequenceOf(ref MarketEvent item);

    private void FindNextDeadline()
    {
        _nextDeadline = SimTime.Never;
        foreach (var model in _models)
        {
            var deadline = model.NextDeadline;
            _nextDeadline = deadline < _nextDeadline ? deadline : _nextDeadline;
        }
    }

    private bool Lists(InstrumentId instrument) => unchecked((uint)instrument.Value) < (uint)_models.Length;

    private void Reject(in Command command, RejectReason reason, EventBuffer events) => events.Add(new MarketEvent
    {
        Kind = EventKind.Rejected, Reject = reason, Time = _now, Instrument = command.Instrument, Account = command.Account,
        Order = command.Order, Side = command.Side, Type = command.Type, TimeInForce = command.TimeInForce,
        Price = command.Price, Quantity = command.Quantity,
    });
}
