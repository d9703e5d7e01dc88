using System.Buffers.Binary;

namespace MarketSim.Blockchain;

/// <summary>The few messages of etcd's key-value service that we use, in the encoding of Protocol Buffers.</summary>
/// <remarks>Source: etcd 3.4, etcdserver/etcdserverpb/rpc.proto and mvcc/mvccpb/kv.proto; field numbers are theirs.</remarks>
internal sealed class EtcdWire
{
    private byte[] _bytes = new byte[256];
    private int _length;

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, _length);

    /// <summary>PutRequest: key 1, value 2.</summary>
    public static EtcdWire Put(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value) => new EtcdWire().Bytes(1, key).Bytes(2, value);

    /// <summary>TxnRequest: puts where there is no such key yet, else reads what is there.</summary>
    public static EtcdWire PutNew(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        // Compare: result EQUAL (0), target CREATE (1), key 3, create_revision 5 = 0. RequestOp: range 1, put 2.
        var compare = new EtcdWire().Number(2, 1).Bytes(3, key).Number(5, 0);
        var put = new EtcdWire().Bytes(2, Put(key, value).Written);
        var read = new EtcdWire().Bytes(1, new EtcdWire().Bytes(1, key).Written);
        return new EtcdWire().Bytes(1, compare.Written).Bytes(2, put.Written).Bytes(3, read.Written);
    }

    /// <summary>RangeRequest: key 1, range end 2, limit 3, sort order 5 (1 ascending, 2 descending).</summary>
    public static EtcdWire Range(ReadOnlySpan<byte> from, ReadOnlySpan<byte> to, int limit, bool isDescending)
        => new EtcdWire().Bytes(1, from).Bytes(2, to).Number(3, (ulong)limit).Number(5, isDescending ? 2UL : 1UL);

    /// <summary>DeleteRangeRequest: key 1, range end 2.</summary>
    public static EtcdWire Delete(ReadOnlySpan<byte> from, ReadOnlySpan<byte> to) => new EtcdWire().Bytes(1, from).Bytes(2, to);

    /// <summary>TxnResponse: succeeded 2, responses 3; of the read, ResponseOp's range 1.</summary>
    /// <param name="existing">The value that was there already.</param>
    public static bool ReadTxn(ReadOnlySpan<byte> message, out byte[] existing)
    {
        var (isDone, found) = (false, Array.Empty<byte>());
        while (Next(ref message, out var field, out var number, out var bytes))
        {
            isDone |= field == 2 && number == 1;
            if (field == 3 && Next(ref bytes, out var op, out _, out var range) && op == 1)
            {
                found = ReadRange(range).Select(kv => kv.Value).FirstOrDefault(found);
            }
        }

        existing = found;
        return isDone;
    }

    /// <summary>RangeResponse: kvs 2; of each KeyValue key 1 and value 5.</summary>
    public static List<(byte[] Key, byte[] Value)> ReadRange(ReadOnlySpan<byte> message)
    {
        var all = new List<(byte[], byte[])>();
        while (Next(ref message, out var field, out _, out var bytes))
        {
            if (field != 2)
            {
                continue;
            }

            var (key, value) = (Array.Empty<byte>(), Array.Empty<byte>());
            while (Next(ref bytes, out var inner, out _, out var content))
            {
                key = inner == 1 ? content.ToArray() : key;
                value = inner == 5 ? content.ToArray() : value;
            }

            all.Add((key, value));
        }

        return all;
    }

    /// <summary>The message as gRPC sends it: not compressed, its length in front.</summary>
    public byte[] ToGrpc()
    {
        var framed = new byte[5 + _length];
        BinaryPrimitives.WriteInt32BigEndian(framed.AsSpan(1), _length);
        Written.CopyTo(framed.AsSpan(5));
        return framed;
    }

    // The next field of a message: a number, or bytes. Others are passed over.
    private static bool Next(ref ReadOnlySpan<byte> message, out int field, out ulong number, out ReadOnlySpan<byte> bytes)
    {
        (field, number) = (0, 0);
        bytes = default;
        if (message.IsEmpty)
        {
            return false;
        }

        var tag = Varint(ref message);
        field = (int)(tag >> 3);
        switch (tag & 7)
        {
            case 0:
                number = Varint(ref message);
                return true;
            case 1:
                message = message[8..];
                return true;
            case 2:
                var length = (int)Varint(ref message);
                bytes = message[..length];
                message = message[length..];
                return true;
            case 5:
                message = message[4..];
                return true;
            default:
                throw new InvalidDataException("etcd's answer is not understood.");
        }
    }

    private static ulong Varint(ref ReadOnlySpan<byte> message)
    {
        var value = 0UL;
        for (var (shift, at) = (0, 0); ; shift += 7, at++)
        {
            value |= (ulong)(message[at] & 0x7F) << shift;
            if (message[at] < 0x80)
            {
                message = message[(at + 1)..];
                return value;
            }
        }
    }

    private EtcdWire Bytes(int field, ReadOnlySpan<byte> value)
    {
        Varint(((ulong)field << 3) | 2);
        Varint((ulong)value.Length);
        Room(value.Length);
        value.CopyTo(_bytes.AsSpan(_length));
        _length += value.Length;
        return this;
    }

    private EtcdWire Number(int field, ulong value)
    {
        Varint((ulong)field << 3);
        Varint(value);
        return this;
    }

    private void Varint(ulong value)
    {
        Room(10);
        for (; value >= 0x80; value >>= 7)
        {
            _bytes[_length++] = (byte)((value & 0x7F) | 0x80);
        }

        _bytes[_length++] = (byte)value;
    }

    private void Room(int count)
    {
        if (_length + count > _bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Max(2 * _bytes.Length, _length + count));
        }
    }
}
