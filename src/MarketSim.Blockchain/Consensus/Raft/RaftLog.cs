using MarketSim.Core;

namespace MarketSim.Blockchain;

/// <summary>A node's log in memory: what follows the last place that was thrown away.</summary>
internal sealed class RaftLog
{
    private readonly List<LogEntry> _entries = [];

    /// <summary>The last place that is no longer kept; its term is.</summary>
    public long Base { get; private set; }

    /// <summary>The term at <see cref="Base"/>.</summary>
    public long BaseTerm { get; private set; }

    public long LastIndex => Base + _entries.Count;

    public long LastTerm => _entries.Count > 0 ? _entries[^1].Term : BaseTerm;

    public LogEntry this[long index] => _entries[(int)(index - Base - 1)];

    /// <summary>The term at a place.</summary>
    /// <returns>-1 where the log has no such place, or no longer.</returns>
    public long TermAt(long index)
        => index == Base ? BaseTerm : index > Base && index <= LastIndex ? _entries[(int)(index - Base - 1)].Term : -1;

    public void Append(LogEntry entry)
    {
        Guard.That(entry.Index == LastIndex + 1, "A log has no holes");
        _entries.Add(entry);
    }

    /// <summary>Throws away a place and all after it.</summary>
    public void CutFrom(long index) => _entries.RemoveRange((int)(index - Base - 1), (int)(LastIndex - index + 1));

    /// <summary>Throws away everything up to a place that it has.</summary>
    public void CompactTo(long index)
    {
        if (index > Base)
        {
            var term = TermAt(index);
            _entries.RemoveRange(0, (int)(index - Base));
            (Base, BaseTerm) = (index, term);
        }
    }

    /// <summary>Begins anew after a place.</summary>
    public void Reset(long index, long term)
    {
        _entries.Clear();
        (Base, BaseTerm) = (index, term);
    }

    /// <summary>Entries from a place on.</summary>
    /// <param name="most">How many at most.</param>
    public IReadOnlyList<LogEntry> From(long index, long most)
    {
        var count = (int)Math.Min(most, LastIndex - index + 1);
        return count <= 0 ? [] : _entries.GetRange((int)(index - Base - 1), count);
    }

    /// <summary>Entries from a place on that fit into a message; one always does.</summary>
    public IReadOnlyList<LogEntry> From(long index, long most, long mostBytes)
    {
        var last = Math.Min(LastIndex, index + most - 1);
        var bytes = 0L;
        for (var at = index; at <= last; at++)
        {
            bytes += this[at].Data.Length;
            if (bytes > mostBytes && at > index)
            {
                last = at - 1;
            }
        }

        return From(index, last - index + 1);
    }

    /// <summary>The last place at or before one whose term is not above a given one: where two logs may agree.</summary>
    public long LastNotAbove(long index, long term)
    {
        index = Math.Min(index, LastIndex);
        while (index > Base && TermAt(index) > term)
        {
            index--;
        }

        return index;
    }

    public bool IsUpToDate(long lastIndex, long lastTerm) => lastTerm > LastTerm || (lastTerm == LastTerm && lastIndex >= LastIndex);
}
