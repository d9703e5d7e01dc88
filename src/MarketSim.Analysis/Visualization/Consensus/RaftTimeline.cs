using System.Globalization;
using MarketSim.Core;

namespace MarketSim.Analysis;

/// <summary>Draws what a cluster went through: a ribbon of terms, a lane for each node, messages between them, and below what clients
/// felt of it. It reads any protocol's events.</summary>
/// <example><code>RaftTimeline.Plot(sim.Raft.Events).Save("timeline.png");</code></example>
public static class RaftTimeline
{
    /// <summary>The whole history.</summary>
    public static Figure Plot(IReadOnlyList<ConsensusEvent> events) => Plot(events, new RaftTimelineOptions());

    /// <summary>A stretch of it.</summary>
    /// <param name="events">In order of time.</param>
    /// <param name="options">Which stretch, how wide.</param>
    /// <exception cref="ArgumentException">The stretch ends before it begins.</exception>
    public static Figure Plot(IReadOnlyList<ConsensusEvent> events, RaftTimelineOptions options)
    {
        ArgumentNullException.ThrowIfNull(events);
        ArgumentNullException.ThrowIfNull(options);
        var history = ConsensusHistory.Of(events);
        var frame = new TimelineFrame(history, options);
        var rows = new List<FigureRow>
        {
            new(64, TermRibbon.Panel(history, frame)),
            new(TimelineLanes.HeightOf(history), TimelineLanes.Panel(history, frame)),
        };
        if (history.Acknowledged.Count > 0)
        {
            rows.Add(new FigureRow(170, CommitLatencyStrip.Panel(history, frame)));
            rows.Add(new FigureRow(140, CommitThroughputStrip.Panel(history, frame)));
        }
        else
        {
            rows[^1] = new FigureRow(rows[^1].Height + 30, rows[^1].Panels.Select(p => p with { X = frame.Axis(isLabelled: true) }).ToArray());
        }

        return new Figure
        {
            Title = string.Create(
                CultureInfo.InvariantCulture, $"{options.Title}: {history.Nodes.Count} nodes, {(history.End - history.Start).Nanoseconds / 1e9:0.###} s"),
            Subtitle = ConsensusCaption.Line(history, (int)(options.Width / 6.3)),
            Rows = rows,
            Width = options.Width,
        };
    }
}

/// <summary>Which part of a history is drawn, and how.</summary>
public sealed record RaftTimelineOptions
{
    /// <summary>The picture's heading.</summary>
    public string Title { get; init; } = "Consensus timeline";

    /// <summary>From when; the beginning if null.</summary>
    public SimTime? From { get; init; }

    /// <summary>Until when; the end if null.</summary>
    public SimTime? To { get; init; }

    /// <summary>Natural width in pixels.</summary>
    public int Width { get; init; } = 1400;
}
