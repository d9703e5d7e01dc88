using System.Diagnostics;
using System.Globalization;
using MarketSim.Blockchain;
using MarketSim.Core;
using MarketSim.Market;
using MarketSim.Simulation;

namespace MarketSim.Ui.Cli;

/// <summary>Carries out one run: simulate, close, tabulate, draw, tell.</summary>
internal sealed class RunExecution(Screen screen, RunRequest request)
{
    private readonly Stopwatch _clock = new();

    public bool Overwrites { get; init; }

    public bool DrawsPlots { get; init; } = true;

    public bool WritesJson { get; init; }

    /// <summary>Who joins beside the scenario's own participants.</summary>
    public IReadOnlyList<Guest> Guests { get; init; } = [];

    /// <summary>Whether an agent whose strategy throws leaves, rather than end the run.</summary>
    public bool RetiresFailures { get; init; }

    /// <summary>The cluster that is to replicate the exchange; null to leave that to the scenario.</summary>
    public Func<ReplicationOptions?, ReplicationOptions>? Replication { get; init; }

    /// <summary>Whether the run is shown live, and may be traded in by hand.</summary>
    public bool IsLive { get; init; }

    /// <summary>Does it.</summary>
    /// <returns>The exit code.</returns>
    public int Run()
    {
        // The world first: what it refuses must leave nothing behind.
        var world = Build();
        var folder = request.Output is { } output
            ? RunFolder.Create(output, Overwrites)
            : RunFolder.CreateFresh("runs", request.Scenario.Name, request.Seed);

        // Once the market is closed, the tables come to their end as well, rather than be left half-written.
        using var interruption = new Interruption(() => screen.Error.WriteLine("Finishing tables and pictures; once more leaves at once."));
        var simulation = Simulate(world, folder, out var isInterrupted);
        var result = RunResult.Open(folder.Path);

        var (summary, plots) = WorkUp(result, simulation);
        var consensus = simulation.Raft is { } raft ? Replicas.Keep(raft, folder, DrawsPlots) : [];
        Tell(summary, result, plots);
        foreach (var sentence in consensus)
        {
            (WritesJson ? screen.Error : screen.Output).WriteLine($"consensus: {sentence}");
        }

        foreach (var gone in simulation.Retired)
        {
            screen.Error.WriteLine(
                $"Retired: {gone.Name} at {gone.At}, whose strategy threw {gone.Cause.GetType().Name}: {gone.Cause.Message}");
        }

        return isInterrupted || interruption.IsRequested ? ExitCode.Interrupted : ExitCode.Ok;
    }

    private MarketSimulation Simulate(World world, RunFolder folder, out bool isInterrupted)
    {
        using var recorder = new FileRecorder(folder);
        var hand = IsLive ? AddHand(world) : null;
        var live = IsLive ? new LiveRecorder(recorder, world, request.Seed) : null;
        var simulation = new MarketSimulation(world, request.Seed, (IRunRecorder?)live ?? recorder);
        simulation.Describe(RunStatus.Running).Write(folder.Manifest);
        try
        {
            simulation.Open();
            Pace(simulation, live, hand?.Invoke(), out isInterrupted);
            var closed = simulation.Close();
            recorder.Dispose();
            closed.Manifest.Write(folder.Manifest);
            return simulation;
        }
        catch (Exception problem) when (problem is ActorFailedException or InvariantViolatedException)
        {
            recorder.Dispose();
            simulation.Describe(RunStatus.Failed, problem.Message).Write(folder.Manifest);
            screen.Error.WriteLine($"The run failed; what it had recorded is in {folder.Path}. To see it again: {Replaying()}");
            throw;
        }
    }

    // He owns as much as an ordinary guest, and a little of everything.
    private static Func<SteeredTrader?> AddHand(World world)
    {
        SteeredTrader? hand = null;
        InstrumentId[] all = [.. world.Instruments.Select(i => i.Id)];
        var endowment = world.Instruments.Where(i => !i.IsMargined).Select(i => (i.Base, 1_000L))
            .Concat(world.Instruments.Select(i => i.Quote).Distinct().Select(money => (money, MoneyOf(world, money)))).ToArray();
        world.Add("you", "you", endowment, (account, venue) =>
        {
            hand = new SteeredTrader("you", account, venue, world.Instruments, all);
            foreach (var (asset, amount) in endowment)
            {
                hand.Endow(asset, amount);
            }

            return hand;
        });
        world.Joined = [.. world.Joined, "you, by hand"];
        return () => hand;
    }

    private static long MoneyOf(World world, AssetId money)
    {
        var amount = 1_000_000L;
        for (var i = 0; i < world.Assets[money.Value].Decimals && amount < long.MaxValue / 40; i++)
        {
            amount *= 10;
        }

        return amount;
    }

    private void Pace(MarketSimulation simulation, LiveRecorder? live, SteeredTrader? hand, out bool isInterrupted)
    {
        using var wall = new WallClock();
        var session = new Session(simulation.Kernel, simulation.End, wall, request.Speed);
        using var interruption = new Interruption(session.Stop);
        using var keys = new SpeedKeys(screen, session, reads: live is null);
        using (live is null
            ? new ProgressLine(screen, "simulating", () => State(simulation, session))
            : (IDisposable)new LiveSession(screen, session, simulation, live, hand))
        {
            _clock.Start();
            session.Run();
            _clock.Stop();
        }

        isInterrupted = session.State == SessionState.Stopped;
    }

    private ProgressState State(MarketSimulation simulation, Session session)
    {
        var simulated = (session.Now - simulation.World.Start).ToSeconds();
        var pace = simulated / Math.Max(1e-3, _clock.Elapsed.TotalSeconds);
        var state = session.State == SessionState.Paused ? "paused" : $"{ProgressLine.Short(pace)}x";
        return new ProgressState(
            simulated / simulation.World.Duration.ToSeconds(), session.EventsProcessed, "events",
            $"{TimeOfDay(simulation, session)} {state}",
            screen.ReadsKeys ? SpeedKeys.Hint : "");
    }

    private static string TimeOfDay(MarketSimulation simulation, Session session)
        => TimeSpan.FromTicks((simulation.World.OpensAt.Nanoseconds + session.Now.Nanoseconds) / 100)
            .ToString(@"hh\:mm\:ss", CultureInfo.InvariantCulture);

    private World Build()
    {
        using var progress = new ProgressLine(screen, $"preparing {request.Scenario.Name}", () => ProgressState.Unknown);
        var world = request.Scenario.Create(request.Options, request.Seed);
        world.RetiresFailures = RetiresFailures;
        world.Replication = Replication is null ? world.Replication : Replication(world.Replication);
        foreach (var guest in Guests)
        {
            guest.Join(world);
        }

        return world;
    }

    // Tables and pictures both read the finished logs; they need not wait for each other.
    private (RunSummary Summary, IReadOnlyList<string> Plots) WorkUp(RunResult result, MarketSimulation simulation)
    {
        var (tabulated, drawn) = (new Watched(), new Watched());
        var passes = DrawsPlots ? 2 : 1;
        using var progress = new ProgressLine(
            screen, DrawsPlots ? "tables and pictures" : "tables", () => new ProgressState(
            (double)(tabulated.Value + drawn.Value) / Math.Max(1, passes * result.Manifest.EventCount),
            tabulated.Value + drawn.Value, "events"));
        var drawing = DrawsPlots ? Task.Run(() => RunPlots.DrawAll(result, drawn))
            : Task.FromResult<IReadOnlyList<string>>([]);
        var seconds = _clock.Elapsed.TotalSeconds;
        var summary = ResultTables.Write(
            result,
            summary => summary with
            {
                History = simulation.Actors.OfType<HistoryReplay>().FirstOrDefault()?.Outcome,
                Findings = simulation.Measurement?.Findings,
                Performance = new RunPerformance(
                    seconds, simulation.Exchange.EventCount / seconds, simulation.Kernel.EventsProcessed / seconds),
            },
            tabulated);
        return (summary, drawing.GetAwaiter().GetResult());
    }

    private void Tell(RunSummary summary, RunResult result, IReadOnlyList<string> plots)
    {
        if (WritesJson)
        {
            screen.Output.WriteLine(SummaryView.ToJson(summary, result, plots));
        }
        else
        {
            SummaryView.Show(screen, summary, result, plots);
        }
    }

    private string Replaying()
    {
        var settings = request.Options.Values
            .Where(pair => request.Options.Specs.First(s => s.Name == pair.Key).Default != pair.Value)
            .Select(pair => $" --set {pair.Key}={pair.Value}");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"marketsim run {request.Scenario.Name} --seed {request.Seed}{string.Concat(settings)}{string.Concat(Guests.Select(g => $" --strategy {g.Text}"))}");
    }

    private sealed class Watched : IProgress<long>
    {
        private long _value;

        public long Value => Volatile.Read(ref _value);

        public void Report(long value) => Volatile.Write(ref _value, value);
    }
}
