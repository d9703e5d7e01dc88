using System.Buffers.Binary;
using MarketSim.Core;

namespace MarketSim.Simulation;

/// <summary>Where an episode stands: its seed and what was done in it, for the rest follows from them.</summary>
/// <remarks>
/// Little-endian: the eight letters <c>MSIMENV1</c>, the setup's fingerprint, the base seed, the episode's number, the episode's
/// seed, the state's hash (64 bits each), the number of action values (32 bits), and these (32-bit floats).
/// <para>A simulated market is a web of agents with private state, chance streams and messages under way; copying it would oblige
/// every strategy, those of users included, to know how. Running it again obliges nobody and cannot miss anything.</para>
/// </remarks>
internal sealed record EnvironmentSnapshot(
    ulong Fingerprint, ulong BaseSeed, long Episode, ulong Seed, ulong StateHash, List<float> Actions)
{
    private const int HeaderLength = 8 + (5 * 8) + 4;

    private static ReadOnlySpan<byte> Magic => "MSIMENV1"u8;

    public static EnvironmentSnapshot Of(MarketEnvironment environment) => new(
        environment.Setup.Fingerprint(), environment.BaseSeed, environment.Episode, environment.Seed, environment.StateHash(),
        [.. environment.Actions]);

    public static EnvironmentSnapshot Parse(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < HeaderLength || !bytes[..8].SequenceEqual(Magic)
            || bytes.Length - HeaderLength != 4L * BinaryPrimitives.ReadInt32LittleEndian(bytes[(HeaderLength - 4)..]))
        {
            throw new ArgumentException("These bytes are no snapshot; accepted is what an environment's snapshot gave.");
        }

        ulong Word(ReadOnlySpan<byte> all, int index) => BinaryPrimitives.ReadUInt64LittleEndian(all[(8 + (8 * index))..]);

        var actions = new List<float>();
        for (var place = HeaderLength; place < bytes.Length; place += 4)
        {
            actions.Add(BinaryPrimitives.ReadSingleLittleEndian(bytes[place..]));
        }

        return new EnvironmentSnapshot(
            Word(bytes, 0), Word(bytes, 1), BinaryPrimitives.ReadInt64LittleEndian(bytes[24..]), Word(bytes, 3), Word(bytes, 4), actions);
    }

    public byte[] ToBytes()
    {
        var bytes = new byte[HeaderLength + (4 * Actions.Count)];
        Magic.CopyTo(bytes);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(8), Fingerprint);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(16), BaseSeed);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(24), Episode);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(32), Seed);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(40), StateHash);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(48), Actions.Count);
        for (var i = 0; i < Actions.Count; i++)
        {
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(HeaderLength + (4 * i)), Actions[i]);
        }

        return bytes;
    }

    /// <summary>Whether an environment can be brought to it.</summary>
    /// <exception cref="ArgumentException">It was taken of an environment with another setup.</exception>
    public void CheckFits(MarketEnvironment environment)
    {
        if (Fingerprint != environment.Setup.Fingerprint() || Actions.Count % environment.ActionWidth != 0)
        {
            throw new ArgumentException(
                "This snapshot was taken of an environment with another market, other learners or other settings; accepted is one of the same.");
        }
    }
}
