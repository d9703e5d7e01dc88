using MarketSim.Core;

namespace MarketSim.Analysis;

/// <summary>What a cluster went through, read from its events: who was what, who led, what was cut, what was sent, what became final.
/// </summary>
public sealed class ConsensusHistory
{
    private readonly List<RoleSpan> _roles = [];
    private readonly List<CutSpan> _cuts = [];
    private readonly List<MessageFlight> _flights = [];
    private readonly List<Acknowledgement> _acknowledged = [];
    private readonly Dictionary<ulong, ConsensusEvent> _underWay = [];
    private readonly Dictionary<int, RoleSpan> _open = [];
    private readonly List<CutSpan> _openCuts = [];
    private readonly ReignFold _reigns;

    private ConsensusHistory(IReadOnlyList<ConsensusEvent> events)
    {
        Events = events;
        Nodes = [.. events.Where(e => e.Node > 0).Select(e => e.Node).Distinct().Order()];
        Start = events.Count == 0 ? SimTime.Zero : SimTime.Zero < events[0].Time ? SimTime.Zero : events[0].Time;
        End = events.Count == 0 ? SimTime.Zero : events[^1].Time;
        _reigns = new ReignFold(Nodes, Start);
        foreach (var item in events)
        {
            Take(item);
        }

        Finish();
    }

    /// <summary>What it was read from.</summary>
    public IReadOnlyList<ConsensusEvent> Events { get; }

    /// <summary>Nodes that something happened to, ascending, from 1.</summary>
    public IReadOnlyList<int> Nodes { get; }

    /// <summary>The beginning of the run, or the first event if that is earlier.</summary>
    public SimTime Start { get; }

    /// <summary>The last event.</summary>
    public SimTime End { get; }

    /// <summary>What each node was, in order of ending.</summary>
    public IReadOnlyList<RoleSpan> Roles => _roles;

    /// <summary>Who could commit, and when nobody could, from start to end without a hole.</summary>
    public IReadOnlyList<Reign> Reigns => _reigns.Reigns;

    /// <summary>Cut links, in order of ending.</summary>
    public IReadOnlyList<CutSpan> Cuts => _cuts;

    /// <summary>Messages, in order of arrival.</summary>
    public IReadOnlyList<MessageFlight> Flights => _flights;

    /// <summary>Commands that became final.</summary>
    public IReadOnlyList<Acknowledgement> Acknowledged => _acknowledged;

    /// <summary>How far any node knew the log to be committed.</summary>
    public long Committed { get; private set; }

    /// <summary>Acknowledged commands that are not in the committed log; anything but zero is a broken protocol.</summary>
    public long LostCount => _acknowledged.Count(a => a.Index > Committed);

    /// <summary>Commands that were waiting while nobody could commit.</summary>
    public long DelayedCount => _acknowledged.Count(a => Reigns.Any(
        r => r.Leader == 0 && a.Time > r.From && a.Time.Nanoseconds - a.Waited < r.To.Nanoseconds && r.From > Start));

    /// <summary>Reads events.</summary>
    /// <param name="events">In order of time.</param>
    public static ConsensusHistory Of(IReadOnlyList<ConsensusEvent> events)
    {
        ArgumentNullException.ThrowIfNull(events);
        return new ConsensusHistory(events);
    }

    private void Take(in ConsensusEvent item)
    {
        _reigns.Take(item);
        switch (item.Kind)
        {
            case ConsensusEventKind.RoleChanged:
                Change(item.Node, item.Time, item.Role, item.Term);
                break;
            case ConsensusEventKind.TermChanged:
                Change(item.Node, item.Time, _open.TryGetValue(item.Node, out var span) ? span.Role : ConsensusRole.Follower, item.Term);
                break;
            case ConsensusEventKind.Crashed:
                Change(item.Node, item.Time, ConsensusRole.Down, TermOf(item.Node), item.Count);
                break;
            case ConsensusEventKind.Recovered:
                Change(item.Node, item.Time, ConsensusRole.Follower, item.Term == 0 ? TermOf(item.Node) : item.Term);
                break;
            case ConsensusEventKind.Partitioned:
                _openCuts.Add(new CutSpan(item.Time, item.Time, item.Id, unchecked((ulong)item.Count), item.Flags == 1));
                break;
            case ConsensusEventKind.Healed:
                Heal(item);
                break;
            case ConsensusEventKind.Sent:
                _underWay[item.Id] = item;
                break;
            case ConsensusEventKind.Received or ConsensusEventKind.Lost:
                Land(item);
                break;
            case ConsensusEventKind.Acknowledged:
                _acknowledged.Add(new Acknowledgement(item.Time, item.Count, item.Index));
                break;
            case ConsensusEventKind.Committed:
                Committed = Math.Max(Committed, item.Index);
                break;
        }
    }

    private long TermOf(int node) => _open.TryGetValue(node, out var span) ? span.Term : 0;

    private void Change(int node, SimTime time, ConsensusRole role, long term, long lost = 0)
    {
        if (_open.TryGetValue(node, out var span))
        {
            // A term and a role that change at once are one change.
            if (span.Role == role && span.Term == term)
            {
                return;
            }

            Close(span, time);
        }
        else if (time > Start)
        {
            Close(new RoleSpan(node, Start, time, ConsensusRole.Follower, 0, 0), time);
        }

        _open[node] = new RoleSpan(node, time, time, role, term, lost);
    }

    private void Close(RoleSpan span, SimTime time)
    {
        if (time > span.From)
        {
            _roles.Add(span with { To = time });
        }
    }

    private void Heal(ConsensusEvent item)
    {
        bool Ends(CutSpan cut) => item.Id == 0 || (cut.First == item.Id && cut.Second == unchecked((ulong)item.Count));

        _cuts.AddRange(_openCuts.Where(Ends).Select(cut => cut with { To = item.Time }));
        _openCuts.RemoveAll(Ends);
    }

    private void Land(in ConsensusEvent item)
    {
        // A message that the network doubled arrives twice; the second time nobody waits for it any more.
        if (_underWay.Remove(item.Id, out var sent))
        {
            _flights.Add(new MessageFlight(
                sent.Message, sent.Node, sent.Peer, sent.Time, item.Time, item.Kind == ConsensusEventKind.Lost, sent.Flags == 1));
        }
    }

    private void Finish()
    {
        foreach (var node in Nodes)
        {
            Close(_open.TryGetValue(node, out var span) ? span : new RoleSpan(node, Start, End, ConsensusRole.Follower, 0, 0), End);
        }

        _cuts.AddRange(_openCuts.Select(cut => cut with { To = End }));
        _reigns.Finish(End);
    }
}
