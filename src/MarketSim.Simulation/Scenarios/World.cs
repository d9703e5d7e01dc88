using MarketSim.Blockchain;
using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Simulation;

/// <summary>Everything that a run begins with: assets, instruments, the venue, participants with what they own, the network.
/// A scenario fills one in; a <see cref="MarketSimulation"/> runs it.</summary>
public sealed class World
{
    /// <summary>The first account of a participant: those below are the outside world's and the venue's.</summary>
    public static readonly int FirstAccount = HouseAccounts.FirstParticipant.Value;

    /// <summary>The venue's address in every run: it is the kernel's first actor.</summary>
    public static readonly ActorId VenueActor = new(0);

    private readonly List<AssetSpec> _assets = [];
    private readonly List<Instrument> _instruments = [];
    private readonly List<Participant> _participants = [];

    // One list for all traders, for as long as none is added.
    private Instrument[] _listed = [];
    private readonly List<Func<ActorId, IActor>> _services = [];
    private readonly List<VenueSpec> _venues = [];
    private ActorId[] _addresses = [];

    /// <summary>What there is to own, by <see cref="AssetId"/>.</summary>
    public IReadOnlyList<AssetSpec> Assets => _assets;

    /// <summary>What the venue trades, by <see cref="InstrumentId"/>.</summary>
    public IReadOnlyList<Instrument> Instruments => _instruments;

    /// <summary>Who takes part, in order of account.</summary>
    public IReadOnlyList<Participant> Participants => _participants;

    /// <summary>What acts without an account and stands beside the venue: who announces, who publishes an index.</summary>
    public IReadOnlyList<Func<ActorId, IActor>> Services => _services;

    /// <summary>Exchanges beside the first one.</summary>
    public IReadOnlyList<VenueSpec> Venues => _venues;

    /// <summary>The address of the first of these.</summary>
    public ActorId FirstVenue => new(VenueActor.Value + 1 + _participants.Count);

    /// <summary>The scenario that it comes from; for the record.</summary>
    public string Scenario { get; set; } = "custom";

    /// <summary>The options that it was built with, by name; for the record.</summary>
    public IReadOnlyDictionary<string, string> Options { get; set; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>How the venue works.</summary>
    public ExchangeOptions Venue { get; set; } = new();

    /// <summary>On what terms one trades, by catalog name; in any order.</summary>
    public IReadOnlyList<MechanismSpec> Mechanisms { get; set; } = [];

    /// <summary>Makes what a run of it measures, where it is an experiment; called once for each run.</summary>
    public Func<World, IMeasurement>? Measurement { get; set; }

    /// <summary>The network.</summary>
    public ILatencyModel Latency { get; set; } = new ConstantLatency(SimDuration.FromMicroseconds(50));

    /// <summary>What participants are told of their orders.</summary>
    public ReportDetail Reports { get; set; }

    /// <summary>How long a participant is busy with each message and wake-up, unless it has a time of its own; zero or
    /// more.</summary>
    public SimDuration ComputeDelay { get; set; }

    /// <summary>Where the clock stands at the opening; zero or later.</summary>
    public SimTime Start { get; set; } = SimTime.Zero;

    /// <summary>When its market is open, where a run has more than one session: traders sleep through the nights. Null for one
    /// session from beginning to end.</summary>
    public SessionHours? Hours { get; set; }

    /// <summary>Whether the exchange is replicated by a cluster, and how; null for one exchange that stands alone.</summary>
    public ReplicationOptions? Replication { get; set; }

    /// <summary>What the venue is told before it opens, and before accounts are: last closing prices.</summary>
    public IReadOnlyList<Command> Preamble { get; set; } = [];

    /// <summary>Whether a mechanism opens and closes the market, so that nobody else does.</summary>
    public bool IsDrivenByMechanism => Mechanisms.Any(m => m.Name == MechanismCatalog.TradingDayName);

    /// <summary>The phase in which the session begins: continuous trading, or the call before it.</summary>
    public TradingPhase OpensIn { get; set; } = TradingPhase.Continuous;

    /// <summary>What joined beside the scenario's own participants; for the record.</summary>
    public IReadOnlyList<string> Joined { get; set; } = [];

    /// <summary>What happens when a participant's code throws: the run stops, or that participant leaves with an event and the rest goes
    /// on.</summary>
    public bool RetiresFailures { get; set; }

    /// <summary>What instruments are worth, for those who join and look; where the scenario says.</summary>
    public IDictionary<InstrumentId, FundamentalValue> Fundamentals { get; } = new Dictionary<InstrumentId, FundamentalValue>();

    /// <summary>How long it runs.</summary>
    public SimDuration Duration { get; set; } = SimDuration.FromMinutes(10);

    /// <summary>What time of day the clock's zero is, since midnight; for people and plots.</summary>
    public SimDuration OpensAt { get; set; } = SimDuration.FromMinutes((9 * 60) + 30);

    /// <summary>The address of a participant in every run: they follow the venue in order of account.</summary>
    public static ActorId ActorOf(Participant participant)
    {
        ArgumentNullException.ThrowIfNull(participant);
        return new ActorId(VenueActor.Value + 1 + participant.Account.Value - FirstAccount);
    }

    /// <summary>Adds an asset.</summary>
    /// <param name="name">Its code, such as <c>USD</c>.</param>
    /// <param name="decimals">Decimals of its smallest unit.</param>
    public AssetId AddAsset(string name, int decimals)
    {
        _assets.Add(new AssetSpec(name, decimals));
        return new AssetId(_assets.Count - 1);
    }

    /// <summary>Adds an instrument.</summary>
    /// <param name="create">Makes it, given the id that it must carry.</param>
    public Instrument AddInstrument(Func<InstrumentId, Instrument> create)
    {
        ArgumentNullException.ThrowIfNull(create);
        var instrument = create(new InstrumentId(_instruments.Count));
        _instruments.Add(instrument);
        return instrument;
    }

    /// <summary>Adds a participant.</summary>
    /// <param name="name">Unique; the key of its random stream.</param>
    /// <param name="type">What kind of agent it is, for results by type.</param>
    /// <param name="watched">What it looks at.</param>
    /// <param name="strategy">How it decides.</param>
    /// <param name="endowment">What it owns at the start, in smallest units.</param>
    public Participant AddTrader(
        string name, string type, IReadOnlyList<InstrumentId> watched, IStrategy strategy,
        params IReadOnlyList<(AssetId Asset, long Amount)> endowment)
        => AddTrader(name, type, AccountType.Cash, watched, strategy, endowment);

    /// <summary>Adds a participant whose account is held on the given terms.</summary>
    public Participant AddTrader(
        string name, string type, AccountType accountType, IReadOnlyList<InstrumentId> watched, IStrategy strategy,
        params IReadOnlyList<(AssetId Asset, long Amount)> endowment)
        => Add(name, type, endowment, (account, venue) =>
        {
            var trader = new Trader(name, account, venue, Listed(), watched, strategy, Hours) { Addresses = Addresses() };
            foreach (var (asset, amount) in endowment)
            {
                trader.Endow(asset, amount);
            }

            return trader;
        }, accountType);

    /// <summary>Adds an exchange beside the first one, with an address of its own.</summary>
    /// <param name="name">Its name, unique in the run.</param>
    /// <param name="latency">How long messages to it and from it travel; like all others if null.</param>
    /// <param name="instruments">What it lists; everything else is traded at the first one.</param>
    public void AddVenue(string name, ILatencyModel? latency, params IReadOnlyList<InstrumentId> instruments)
        => _venues.Add(new VenueSpec(name, latency, instruments));

    // They follow the participants. Who they are is known once all have been added.
    private ActorId[]? Addresses()
    {
        if (_venues.Count == 0)
        {
            return null;
        }

        if (_addresses.Length == _instruments.Count)
        {
            return _addresses;
        }

        _addresses = new ActorId[_instruments.Count];
        for (var i = 0; i < _venues.Count; i++)
        {
            foreach (var instrument in _venues[i].Instruments)
            {
                _addresses[instrument.Value] = new ActorId(FirstVenue.Value + i);
            }
        }

        return _addresses;
    }

    private Instrument[] Listed() => _listed.Length == _instruments.Count ? _listed : _listed = [.. _instruments];

    /// <summary>Adds an actor without an account, whose messages to the venue and back take no time, and which may act for the
    /// venue (<see cref="ExchangeActor.Authorise"/>).</summary>
    /// <param name="create">Makes it, given the venue's address. Called once for each run.</param>
    public void AddService(Func<ActorId, IActor> create) => _services.Add(create);

    /// <summary>Adds a participant that is an actor of its own kind, such as a replay of recorded orders.</summary>
    /// <param name="name">Unique; the key of its random stream, and the actor's name.</param>
    /// <param name="type">What kind of agent it is, for results by type.</param>
    /// <param name="endowment">What it owns at the start, in smallest units.</param>
    /// <param name="create">Makes the actor, given its account and the venue's address. Called once for each run.</param>
    /// <param name="accountType">The terms on which its account is held.</param>
    public Participant Add(
        string name, string type, IReadOnlyList<(AssetId Asset, long Amount)> endowment, Func<AccountId, ActorId, IActor> create,
        AccountType accountType = AccountType.Cash)
    {
        var participant = new Participant(new AccountId(FirstAccount + _participants.Count), name, type, endowment, create)
        {
            AccountType = accountType,
        };
        _participants.Add(participant);
        return participant;
    }

    /// <summary>Puts an actor around those of some participants: for experiments that change what one of them does.</summary>
    /// <param name="which">Whose.</param>
    /// <param name="wrap">Makes it from the actor, its participant and the venue's address; it must keep the name.</param>
    public void Wrap(Predicate<Participant> which, Func<IActor, Participant, ActorId, IActor> wrap)
    {
        ArgumentNullException.ThrowIfNull(which);
        ArgumentNullException.ThrowIfNull(wrap);
        for (var i = 0; i < _participants.Count; i++)
        {
            var inner = _participants[i];
            if (which(inner))
            {
                _participants[i] = inner with { Create = (account, venue) => wrap(inner.Create(account, venue), inner, venue) };
            }
        }
    }
}

/// <summary>An exchange beside the first one.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Latency">How long messages to it and from it travel; like all others if null.</param>
/// <param name="Instruments">What it lists.</param>
public sealed record VenueSpec(string Name, ILatencyModel? Latency, IReadOnlyList<InstrumentId> Instruments);

/// <summary>Something to own.</summary>
/// <param name="Name">Its code.</param>
/// <param name="Decimals">Decimals of its smallest unit.</param>
public sealed record AssetSpec(string Name, int Decimals);

/// <summary>One who takes part in a world.</summary>
/// <param name="Account">Its account.</param>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its kind.</param>
/// <param name="Endowment">What it owns at the start.</param>
/// <param name="Create">Makes its actor, given its account and the venue's address.</param>
public sealed record Participant(
    AccountId Account, string Name, string Type, IReadOnlyList<(AssetId Asset, long Amount)> Endowment,
    Func<AccountId, ActorId, IActor> Create)
{
    /// <summary>The terms on which its account is held.</summary>
    public AccountType AccountType { get; init; }

    /// <summary>How long it is busy with each message and wake-up; null for the world's <see cref="World.ComputeDelay"/>.</summary>
    public SimDuration? ComputeDelay { get; set; }
}
