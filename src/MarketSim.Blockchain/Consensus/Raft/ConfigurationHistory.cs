using System.Buffers.Binary;
using MarketSim.Core;

namespace MarketSim.Blockchain;

/// <summary>Who is in the cluster, as the log says: a configuration counts from the moment in which its entry is appended, committed or
/// not, and goes with it when it is cut off.</summary>
/// <remarks>Source: Ongaro and Ousterhout (2014), section 6.</remarks>
internal sealed class ConfigurationHistory
{
    private readonly List<(long Index, ClusterConfiguration Configuration)> _all = [];

    public ConfigurationHistory(long index, ClusterConfiguration first) => _all.Add((index, first));

    /// <summary>The one in force.</summary>
    public ClusterConfiguration Latest => _all[^1].Configuration;

    /// <summary>Where it was appended; zero for the one it started with.</summary>
    public long LatestIndex => _all[^1].Index;

    public void Add(LogEntry entry) => _all.Add((entry.Index, Decode(entry.Data.Span)));

    /// <summary>Forgets those at a place and after it.</summary>
    /// <returns>Whether the one in force changed.</returns>
    public bool CutFrom(long index)
    {
        var count = _all.Count;
        while (_all.Count > 1 && _all[^1].Index >= index)
        {
            _all.RemoveAt(_all.Count - 1);
        }

        return _all.Count != count;
    }

    /// <summary>Begins anew with that of a snapshot.</summary>
    public void Reset(long index, ClusterConfiguration configuration)
    {
        _all.Clear();
        _all.Add((index, configuration));
    }

    /// <summary>The one that was in force at a place.</summary>
    public ClusterConfiguration At(long index) => EntryAt(index).Configuration;

    /// <summary>The one that was in force at a place, and where it was appended.</summary>
    public (long Index, ClusterConfiguration Configuration) EntryAt(long index)
        => _all.FindLast(c => c.Index <= index) is { Configuration: not null } found ? found : _all[0];

    /// <summary>The one that was in force at a place, and those after it.</summary>
    public IEnumerable<ClusterConfiguration> Since(long index)
        => _all.Skip(Math.Max(0, _all.FindLastIndex(c => c.Index <= index))).Select(c => c.Configuration);

    /// <summary>Forgets what lies before the one in force at a place.</summary>
    public void CompactTo(long index)
    {
        while (_all.Count > 1 && _all[1].Index <= index)
        {
            _all.RemoveAt(0);
        }
    }

    public static byte[] Encode(ClusterConfiguration configuration)
    {
        IReadOnlyList<int>[] lists = [configuration.Voters, configuration.Outgoing, configuration.Learners];
        var bytes = new byte[(4 * (3 + lists.Sum(l => l.Count))) + (configuration.StaysJoint ? 1 : 0)];
        var at = 0;
        foreach (var list in lists)
        {
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(at), list.Count);
            at += 4;
            foreach (var node in list)
            {
                BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(at), node);
                at += 4;
            }
        }

        if (configuration.StaysJoint)
        {
            bytes[at] = 1;
        }

        return bytes;
    }

    public static ClusterConfiguration Decode(ReadOnlySpan<byte> bytes)
    {
        var lists = new int[3][];
        var at = 0;
        for (var i = 0; i < 3; i++)
        {
            Guard.That(at + 4 <= bytes.Length, "A configuration entry holds three lists");
            lists[i] = new int[BinaryPrimitives.ReadInt32LittleEndian(bytes[at..])];
            at += 4;
            for (var j = 0; j < lists[i].Length; j++, at += 4)
            {
                lists[i][j] = BinaryPrimitives.ReadInt32LittleEndian(bytes[at..]);
            }
        }

        return new ClusterConfiguration(lists[0], lists[1], lists[2]) { StaysJoint = at < bytes.Length && bytes[at] == 1 };
    }

    /// <summary>A set of nodes as bits; node 1 is bit 0.</summary>
    public static ulong Bits(IReadOnlyList<int> nodes)
    {
        var bits = 0UL;
        foreach (var node in nodes)
        {
            bits |= node <= 64 ? 1UL << (node - 1) : 0;
        }

        return bits;
    }
}
