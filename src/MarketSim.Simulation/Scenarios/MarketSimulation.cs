using System.Globalization;
using MarketSim.Blockchain;
using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Simulation;

/// <summary>A whole simulated market: a world, its venue and participants, and the kernel that carries their messages.</summary>
/// <example><code>var result = new MarketSimulation(SimTime.Zero, SimTime.FromSeconds(60)).Run();</code></example>
public sealed class MarketSimulation
{
    private readonly IRunRecorder _recorder;
    private readonly List<RetiredParticipant> _retired = [];
    private bool _isOpen;
    private bool _isClosed;

    /// <summary>The default market, from one instant of its day to another, kept in memory.</summary>
    /// <param name="start">Where the clock stands at the opening; usually <see cref="SimTime.Zero"/>, which is 9:30 of the day.</param>
    /// <param name="end">When the session closes; after the start.</param>
    /// <param name="seed">The key of all chance in the run.</param>
    /// <param name="faults">What goes wrong with the cluster that replicates its exchange, as <see cref="FaultScript"/> reads it.</param>
    public MarketSimulation(SimTime start, SimTime end, ulong seed = 1, string faults = "")
        : this(DefaultWorld(start, end, seed, faults), seed)
    {
    }

    /// <summary>A market with the given world.</summary>
    /// <param name="world">What it begins with.</param>
    /// <param name="seed">The key of all chance in the run.</param>
    /// <param name="recorder">Where its two logs go; memory by default.</param>
    public MarketSimulation(World world, ulong seed, IRunRecorder? recorder = null)
    {
        ArgumentNullException.ThrowIfNull(world);
        ArgumentOutOfRangeException.ThrowIfLessThan(world.Duration.Nanoseconds, 1);
        World = world;
        Seed = seed;
        End = world.Start + world.Duration;
        _recorder = recorder ?? new MemoryRecorder();
        var actors = world.Participants.Count + world.Services.Count + 2 + NodesOf(world);
        Kernel = new Kernel(seed, LatencyOf(world), queue: new EventQueue(actors + (actors / 8) + 256), start: world.Start);
        Kernel.EnsureActors(actors);
        Measurement = world.Measurement?.Invoke(world);
        Venue = new ExchangeActor(
            "venue", Build(world, seed), Measurement is null ? _recorder : new MeasuringRecorder(Measurement, _recorder))
        {
            Reports = world.Reports,
        };
        VenueId = Kernel.Add(Venue);
        Exchange.Ledger.EnsureAccounts(Math.Min(Ledger.MaxAccounts, World.FirstAccount + world.Participants.Count));
        Actors = [.. world.Participants.Select(AddActor)];
        foreach (var venue in world.Venues)
        {
            Kernel.Add(new VenueDoor(venue.Name, Venue));
        }

        foreach (var create in world.Services)
        {
            Venue.Authorise(Kernel.Add(create(VenueId)));
        }

        if (world.Hours is { } hours && !world.IsDrivenByMechanism)
        {
            Venue.Authorise(Kernel.Add(new SessionBell(VenueId, hours, End)));
        }

        if (world.Replication is { } replication)
        {
            Raft = new ReplicatedExchange(replication, seed, () => Build(world, seed));
            Raft.AttachTo(Venue, actor => Kernel.Add(actor));
        }
    }

    /// <summary>What it began with.</summary>
    public World World { get; }

    /// <summary>The key of all chance in the run.</summary>
    public ulong Seed { get; }

    /// <summary>The engine; pause and step it between calls of <see cref="RunUntil"/>.</summary>
    public Kernel Kernel { get; }

    /// <summary>What the run measures, where its world is an experiment.</summary>
    public IMeasurement? Measurement { get; }

    /// <summary>The venue in simulated time.</summary>
    public ExchangeActor Venue { get; }

    /// <summary>The cluster that makes the exchange's commands final; null where the exchange stands alone.</summary>
    public ReplicatedExchange? Raft { get; }

    /// <summary>The venue's address.</summary>
    public ActorId VenueId { get; }

    /// <summary>The participants, in order of account.</summary>
    public IReadOnlyList<IActor> Actors { get; }

    /// <summary>Those participants that are a trader with a strategy.</summary>
    public IEnumerable<Trader> Traders => Actors.OfType<Trader>();

    /// <summary>Those whose code threw, where the world lets them leave rather than stop.</summary>
    public IReadOnlyList<RetiredParticipant> Retired => _retired;

    /// <summary>When the session closes.</summary>
    public SimTime End { get; }

    /// <summary>The venue's state machine.</summary>
    public Exchange Exchange => Venue.Exchange;

    /// <summary>Runs from opening to close.</summary>
    /// <returns>What came out; its logs are in memory if no recorder was given.</returns>
    public RunOutput Run()
    {
        Open();
        RunUntil(End);
        return Close();
    }

    /// <summary>Tells the venue what it must know beforehand, opens accounts, pays in what participants own, and opens the session;
    /// the session only where no mechanism does that, and where it is time for it.</summary>
    public void Open()
    {
        if (_isOpen)
        {
            return;
        }

        _isOpen = true;
        foreach (var command in World.Preamble)
        {
            Venue.Administer(command, World.Start);
        }

        foreach (var participant in World.Participants)
        {
            Venue.Administer(Commands.OpenAccount(participant.Account, participant.AccountType), World.Start);
            foreach (var (asset, amount) in participant.Endowment)
            {
                Venue.Administer(Commands.Deposit(participant.Account, asset, amount), World.Start);
            }
        }

        if (!World.IsDrivenByMechanism && (World.Hours?.IsOpen(World.Start) ?? true))
        {
            Venue.Administer(
                World.OpensIn == TradingPhase.Continuous ? Commands.OpenSession() : Commands.SetPhase(World.OpensIn), World.Start);
        }
    }

    /// <summary>Runs to an instant, or to the close if that is earlier.</summary>
    public RunOutcome RunUntil(SimTime time, long maxEvents = long.MaxValue)
    {
        Open();
        return Kernel.Run(time < End ? time : End, maxEvents);
    }

    /// <summary>Closes the session where the clock stands, checks that nothing was created or lost, and sums up. A run that is
    /// closed before its end is complete in itself: it replays like any other.</summary>
    public RunOutput Close()
    {
        if (!_isClosed)
        {
            _isClosed = true;
            if (Exchange.IsOpen || (!World.IsDrivenByMechanism && World.Hours is null))
            {
                Venue.Administer(Commands.CloseSession(), Kernel.Now);
            }

            Exchange.Ledger.VerifyConservation();
        }

        return new RunOutput(
            Seed, Kernel.Now, Kernel.Now >= End, Exchange.ComputeHash(), Exchange.EventCount, Kernel.EventsProcessed,
            _recorder as MemoryRecorder)
        {
            Manifest = Describe(Kernel.Now >= End ? RunStatus.Completed : RunStatus.Interrupted),
            Findings = Measurement?.Findings,
        };
    }

    /// <summary>The run's manifest as things stand.</summary>
    /// <param name="outcome">How far it has come.</param>
    /// <param name="failure">What ended it, if something failed.</param>
    public RunManifest Describe(RunStatus outcome, string? failure = null)
    {
        var manifest = WorldManifest.Describe(World, Seed);
        return outcome == RunStatus.Running ? manifest : manifest with
        {
            Status = outcome,
            Failure = failure,
            EndNanoseconds = Kernel.Now.Nanoseconds,
            CommandCount = Venue.CommandCount,
            EventCount = Exchange.EventCount,
            StateHash = outcome == RunStatus.Failed
                ? null
                : Exchange.ComputeHash().ToString("x16", CultureInfo.InvariantCulture),
        };
    }

    // A mechanism opens and closes the venue by its own plan.

    private static Exchange Build(World world, ulong seed)
        => new(world.Instruments, world.Venue, MechanismCatalog.Create(world.Mechanisms), seed);

    // Services stand beside the venue; as the world's own model knows nothing of them, theirs comes on top of it.
    private static ILatencyModel LatencyOf(World world)
    {
        var usual = world.Venues.Count == 0 ? world.Latency
            : new PerPlaceLatency(world.Latency, world.FirstVenue, [.. world.Venues.Select(v => v.Latency)]);
        var services = world.Services.Count + (world.Hours is null || world.IsDrivenByMechanism ? 0 : 1);
        if (services + NodesOf(world) == 0)
        {
            return usual;
        }

        var latency = new PerPairLatency(usual, usual.NeedsOrdering);
        var first = World.VenueActor.Value + 1 + world.Participants.Count + world.Venues.Count;
        var none = new ConstantLatency(SimDuration.Zero);
        for (var i = 0; i < services + NodesOf(world); i++)
        {
            latency.SetBoth(new ActorId(first + i), World.VenueActor, none);

            // Links between nodes have a latency of their own.
            for (var j = services; j < i; j++)
            {
                latency.SetBoth(new ActorId(first + i), new ActorId(first + j), none);
            }
        }

        return latency;
    }

    private static int NodesOf(World world) => world.Replication?.Cluster.Nodes ?? 0;

    private static World DefaultWorld(SimTime start, SimTime end, ulong seed, string faults)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(start, SimTime.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(end, start);
        var scenario = new DefaultDay();
        var world = scenario.Create(new OptionSet(scenario.Options), seed);
        world.Start = start;
        world.Duration = end - start;
        world.Replication = ReplicationSettings.Usual with { Cluster = ReplicationSettings.Usual.Cluster with { Faults = faults } };
        return world;
    }

    private IActor AddActor(Participant participant)
    {
        var actor = participant.Create(participant.Account, VenueId);
        if (World.RetiresFailures && actor is Trader)
        {
            actor = new GuardedActor(actor, participant.Account, VenueId, _retired.Add);
        }

        var id = Kernel.Add(actor, participant.ComputeDelay ?? World.ComputeDelay);
        Venue.Connect(participant.Account, id);
        if (actor is HistoryReplay)
        {
            // It repeats what the recorded venue did, its phases included.
            Venue.Authorise(id);
        }

        return actor;
    }
}

/// <summary>What came out of a run.</summary>
/// <param name="Seed">The key of its chance.</param>
/// <param name="ClosedAt">Where the clock stood at the close.</param>
/// <param name="IsComplete">Whether it reached its end.</param>
/// <param name="StateHash">Fingerprint of the venue's final state and of every event.</param>
/// <param name="MarketEvents">How many events the venue gave out.</param>
/// <param name="KernelEvents">How many messages and wake-ups the kernel delivered.</param>
/// <param name="Recorded">Its logs, where they were kept in memory.</param>
public sealed record RunOutput(
    ulong Seed, SimTime ClosedAt, bool IsComplete, ulong StateHash, long MarketEvents, long KernelEvents, MemoryRecorder? Recorded)
{
    /// <summary>What it was: enough to run it again, and to replay it.</summary>
    public required RunManifest Manifest { get; init; }

    /// <summary>What it found, where its world is an experiment.</summary>
    public IReadOnlyList<Finding>? Findings { get; init; }

    /// <summary>Writes a run that was kept in memory into a folder, with its tables and summary.</summary>
    /// <param name="path">A folder that does not exist yet, or is empty.</param>
    /// <exception cref="InvalidOperationException">The run was recorded elsewhere.</exception>
    /// <exception cref="ArgumentException">The folder is not empty.</exception>
    public RunResult Save(string path)
    {
        var recorded = Recorded
            ?? throw new InvalidOperationException("This run was not kept in memory: its recorder has its logs.");
        var folder = RunFolder.Create(path);
        using (var recorder = new FileRecorder(folder))
        {
            foreach (var item in recorded.Events)
            {
                recorder.Record(item);
            }

            foreach (var (time, command) in recorded.Commands)
            {
                recorder.Record(command, time);
            }
        }

        Manifest.Write(folder.Manifest);
        var result = RunResult.Open(path);
        ResultTables.Write(result, summary => summary with { Findings = Findings });
        return result;
    }
}
