using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using MarketSim.Blockchain;
using MarketSim.Core;
using MarketSim.Simulation;

namespace MarketSim.Ui.Cli;

/// <summary>Carries out <c>marketsim raft fuzz</c>: all seeds on all cores, and tells what was found.</summary>
internal sealed class RaftFuzz(Screen screen)
{
    private const int MostShown = 10;
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public required IReadOnlyList<ulong> Seeds { get; init; }

    public required IReadOnlyList<int> Nodes { get; init; }

    public RaftFlaw Flaw { get; init; }

    public int Workers { get; init; } = 1;

    public bool WritesJson { get; init; }

    /// <summary>Runs all seeds.</summary>
    /// <returns>The exit code.</returns>
    public int Run()
    {
        using var cancellation = new CancellationTokenSource();
        using var interruption = new Interruption(cancellation.Cancel);
        var (done, failures, total) = (0, new List<SwarmResult>(), new Totals());
        var clock = Stopwatch.StartNew();
        var all = Seeds.Count * Nodes.Count;
        using (new ProgressLine(screen, "fuzzing", () => new ProgressState(
            (double)Volatile.Read(ref done) / all, Volatile.Read(ref done), "clusters",
            string.Create(CultureInfo.InvariantCulture, $"{failures.Count} violations, {Workers} at a time"))))
        {
            SeedSweep.Run(
                [.. Enumerable.Range(0, all)], Workers, piece => new SwarmRun(Seeds[piece / Nodes.Count], Nodes[piece % Nodes.Count], Flaw).Run(),
                result =>
                {
                    Interlocked.Increment(ref done);
                    total.Add(result);
                    if (result.Violation is not null)
                    {
                        failures.Add(result);
                    }
                },
                cancellation.Token);
        }

        failures.Sort((a, b) => (a.Seed, a.Nodes).CompareTo((b.Seed, b.Nodes)));
        Show(failures, total, done, clock.Elapsed.TotalSeconds);
        if (interruption.IsRequested && done < all)
        {
            screen.Error.WriteLine($"Interrupted with {done} of {all} clusters done.");
            return ExitCode.Interrupted;
        }

        return failures.Count > 0 ? ExitCode.CheckFailed : ExitCode.Ok;
    }

    /// <summary>Runs one seed and writes down what happened.</summary>
    /// <returns>The exit code.</returns>
    public int Trace(string file, string? history)
    {
        using var writer = new StreamWriter(file);
        var result = new SwarmRun(Seeds[0], Nodes[0], Flaw, new EventWriter(writer)).Run();
        if (history is not null)
        {
            using var operations = new StreamWriter(history);
            ClientHistoryFile.Write(operations, result.History);
        }

        var total = new Totals();
        total.Add(result);
        Show(result.Violation is null ? [] : [result], total, 1, null);
        return result.Violation is null ? ExitCode.Ok : ExitCode.CheckFailed;
    }

    private void Show(List<SwarmResult> failures, Totals total, int done, double? seconds)
    {
        if (WritesJson)
        {
            screen.Output.WriteLine(JsonSerializer.Serialize(
                new
                {
                    clusters = done, violations = failures.Count, acknowledged = total.Acknowledged, reads = total.Reads, entries = total.Entries, faults = total.Faults,
                    mostTicksToCalm = total.TicksToCalm, seconds,
                    failures = failures.Select(f => new
                    {
                        seed = f.Seed, nodes = f.Nodes, property = f.Violation!.Property, sentence = f.Violation.Sentence,
                        seconds = f.Violation.Time.ToSeconds(), replay = Replay(f),
                    }),
                },
                Indented));
            return;
        }

        foreach (var failure in failures.Take(MostShown))
        {
            screen.Output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"seed {failure.Seed}, {failure.Nodes} nodes, at {failure.Violation!.Time.ToSeconds():0.000} s: {failure.Violation.Property} is broken."));
            screen.Output.WriteLine($"  {failure.Violation.Sentence}");
            screen.Output.WriteLine($"  {Replay(failure)}");
        }

        if (failures.Count > MostShown)
        {
            screen.Output.WriteLine($"… and {failures.Count - MostShown} more; --json lists them all.");
        }

        screen.Output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{done:#,0} clusters{(seconds is { } s ? $" in {s:0.0} s" : "")}: {total.Faults:#,0} faults, {total.Entries:#,0} entries final,"
            + $" {total.Acknowledged:#,0} acknowledged, {total.Reads:#,0} reads; all calm at most {total.TicksToCalm} ticks after the last fault; {failures.Count} violations."));
    }

    private string Replay(SwarmResult failure) => string.Create(
        CultureInfo.InvariantCulture,
        $"marketsim raft fuzz --seeds {failure.Seed} --nodes {failure.Nodes}{(Flaw == RaftFlaw.None ? "" : $" --flaw {KebabCase.Of(Flaw.ToString())}")} --trace out.ndjson");

    private sealed class Totals
    {
        public long Acknowledged { get; private set; }

        public long Reads { get; private set; }

        public long Entries { get; private set; }

        public long Faults { get; private set; }

        public long TicksToCalm { get; private set; }

        public void Add(SwarmResult result)
        {
            Acknowledged += result.Acknowledged;
            Reads += result.Reads;
            Entries += result.Entries;
            Faults += result.Faults;
            TicksToCalm = Math.Max(TicksToCalm, result.TicksToCalm);
        }
    }

    private sealed class EventWriter(TextWriter writer) : IConsensusObserver
    {
        public void Observe(in ConsensusEvent item)
        {
            writer.Write(ConsensusEventFile.LineOf(item));
            writer.Write('\n');
        }
    }
}
