using MarketSim.Core;

namespace MarketSim.Blockchain;

/// <summary>A node's disk in simulated time: it flushes in its own time, and a crash loses what was not flushed, or keeps any part of it
/// from the beginning.</summary>
public sealed class SimulatedDisk
{
    private readonly DiskOptions _options;
    private readonly Rng _random;
    private readonly List<ConsensusReady> _waiting = [];
    private readonly bool _splitsState;
    private bool _isVoteAtRisk;
    private List<LogEntry> _entries = [];
    private HardState _state;
    private LogSnapshot? _snapshot;
    private int _flushing;

    /// <summary>An empty disk.</summary>
    /// <param name="options">How it behaves.</param>
    /// <param name="random">Its stream of chance.</param>
    /// <param name="flaw">What is deliberately wrong with it.</param>
    public SimulatedDisk(DiskOptions options, Rng random, RaftFlaw flaw = RaftFlaw.None)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(random);
        (_options, _random, _splitsState) = (options, random, flaw.HasFlag(RaftFlaw.TermAndVoteNotAtomic));
    }

    /// <summary>How much longer a flush takes than usual; zero for a healthy disk.</summary>
    public SimDuration Slowness { get; set; }

    /// <summary>Whether the last recovery found damage in what had been flushed; such a disk must not be trusted.</summary>
    public bool IsDamaged { get; private set; }

    /// <summary>The last entry that is flushed.</summary>
    public long LastIndex => _entries.Count > 0 ? _entries[^1].Index : _snapshot?.Index ?? 0;

    /// <summary>Whether a flush is under way.</summary>
    public bool IsFlushing => _flushing > 0;

    /// <summary>The term of a flushed entry; -1 where there is none.</summary>
    public long TermAt(long index)
    {
        if (_snapshot?.Index == index)
        {
            return _snapshot.Term;
        }

        var place = _entries.Count == 0 ? -1 : index - _entries[0].Index;
        return place >= 0 && place < _entries.Count ? _entries[(int)place].Term : -1;
    }

    /// <summary>How far the flushed snapshot goes; zero for none.</summary>
    public long SnapshotIndex => _snapshot?.Index ?? 0;

    /// <summary>Takes work to write; it is not flushed yet.</summary>
    public void Write(ConsensusReady ready) => _waiting.Add(ready);

    /// <summary>Begins to flush all that waits.</summary>
    /// <returns>How long it takes; null if there is nothing to do, or a flush is under way.</returns>
    public SimDuration? BeginFlush()
    {
        if (IsFlushing || _waiting.Count == 0)
        {
            return null;
        }

        _flushing = _waiting.Count;
        var mustSync = _waiting.Exists(r => r.MustSync);
        if (!mustSync)
        {
            return SimDuration.Zero;
        }

        var jitter = _options.SyncJitter.Nanoseconds > 0 ? _random.Below(_options.SyncJitter.Nanoseconds) : 0;
        return _options.SyncTime + Slowness + SimDuration.FromNanoseconds(jitter);
    }

    /// <summary>The flush is done.</summary>
    /// <returns>What is durable now.</returns>
    public IReadOnlyList<ConsensusReady> EndFlush()
    {
        var done = _waiting.GetRange(0, _flushing);
        _waiting.RemoveRange(0, _flushing);
        _flushing = 0;

        // The flaw: a vote that is a record of its own reaches the disk with the next flush only.
        _isVoteAtRisk = _splitsState && done.Exists(r => r.State is not null);
        foreach (var ready in done)
        {
            Keep(ready);
        }

        return done;
    }

    /// <summary>Keeps a snapshot of the node's own, and forgets entries before a place.</summary>
    public void Keep(LogSnapshot snapshot, long firstKept)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        _snapshot = snapshot;
        _entries.RemoveAll(e => e.Index < firstKept);
    }

    /// <summary>The power goes. Of what waited any part may have reached the disk, from the beginning; a write that was torn counts as
    /// not written, for its checksum is wrong.</summary>
    /// <returns>How many entries are lost that the node had appended.</returns>
    public long Crash()
    {
        var before = _waiting.Sum(r => (long)r.Entries.Count);
        var kept = (int)_random.Below(_waiting.Count + 1);
        foreach (var ready in _waiting.Take(kept))
        {
            before -= ready.Entries.Count;
            Keep(ready);
        }

        if (kept < _waiting.Count)
        {
            before -= KeepPart(_waiting[kept]);
        }

        if (_isVoteAtRisk)
        {
            _state = _state with { Vote = 0 };
        }

        _waiting.Clear();
        (_flushing, _isVoteAtRisk) = (0, false);
        return Math.Max(0, before);
    }

    /// <summary>Flips a bit of a flushed entry, drawn evenly. The checksum tells when the node starts again.</summary>
    public void FlipBit() => IsDamaged = IsDamaged || _entries.Count > 0;

    /// <summary>What a node finds when it starts.</summary>
    /// <param name="nodes">How many nodes the cluster began with.</param>
    public RaftRestored Restore(int nodes) => new(_state, _snapshot, [.. _entries], ClusterConfiguration.Of(nodes));

    /// <summary>Term and vote as flushed.</summary>
    public HardState State => _state;

    /// <summary>The entries as flushed.</summary>
    public IReadOnlyList<LogEntry> Entries => _entries;

    // Term and vote are one record, which is whole or not there; entries of a torn write are there up to where it tore.
    private long KeepPart(ConsensusReady ready)
    {
        if (ready.State is null && ready.Snapshot is null && ready.Entries.Count > 1)
        {
            var count = (int)_random.Below(ready.Entries.Count);
            if (count > 0)
            {
                KeepEntries([.. ready.Entries.Take(count)]);
            }

            return count;
        }

        return 0;
    }

    private void Keep(ConsensusReady ready)
    {
        _state = ready.State ?? _state;
        if (ready.Snapshot is { } snapshot)
        {
            (_snapshot, _entries) = (snapshot, []);
        }

        if (ready.Entries.Count > 0)
        {
            KeepEntries(ready.Entries);
        }
    }

    private void KeepEntries(IReadOnlyList<LogEntry> entries)
    {
        if (_entries.Count > 0 && entries[0].Index <= _entries[^1].Index)
        {
            var from = (int)Math.Max(0, entries[0].Index - _entries[0].Index);
            _entries.RemoveRange(from, _entries.Count - from);
        }

        _entries.AddRange(entries);
    }
}
