using System.Globalization;
using MarketSim.Core;

namespace MarketSim.Analysis;

/// <summary>A lane for each node: its role by shape, its term by colour, its log below, and the messages between lanes.</summary>
internal static class TimelineLanes
{
    private const int LaneHeight = 104;

    public static int HeightOf(ConsensusHistory history)
        => 40 + (Math.Max(1, history.Nodes.Count) * LaneHeight) + (history.Cuts.Count > 0 ? 26 : 0);

    public static Panel Panel(ConsensusHistory history, TimelineFrame frame)
    {
        var lanes = new Lanes(history);
        var layers = new List<Layer>();
        layers.AddRange(CutMarks.Layers(history, frame, lanes));
        layers.AddRange(Roles(history, frame, lanes));
        layers.AddRange(LogMarks.Layers(history, frame, lanes));
        layers.AddRange(FlightMarks.Layers(history, frame, lanes));
        layers.AddRange(EventNotes.Layers(history, frame, lanes));
        return new Panel
        {
            X = frame.Axis(isLabelled: false), Y = new Axis("", 0, lanes.Top) { Ticks = lanes.Ticks }, Layers = layers,
        };
    }

    private static IEnumerable<Layer> Roles(ConsensusHistory history, TimelineFrame frame, Lanes lanes)
    {
        foreach (var span in history.Roles.Where(s => frame.Shows(s.From, s.To)))
        {
            var (middle, half) = (lanes.MiddleOf(span.Node), HalfHeight(span.Role));
            var (left, right) = (frame.X(span.From), frame.X(span.To));
            var bar = new Bar(left, right, middle - half, middle + half);
            yield return new ShapeLayer([bar])
            {
                Ink = span.Role == ConsensusRole.Down ? Ink.Text : TermColours.Of(span.Term), LeastWidth = 1.5,
                Fill = span.Role switch
                {
                    ConsensusRole.Candidate => ShapeFill.Hatched,
                    ConsensusRole.PreCandidate => ShapeFill.Dotted,
                    ConsensusRole.Learner => ShapeFill.Outlined,
                    _ => ShapeFill.Solid,
                },
                Opacity = span.Role switch { ConsensusRole.Leader => 0.6, ConsensusRole.Down => 0.75, ConsensusRole.Follower => 0.45, _ => 1 },
            };
            if (Words(span) is { Length: > 0 } words)
            {
                yield return new StretchTextLayer(left, right, span.Role == ConsensusRole.Down ? middle + half + 0.1 : middle, words)
                {
                    Ink = Ink.Text,
                };
            }
        }
    }

    private static double HalfHeight(ConsensusRole role) => role switch
    {
        ConsensusRole.Leader => 0.17,
        ConsensusRole.Candidate or ConsensusRole.PreCandidate => 0.12,
        ConsensusRole.Down => 0.12,
        _ => 0.055,
    };

    private static string[] Words(RoleSpan span) => span.Role switch
    {
        ConsensusRole.Leader => [$"leader, term {span.Term}", "leader"],
        ConsensusRole.Down when span.Lost > 0 => [$"down, {Entries(span.Lost)} lost", $"−{span.Lost}"],
        ConsensusRole.Down => ["down"],
        _ => [],
    };

    private static string Entries(long count)
        => string.Create(CultureInfo.InvariantCulture, $"{count} unsynced {(count == 1 ? "entry" : "entries")}");
}

/// <summary>Where the lanes are.</summary>
internal sealed class Lanes
{
    // A lane is one high: the node's bar above, three rows of its log below.
    public const double Bar = 0.68;
    public const double Appended = 0.36;
    public const double Durable = 0.24;
    public const double Committed = 0.12;

    private readonly IReadOnlyList<int> _nodes;

    public Lanes(ConsensusHistory history)
    {
        _nodes = history.Nodes;
        Top = _nodes.Count + (history.Cuts.Count > 0 ? 0.3 : 0.05);
        Ticks =
        [
            .. _nodes.SelectMany(node => new[]
            {
                new Tick(MiddleOf(node), $"n{node}"), new Tick(RowOf(node, Appended), "appended"),
                new Tick(RowOf(node, Durable), "durable"), new Tick(RowOf(node, Committed), "committed"),
            }),
        ];
    }

    public double Top { get; }

    public IReadOnlyList<Tick> Ticks { get; }

    public bool Has(int node) => Place(node) >= 0;

    public double MiddleOf(int node) => RowOf(node, Bar);

    public double RowOf(int node, double row) => _nodes.Count - 1 - Place(node) + row;

    private int Place(int node)
    {
        for (var i = 0; i < _nodes.Count; i++)
        {
            if (_nodes[i] == node)
            {
                return i;
            }
        }

        return -1;
    }
}
