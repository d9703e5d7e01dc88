using MarketSim.Core;

namespace MarketSim.Blockchain;

/// <summary>A node of a story: the core, a disk that may be held, and a machine that remembers what it was told.</summary>
internal sealed class StoryNode(int id, ClusterConfiguration founders)
{
    private readonly Queue<ConsensusReady> _unwritten = new();
    private readonly List<LogEntry> _entries = [];
    private readonly StoryMachine _commands = new();
    private SessionMachine _machine = null!;
    private HardState _state;
    private LogSnapshot? _snapshot;

    public int Id => id;

    public RaftCore Core { get; private set; } = null!;

    public bool IsUp { get; private set; }

    public bool IsDiskHeld { get; set; }

    /// <summary>The commands that its machine has executed, and the snapshot's before them.</summary>
    public IReadOnlyList<string> Applied => _commands.Executed;

    /// <summary>Reads that were granted, by number.</summary>
    public SortedDictionary<ulong, long> Reads { get; } = [];

    public int Unwritten => _unwritten.Count;

    public ClusterConfiguration Founders { get; set; } = founders;

    /// <summary>Sets what is on the disk, as if the node had lived before.</summary>
    public void Furnish(Func<HardState, HardState>? state = null, IReadOnlyList<LogEntry>? entries = null, LogSnapshot? snapshot = null)
    {
        _state = state?.Invoke(_state) ?? _state;
        _snapshot = snapshot ?? _snapshot;
        if (entries is not null)
        {
            _entries.Clear();
            _entries.AddRange(entries);
        }
    }

    public void Start(RaftOptions options, int startNumber)
    {
        Core = OnDisk(options, startNumber);
        _machine = new SessionMachine(_commands, options.Flaw.HasFlag(RaftFlaw.SkipSessionTable));
        (IsUp, IsDiskHeld) = (true, false);
        _unwritten.Clear();
        Restore(_snapshot);
    }

    /// <summary>The node that would start from what its disk holds now.</summary>
    public RaftCore OnDisk(RaftOptions options, int startNumber)
        => new(id, options, new RaftRestored(_state, _snapshot, [.. _entries], Founders), new Rng(1, $"story node {id} start {startNumber}"));

    /// <summary>Stops without warning: what was not written is lost.</summary>
    /// <returns>How many entries.</returns>
    public int Crash()
    {
        var lost = _unwritten.Sum(r => r.Entries.Count);
        _unwritten.Clear();
        IsUp = false;
        return lost;
    }

    /// <summary>The commit index is written lazily, where the disk is not held: it may be forgotten.</summary>
    public void RememberCommit()
    {
        if (!IsDiskHeld)
        {
            _state = _state with { Commit = Core.Commit };
        }
    }

    public void Enqueue(ConsensusReady ready) => _unwritten.Enqueue(ready);

    /// <summary>The oldest write reaches the disk.</summary>
    /// <returns>What may be sent now.</returns>
    public IReadOnlyList<ConsensusMessage> WriteOne(RaftTrace? trace)
    {
        var ready = _unwritten.Dequeue();
        if (ready.Snapshot is { } snapshot)
        {
            _snapshot = snapshot;
            _entries.Clear();
            Restore(snapshot);
            Core.Applied(snapshot.Index);
        }

        if (ready.Entries.Count > 0)
        {
            _entries.RemoveAll(e => e.Index >= ready.Entries[0].Index);
            _entries.AddRange(ready.Entries);
        }

        _state = (ready.State ?? _state) with { Commit = Math.Max(_state.Commit, ready.State?.Commit ?? 0) };
        trace?.Written(Core, ready);
        Core.Persisted(ready);
        return ready.MessagesAfterSync;
    }

    /// <summary>Lets the machine execute an entry.</summary>
    /// <returns>Whether it did: a client's command that comes again is not executed again.</returns>
    public bool Apply(LogEntry entry)
    {
        var skipped = _machine.Skipped;
        _machine.Apply(entry);
        Core.Applied(entry.Index);
        return _machine.Skipped == skipped;
    }

    public LogSnapshot TakeSnapshot(long keep)
    {
        _snapshot = Core.TakeSnapshot(Core.AppliedIndex, _machine.Save(), keep);
        _entries.RemoveAll(e => e.Index < Core.FirstIndex);
        return _snapshot;
    }

    private void Restore(LogSnapshot? snapshot)
    {
        _machine.Reset();
        if (snapshot is { Data.Length: > 0 })
        {
            _machine.Restore(snapshot.Data);
        }
    }
}
