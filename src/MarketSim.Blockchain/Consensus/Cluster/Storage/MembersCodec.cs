using System.Buffers.Binary;

namespace MarketSim.Blockchain;

/// <summary>The members of a cluster as bytes: voters, outgoing voters, learners; each a count and ids, as 32-bit numbers.</summary>
internal static class MembersCodec
{
    public static byte[] Write(ClusterConfiguration members)
    {
        var lists = (IReadOnlyList<int>[])[members.Voters, members.Outgoing, members.Learners];
        var bytes = new byte[4 * lists.Sum(l => l.Count + 1)];
        var at = 0;
        foreach (var list in lists)
        {
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(at), list.Count);
            at += 4;
            foreach (var id in list)
            {
                BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(at), id);
                at += 4;
            }
        }

        return bytes;
    }

    /// <exception cref="FormatException">They are not such bytes.</exception>
    public static ClusterConfiguration Read(ReadOnlySpan<byte> bytes)
    {
        var lists = new int[3][];
        var at = 0;
        for (var i = 0; i < lists.Length; i++)
        {
            var count = at <= bytes.Length - 4 ? BinaryPrimitives.ReadInt32LittleEndian(bytes[at..]) : -1;
            if (count < 0 || count > (bytes.Length - at - 4) / 4)
            {
                throw new FormatException("The list of a cluster's members ends too early.");
            }

            lists[i] = new int[count];
            for (var j = 0; j < count; j++)
            {
                lists[i][j] = BinaryPrimitives.ReadInt32LittleEndian(bytes[(at + 4 + (4 * j))..]);
            }

            at += 4 + (4 * count);
        }

        return at == bytes.Length
            ? new ClusterConfiguration(lists[0], lists[1], lists[2])
            : throw new FormatException("The list of a cluster's members is longer than it says.");
    }
}
