using MarketSim.Core;

namespace MarketSim.Simulation;

/// <summary>Sums a run up as it goes and keeps nothing of it: for many runs, of which only the figures matter.</summary>
public sealed class SummaryRecorder : IRunRecorder
{
    private readonly HoldingsFold _holdings;
    private readonly AssetMarks _marks;
    private readonly SummaryFold _summary;

    /// <summary>Begins.</summary>
    /// <param name="world">What the run begins with.</param>
    /// <param name="seed">Its seed.</param>
    public SummaryRecorder(World world, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(world);
        var manifest = WorldManifest.Describe(world, seed);
        _holdings = new HoldingsFold(world.Instruments, world.Assets.Count);
        _marks = new AssetMarks(world.Instruments, world.Assets.Count);
        _summary = new SummaryFold(manifest, world.Instruments, _holdings, _marks);
    }

    /// <inheritdoc/>
    public void Record(in Command command, SimTime time)
    {
    }

    /// <inheritdoc/>
    public void Record(in MarketEvent item)
    {
        _holdings.Observe(item);
        _marks.Observe(item);
        _summary.Observe(item);
    }

    /// <summary>The figures so far, of a run that goes on.</summary>
    /// <param name="now">The run's present instant.</param>
    public RunSummary Present(SimTime now)
    {
        _marks.Complete(now);
        _summary.Complete(now);
        return _summary.Summary;
    }

    /// <summary>The figures of the run that has ended; the same as its folder would hold.</summary>
    public RunSummary Complete(RunOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        _marks.Complete(output.ClosedAt);
        _summary.Complete(output.ClosedAt);
        return _summary.Summary with
        {
            Commands = output.Manifest.CommandCount, StateHash = output.Manifest.StateHash,
            Findings = output.Findings,
            Outcome = output.Manifest.Status.ToString().ToLowerInvariant(),
        };
    }
}
