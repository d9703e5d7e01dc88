using System.Globalization;

namespace MarketSim.Analysis;

/// <summary>Who could commit, term by term; the gaps are hatched and say how long they were.</summary>
internal static class TermRibbon
{
    public static Panel Panel(ConsensusHistory history, TimelineFrame frame)
    {
        var layers = new List<Layer>();
        foreach (var reign in history.Reigns.Where(r => frame.Shows(r.From, r.To)))
        {
            var (left, right) = (frame.X(reign.From), frame.X(reign.To));
            var isGap = reign.Leader == 0;
            layers.Add(new ShapeLayer([new Bar(left, right, 0.08, 0.92)])
            {
                Ink = isGap ? Ink.Muted : TermColours.Of(reign.Term), Fill = isGap ? ShapeFill.Hatched : ShapeFill.Solid,
                Opacity = isGap ? 0.55 : 0.45, LeastWidth = 1,
            });
            var length = string.Create(CultureInfo.InvariantCulture, $"{reign.Milliseconds:0} ms");
            layers.Add(new StretchTextLayer(
                left, right, 0.5,
                isGap ? [$"no leader {length}", length, length[..^3]] : [$"term {reign.Term}: n{reign.Leader} leads", $"term {reign.Term}", $"{reign.Term}"])
            {
                Ink = Ink.Text,
            });
        }

        return new Panel
        {
            X = frame.Axis(isLabelled: false), Y = new Axis("", 0, 1) { Ticks = [new Tick(0.5, "leader")] }, Layers = layers,
            EmptyText = history.Nodes.Count == 0 ? "nothing happened" : null,
        };
    }
}
