using MarketSim.Core;

namespace MarketSim.Analysis;

/// <summary>Cut links: a strip above the lanes that names the groups, and brackets around each group where the cut begins.</summary>
internal static class CutMarks
{
    public static IEnumerable<Layer> Layers(ConsensusHistory history, TimelineFrame frame, Lanes lanes)
    {
        foreach (var cut in history.Cuts.Where(c => frame.Shows(c.From, c.To)))
        {
            var (left, right) = (frame.X(cut.From), frame.X(cut.To));
            yield return new ShapeLayer([new Bar(left, right, lanes.Top - 0.26, lanes.Top - 0.04)])
            {
                Ink = Ink.Sell, Fill = ShapeFill.Solid, Opacity = 0.18, LeastWidth = 1,
            };
            yield return new StretchTextLayer(left, right, lanes.Top - 0.15, $"links cut: {cut.Groups}", cut.Groups) { Ink = Ink.Text };
            yield return new RuleLayer(left, IsVertical: true) { Ink = Ink.Sell, IsDashed = true, Opacity = 0.7 };
            yield return new RuleLayer(right, IsVertical: true) { Ink = Ink.Sell, IsDashed = true, Opacity = 0.7 };
            foreach (var group in (ulong[])[cut.First, cut.Second])
            {
                yield return new ShapeLayer([.. Bracket(history, frame, lanes, group, left)]) { Ink = Ink.Sell };
            }
        }
    }

    // A thin upright beside the lanes of each run of neighbours, with its two ends.
    private static IEnumerable<Bar> Bracket(ConsensusHistory history, TimelineFrame frame, Lanes lanes, ulong group, double x)
    {
        var (pixel, members) = (frame.PixelWidth, history.Nodes.Where(n => n <= 64 && (group >> (n - 1) & 1) != 0).ToList());
        for (var i = 0; i < members.Count;)
        {
            var last = i;
            while (last + 1 < members.Count && !history.Nodes.Any(n => n > members[last] && n < members[last + 1]))
            {
                last++;
            }

            var (top, bottom) = (lanes.RowOf(members[i], 0.94), lanes.RowOf(members[last], 0.06));
            yield return new Bar(x + (3 * pixel), x + (5 * pixel), bottom, top);
            yield return new Bar(x + (3 * pixel), x + (11 * pixel), top - 0.02, top);
            yield return new Bar(x + (3 * pixel), x + (11 * pixel), bottom, bottom + 0.02);
            i = last + 1;
        }
    }
}
