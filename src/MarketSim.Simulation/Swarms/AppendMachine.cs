using System.Buffers.Binary;
using MarketSim.Blockchain;
using MarketSim.Core;

namespace MarketSim.Simulation;

/// <summary>A list to which commands append themselves: the simplest machine that shows every loss, repetition and change of order.
/// A command is answered with how many had been appended before it.</summary>
internal sealed class AppendMachine : IReplicatedMachine
{
    private readonly List<(ulong Session, ulong Sequence)> _list = [];
    private readonly HashSet<(ulong Session, ulong Sequence)> _known = [];
    private StateHash _hash;

    /// <summary>What was appended, in order.</summary>
    public IReadOnlyList<(ulong Session, ulong Sequence)> List => _list;

    /// <summary>The first command that was executed twice; null while there is none.</summary>
    public (ulong Session, ulong Sequence)? Doubled { get; private set; }

    public bool Has(ulong session, ulong sequence) => _known.Contains((session, sequence));

    public ReadOnlyMemory<byte> Apply(LogEntry entry)
    {
        var answer = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(answer, _list.Count);
        Add((entry.Session, entry.Sequence));
        return answer;
    }

    /// <summary>Whatever is asked: how many there are.</summary>
    public ReadOnlyMemory<byte> Read(ReadOnlyMemory<byte> question)
    {
        var answer = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(answer, _list.Count);
        return answer;
    }

    public ReadOnlyMemory<byte> Save()
    {
        var state = new byte[16 * _list.Count];
        for (var i = 0; i < _list.Count; i++)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(state.AsSpan(16 * i), _list[i].Session);
            BinaryPrimitives.WriteUInt64LittleEndian(state.AsSpan((16 * i) + 8), _list[i].Sequence);
        }

        return state;
    }

    public void Restore(ReadOnlyMemory<byte> state)
    {
        Reset();
        for (var at = state.Span; at.Length > 0; at = at[16..])
        {
            Add((BinaryPrimitives.ReadUInt64LittleEndian(at), BinaryPrimitives.ReadUInt64LittleEndian(at[8..])));
        }
    }

    public void Reset()
    {
        _list.Clear();
        _known.Clear();
        _hash = default;
        Doubled = null;
    }

    public ulong ComputeHash() => _hash.Value;

    private void Add((ulong Session, ulong Sequence) command)
    {
        _list.Add(command);
        _hash.Add(command.Session);
        _hash.Add(command.Sequence);
        if (!_known.Add(command))
        {
            Doubled ??= command;
        }
    }
}
