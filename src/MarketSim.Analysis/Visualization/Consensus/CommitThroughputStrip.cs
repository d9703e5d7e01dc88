namespace MarketSim.Analysis;

/// <summary>How many commands became final, over time.</summary>
internal static class CommitThroughputStrip
{
    private const int Bins = 120;

    public static Panel Panel(ConsensusHistory history, TimelineFrame frame)
    {
        var counts = new double[Bins];
        foreach (var item in history.Acknowledged.Where(a => frame.Shows(a.Time, a.Time)))
        {
            counts[Math.Clamp((int)((frame.X(item.Time) - frame.Left) / (frame.Right - frame.Left) * Bins), 0, Bins - 1)]++;
        }

        var width = (frame.Right - frame.Left) / Bins;
        var perSecond = Bins / ((frame.To - frame.From).Nanoseconds / 1e9);
        var bars = counts.Select((c, i) => new Bar(frame.Left + (i * width), frame.Left + ((i + 1) * width), 0, c * perSecond)).ToArray();
        return new Panel
        {
            Heading = "Final per second", X = frame.Axis(isLabelled: true),
            Y = new Axis("1/s", 0, Math.Max(1, counts.Max() * perSecond * 1.08)),
            Layers = [new BarLayer(bars) { Ink = Ink.Series1, Opacity = 0.75 }],
        };
    }
}
