using MarketSim.Core;

namespace MarketSim.Analysis;

/// <summary>Who can commit at each instant: the leader of the newest term that is up and exchanges messages with a majority. A leader
/// on the wrong side of a cut still believes in itself, but serves nobody.</summary>
internal sealed class ReignFold
{
    private readonly IReadOnlyList<int> _nodes;
    private readonly SortedDictionary<int, long> _leaders = [];
    private readonly HashSet<int> _down = [];
    private readonly List<(ulong First, ulong Second)> _cuts = [];
    private readonly List<Reign> _reigns = [];
    private Reign _now;

    public ReignFold(IReadOnlyList<int> nodes, SimTime start)
    {
        _nodes = nodes;
        _now = new Reign(0, 0, start, start);
    }

    public IReadOnlyList<Reign> Reigns => _reigns;

    public void Take(in ConsensusEvent item)
    {
        switch (item.Kind)
        {
            case ConsensusEventKind.RoleChanged when item.Role == ConsensusRole.Leader:
                _leaders[item.Node] = item.Term;
                break;
            case ConsensusEventKind.RoleChanged:
                _leaders.Remove(item.Node);
                break;
            case ConsensusEventKind.Crashed:
                _leaders.Remove(item.Node);
                _down.Add(item.Node);
                break;
            case ConsensusEventKind.Recovered:
                _down.Remove(item.Node);
                break;
            case ConsensusEventKind.Partitioned:
                _cuts.Add((item.Id, unchecked((ulong)item.Count)));
                break;
            case ConsensusEventKind.Healed when item.Id == 0:
                _cuts.Clear();
                break;
            case ConsensusEventKind.Healed:
                _cuts.Remove((item.Id, unchecked((ulong)item.Count)));
                break;
            default:
                return;
        }

        var (leader, term) = Serving();
        if (leader != _now.Leader || term != _now.Term)
        {
            Close(item.Time);
            _now = new Reign(leader, term, item.Time, item.Time);
        }
    }

    public void Finish(SimTime end) => Close(end);

    private void Close(SimTime time)
    {
        if (time > _now.From)
        {
            _reigns.Add(_now with { To = time });
        }
    }

    private (int Leader, long Term) Serving()
    {
        var best = (Leader: 0, Term: 0L);
        foreach (var (node, term) in _leaders)
        {
            if (term > best.Term && (2 * _nodes.Count(other => other == node || IsJoined(node, other))) > _nodes.Count)
            {
                best = (node, term);
            }
        }

        return best;
    }

    private bool IsJoined(int one, int other)
    {
        if (_down.Contains(other))
        {
            return false;
        }

        static bool Has(ulong set, int node) => node <= 64 && (set >> (node - 1) & 1) != 0;

        return !_cuts.Any(cut => (Has(cut.First, one) && Has(cut.Second, other)) || (Has(cut.First, other) && Has(cut.Second, one)));
    }
}
