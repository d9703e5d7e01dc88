namespace MarketSim.Blockchain;

/// <summary>Commands that a node has heard of and that are not final yet, in the order in which it heard of them.</summary>
internal sealed class StreamletPool
{
    private readonly Dictionary<(ulong Session, ulong Sequence), LinkedListNode<ClientCommand>> _places = [];
    private readonly LinkedList<ClientCommand> _commands = new();
    private readonly HashSet<(ulong Session, ulong Sequence)> _final = [];

    public void Add(in ClientCommand command)
    {
        var key = (command.Session, command.Sequence);
        if (command.Session != 0 && !_final.Contains(key) && !_places.ContainsKey(key))
        {
            _places.Add(key, _commands.AddLast(command));
        }
    }

    /// <summary>The oldest ones that are not already in a chain's blocks.</summary>
    public IReadOnlyList<ClientCommand> Take(int most, IReadOnlyList<StreamletBlock> chain)
    {
        var taken = chain.SelectMany(b => b.Commands).Select(c => (c.Session, c.Sequence)).ToHashSet();
        return [.. _commands.Where(c => !taken.Contains((c.Session, c.Sequence))).Take(most)];
    }

    public void Forget(IEnumerable<LogEntry> entries)
    {
        foreach (var entry in entries.Where(e => e.Kind == LogEntryKind.Command))
        {
            var key = (entry.Session, entry.Sequence);
            _final.Add(key);
            if (_places.Remove(key, out var place))
            {
                _commands.Remove(place);
            }
        }
    }
}
