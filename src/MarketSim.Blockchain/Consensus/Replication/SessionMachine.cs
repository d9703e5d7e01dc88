using System.Buffers.Binary;

namespace MarketSim.Blockchain;

/// <summary>A machine that executes each command of a client's session once, however often the log holds it.</summary>
/// <remarks>A client that got no answer sends its command again, so the log may hold it twice. The table of sessions is part of the
/// replicated state: every node skips the same copies, and a snapshot carries it. Source: Ongaro (2014), section 6.3.</remarks>
public sealed class SessionMachine : IReplicatedMachine
{
    private readonly IReplicatedMachine _inner;
    private readonly SessionTable _sessions = new();

    /// <summary>Guards a machine.</summary>
    /// <param name="inner">What executes the commands.</param>
    public SessionMachine(IReplicatedMachine inner)
        : this(inner, skipsTable: false)
    {
    }

    /// <summary>One that executes every copy, for tests of the checks that must notice it.</summary>
    internal SessionMachine(IReplicatedMachine inner, bool skipsTable)
    {
        ArgumentNullException.ThrowIfNull(inner);
        _inner = inner;
        SkipsTable = skipsTable;
    }

    /// <summary>How many copies it has skipped.</summary>
    public long Skipped { get; private set; }

    private bool SkipsTable { get; }

    /// <inheritdoc/>
    public ReadOnlyMemory<byte> Apply(LogEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        if (entry.Kind != LogEntryKind.Command)
        {
            return default;
        }

        if (entry.Session == 0 || SkipsTable)
        {
            return _inner.Apply(entry);
        }

        if (_sessions.TryFind(entry.Session, entry.Sequence, entry.Index, out var answer))
        {
            Skipped++;
            return answer;
        }

        answer = _inner.Apply(entry);
        _sessions.Add(entry.Session, entry.Sequence, entry.Index, answer);
        return answer;
    }

    /// <inheritdoc/>
    public ReadOnlyMemory<byte> Read(ReadOnlyMemory<byte> question) => _inner.Read(question);

    /// <inheritdoc/>
    public ReadOnlyMemory<byte> Save()
    {
        var sessions = _sessions.Save();
        var inner = _inner.Save();
        var state = new byte[4 + sessions.Length + inner.Length];
        BinaryPrimitives.WriteInt32LittleEndian(state, sessions.Length);
        sessions.CopyTo(state, 4);
        inner.Span.CopyTo(state.AsSpan(4 + sessions.Length));
        return state;
    }

    /// <inheritdoc/>
    public void Restore(ReadOnlyMemory<byte> state)
    {
        var length = state.Length < 4 ? -1 : BinaryPrimitives.ReadInt32LittleEndian(state.Span);
        if (length < 0 || length > state.Length - 4)
        {
            throw new FormatException(
                $"A state of {state.Length} bytes is not one that was saved: it begins with the length of its table of sessions.");
        }

        _sessions.Restore(state.Span.Slice(4, length));
        _inner.Restore(state[(4 + length)..]);
    }

    /// <inheritdoc/>
    public void Reset()
    {
        _sessions.Clear();
        _inner.Reset();
        Skipped = 0;
    }

    /// <inheritdoc/>
    public ulong ComputeHash() => _inner.ComputeHash();
}
