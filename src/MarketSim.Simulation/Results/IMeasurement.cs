using MarketSim.Core;

namespace MarketSim.Simulation;

/// <summary>What an experiment measures while it runs: it sees every event of the venue once, in order.</summary>
/// <remarks>A scenario that is an experiment gives its world one; what it finds stands in the run's summary.</remarks>
public interface IMeasurement
{
    /// <summary>What has been found, in reading order; asked when the run is over.</summary>
    IReadOnlyList<Finding> Findings { get; }

    /// <summary>Takes in what happened next.</summary>
    void Observe(in MarketEvent item);
}

/// <summary>A figure that an experiment found.</summary>
/// <param name="Name">What it is, in kebab case.</param>
/// <param name="Value">Null where it is undefined, as the mean of nothing.</param>
/// <param name="Unit">Of the value; empty for a pure number.</param>
/// <param name="Theory">What theory says it is; null where it says nothing.</param>
public sealed record Finding(string Name, double? Value, string Unit = "", double? Theory = null);

/// <summary>Shows a measurement what is recorded.</summary>
internal sealed class MeasuringRecorder(IMeasurement measurement, IRunRecorder recorder) : IRunRecorder
{
    public void Record(in Command command, SimTime time) => recorder.Record(command, time);

    public void Record(in MarketEvent item)
    {
        measurement.Observe(item);
        recorder.Record(item);
    }
}
