using MarketSim.Core;

namespace MarketSim.Analysis;

/// <summary>The time axis that all panels of a timeline share.</summary>
internal sealed class TimelineFrame
{
    private readonly bool _inSeconds;

    public TimelineFrame(ConsensusHistory history, RaftTimelineOptions options)
    {
        var (from, to) = (options.From ?? history.Start, options.To ?? history.End);
        if (to < from)
        {
            throw new ArgumentException($"A picture ends after it begins; it was to begin at {from} and to end at {to}.");
        }

        to = to == from ? from + SimDuration.FromMilliseconds(1) : to;
        (From, To) = (from, to);
        _inSeconds = (to - from).Nanoseconds >= 10_000_000_000;
        Columns = Math.Max(100, options.Width - 150);
    }

    public SimTime From { get; }

    public SimTime To { get; }

    /// <summary>About as many as there are pixels across.</summary>
    public int Columns { get; }

    public double Left => X(From);

    public double Right => X(To);

    /// <summary>What one pixel spans.</summary>
    public double PixelWidth => (Right - Left) / Columns;

    public double X(SimTime time) => time.Nanoseconds / (_inSeconds ? 1e9 : 1e6);

    public int ColumnOf(SimTime time) => (int)((X(time) - Left) / (Right - Left) * Columns);

    public bool Shows(SimTime from, SimTime to) => to >= From && from <= To;

    public Axis Axis(bool isLabelled) => new(_inSeconds ? "Time since the start (s)" : "Time since the start (ms)", Left, Right)
    {
        IsLabelled = isLabelled,
    };
}
