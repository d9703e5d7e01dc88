using MarketSim.Core;

namespace MarketSim.Analysis;

/// <summary>What each node's log did: ticks where entries were appended, became durable, became committed. One tick a column at most.
/// </summary>
internal static class LogMarks
{
    public static IEnumerable<Layer> Layers(ConsensusHistory history, TimelineFrame frame, Lanes lanes)
    {
        foreach (var (kind, row, ink) in ((ConsensusEventKind, double, Ink)[])
            [
                (ConsensusEventKind.Appended, Lanes.Appended, Ink.Muted),
                (ConsensusEventKind.Synced, Lanes.Durable, Ink.Muted),
                (ConsensusEventKind.Committed, Lanes.Committed, Ink.Text),
            ])
        {
            yield return new ShapeLayer([.. Ticks(history, frame, lanes, kind, row)])
            {
                Ink = ink, LeastWidth = 1.2, Opacity = kind == ConsensusEventKind.Appended ? 0.7 : 1,
            };
        }
    }

    private static IEnumerable<Bar> Ticks(
        ConsensusHistory history, TimelineFrame frame, Lanes lanes, ConsensusEventKind kind, double row)
    {
        var last = new Dictionary<int, int>();
        foreach (var item in history.Events)
        {
            if (item.Kind != kind || !lanes.Has(item.Node) || !frame.Shows(item.Time, item.Time))
            {
                continue;
            }

            var column = frame.ColumnOf(item.Time);
            if (!last.TryGetValue(item.Node, out var before) || before != column)
            {
                last[item.Node] = column;
                var (x, y) = (frame.X(item.Time), lanes.RowOf(item.Node, row));
                yield return new Bar(x, x, y - 0.042, y + 0.042);
            }
        }
    }
}
