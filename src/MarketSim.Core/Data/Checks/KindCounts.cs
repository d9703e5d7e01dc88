namespace MarketSim.Core;

/// <summary>How many messages of each kind there were.</summary>
public sealed class KindCounts
{
    private readonly long[] _counts = new long[(int)RecordedKind.Quote + 1];

    /// <summary>All together.</summary>
    public long Total { get; private set; }

    /// <summary>Of one kind.</summary>
    public long this[RecordedKind kind] => _counts[(int)kind];

    /// <summary>Counts one.</summary>
    public void Add(RecordedKind kind)
    {
        _counts[(int)kind]++;
        Total++;
    }
}
