using System.Buffers.Binary;
using MarketSim.Core;

namespace MarketSim.Blockchain;

/// <summary>Keeps no more of the commands than how many there were and a fingerprint of them all in order.</summary>
internal sealed class LogMachine : IReplicatedMachine
{
    private long _count;
    private ulong _hash;

    public ReadOnlyMemory<byte> Apply(LogEntry entry)
    {
        var hash = default(StateHash);
        hash.Add(_hash, entry.Session, entry.Sequence, Checksum.Of(entry.Data.Span));
        _hash = hash.Value;
        _count++;
        return default;
    }

    public ReadOnlyMemory<byte> Save()
    {
        var state = new byte[16];
        BinaryPrimitives.WriteInt64LittleEndian(state, _count);
        BinaryPrimitives.WriteUInt64LittleEndian(state.AsSpan(8), _hash);
        return state;
    }

    public void Restore(ReadOnlyMemory<byte> state)
    {
        _count = BinaryPrimitives.ReadInt64LittleEndian(state.Span);
        _hash = BinaryPrimitives.ReadUInt64LittleEndian(state.Span[8..]);
    }

    public void Reset() => (_count, _hash) = (0, 0);

    public ulong ComputeHash()
    {
        var hash = default(StateHash);
        hash.Add(unchecked((ulong)_count));
        hash.Add(_hash);
        return hash.Value;
    }
}
