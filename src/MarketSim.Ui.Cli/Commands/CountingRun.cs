using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using MarketSim.Core;
using MarketSim.Simulation;

namespace MarketSim.Ui.Cli;

/// <summary>A run that leaves nothing behind but its counts: no folder, no logs, no tables.</summary>
internal static class CountingRun
{
    private static readonly JsonSerializerOptions Camel = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase, WriteIndented = true,
    };

    /// <summary>Does it.</summary>
    /// <returns>The exit code.</returns>
    public static int Run(Screen screen, RunRequest request, bool writesJson)
    {
        var world = request.Scenario.Create(request.Options, request.Seed);
        var counter = new FlowCounter(world.Instruments.Count);
        var simulation = new MarketSimulation(world, request.Seed, counter);
        using var wall = new WallClock();
        simulation.Open();
        var session = new Session(simulation.Kernel, simulation.End, wall, request.Speed);
        using var interruption = new Interruption(session.Stop);
        var watch = Stopwatch.StartNew();
        using (new ProgressLine(screen, "simulating", () => new ProgressState(
            (session.Now - world.Start).ToSeconds() / world.Duration.ToSeconds(), session.EventsProcessed, "events")))
        {
            session.Run();
        }

        var counts = Counts(simulation, counter, watch.Elapsed.TotalSeconds);
        screen.Output.WriteLine(writesJson ? JsonSerializer.Serialize(counts, Camel) : Text(counts));
        return session.State == SessionState.Stopped ? ExitCode.Interrupted : ExitCode.Ok;
    }

    // Before the market is closed: what ends with the session is nobody's doing.
    private static RunCounts Counts(MarketSimulation simulation, FlowCounter counter, double seconds)
    {
        var instruments = simulation.World.Instruments.Zip(counter.Instruments, (instrument, flow) => new InstrumentCounts(
            instrument.Symbol, flow.Rests, flow.Fills, flow.Cancels, flow.Rejects, flow.Lots,
            flow.Fills == 0 ? null : instrument.ToDecimal(flow.LastPrice))).ToList();
        var closed = simulation.Close();
        return new RunCounts(
            simulation.World.Scenario, simulation.Seed, counter.Commands, counter.Events, simulation.Kernel.EventsProcessed, seconds,
            closed.StateHash.ToString("x16", CultureInfo.InvariantCulture), instruments);
    }

    private static string Text(RunCounts counts)
    {
        var width = Math.Max(10, counts.Instruments.Max(i => i.Symbol.Length));
        var lines = counts.Instruments.Select(i => Line(
            $"  {i.Symbol.PadRight(width)} {i.Rests,12:#,0} {i.Fills,12:#,0} {i.Cancels,12:#,0} {i.Rejects,10:#,0} {i.Lots,16:#,0} {i.LastPrice,12}"));
        return string.Join(
            Environment.NewLine,
            [
                Line($"{counts.Scenario}, seed {counts.Seed}: {counts.Commands:#,0} commands, {counts.Events:#,0} events, {counts.KernelEvents:#,0} kernel events in {counts.Seconds:0.000} s"),
                Line($"  {"".PadRight(width)} {"rests",12} {"fills",12} {"cancels",12} {"refused",10} {"lots",16} {"last",12}"),
                .. lines,
                $"State hash  {counts.StateHash}",
            ]);
    }

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private sealed record RunCounts(
        string Scenario, ulong Seed, long Commands, long Events, long KernelEvents, double Seconds, string StateHash,
        IReadOnlyList<InstrumentCounts> Instruments);

    private sealed record InstrumentCounts(
        string Symbol, long Rests, long Fills, long Cancels, long Rejects, long Lots, decimal? LastPrice);
}
