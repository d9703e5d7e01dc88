using MarketSim.Core;

namespace MarketSim.Analysis;

/// <summary>Short words at what happens once: a node back, a snapshot, a new configuration, a stall, a damaged disk.</summary>
internal static class EventNotes
{
    public static IEnumerable<Layer> Layers(ConsensusHistory history, TimelineFrame frame, Lanes lanes)
    {
        // Words that would cover each other are left out; the event list has them all.
        var freeFrom = new Dictionary<int, double>();
        foreach (var item in history.Events.Where(e => frame.Shows(e.Time, e.Time) && lanes.Has(e.Node)))
        {
            if (Words(item) is not { } words)
            {
                continue;
            }

            var x = frame.X(item.Time);
            var y = lanes.RowOf(item.Node, 0.93);
            yield return new DotLayer([x], [lanes.RowOf(item.Node, 0.86)], [3]) { Ink = InkOf(item.Kind) };
            if (!freeFrom.TryGetValue(item.Node, out var free) || x >= free)
            {
                freeFrom[item.Node] = x + (frame.PixelWidth * ((words.Length * 7) + 12));
                yield return new NoteLayer(x, y - 0.05, words) { Ink = Ink.Text };
            }
        }
    }

    private static string? Words(in ConsensusEvent item) => item.Kind switch
    {
        ConsensusEventKind.Recovered => "back",
        ConsensusEventKind.SnapshotTaken => $"snapshot {item.Index}",
        ConsensusEventKind.SnapshotInstalled => $"snapshot {item.Index} installed",
        ConsensusEventKind.Reconfigured => $"voters {Names(item.Id)}{(item.Count == 0 ? "" : $" and {Names(unchecked((ulong)item.Count))}")}",
        ConsensusEventKind.Stalled => $"stalls {item.Count / 1_000_000} ms",
        ConsensusEventKind.DiskDamaged => "disk damaged",
        ConsensusEventKind.Truncated => $"−{item.Count} in conflict",
        _ => null,
    };

    private static Ink InkOf(ConsensusEventKind kind) => kind switch
    {
        ConsensusEventKind.Recovered => Ink.Series3,
        ConsensusEventKind.Stalled or ConsensusEventKind.DiskDamaged or ConsensusEventKind.Truncated => Ink.Sell,
        _ => Ink.Reference,
    };

    private static string Names(ulong set) => string.Join(',', Enumerable.Range(1, 64).Where(n => (set >> (n - 1) & 1) != 0));
}
