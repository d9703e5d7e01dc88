using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace MarketSim.Core;

/// <summary>A neutral order-flow file ("LOBFLOW1"), by which matching engines are compared: a header of 64
/// bytes and records of 32, little-endian.</summary>
public sealed class OrderFlowFile
{
    private const int HeaderSize = 64;
    private const int ReadSize = 1 << 26;

    private OrderFlowFile(OrderFlowRecord[] records, ReadOnlySpan<byte> header)
    {
        Records = records;
        Symbols = (int)BinaryPrimitives.ReadUInt32LittleEndian(header[24..]);
        Prefill = (int)BinaryPrimitives.ReadUInt32LittleEndian(header[36..]);
        Seed = BinaryPrimitives.ReadUInt64LittleEndian(header[40..]);
        PeakLiveOrders = (long)BinaryPrimitives.ReadUInt64LittleEndian(header[56..]);
    }

    /// <summary>All commands, the starting book's first.</summary>
    public OrderFlowRecord[] Records { get; }

    /// <summary>How many books they address.</summary>
    public int Symbols { get; }

    /// <summary>How many of the first commands only build the starting book.</summary>
    public int Prefill { get; }

    /// <summary>The generator's seed.</summary>
    public ulong Seed { get; }

    /// <summary>The most orders that rest at one time, over all books; as the file says, unchecked.</summary>
    public long PeakLiveOrders { get; }

    /// <summary>Reads a whole file and checks every record.</summary>
    /// <exception cref="InvalidDataException">It is not such a file, or a record is impossible; the message
    /// says what and where.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static OrderFlowFile Load(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        Span<byte> header = stackalloc byte[HeaderSize];
        if (file.ReadAtLeast(header, HeaderSize, throwOnEndOfStream: false) < HeaderSize
            || !header.StartsWith("LOBFLOW1"u8))
        {
            throw new InvalidDataException(
                $"'{path}' is not an order-flow file: it does not begin with LOBFLOW1 and a header of 64 bytes.");
        }

        var count = CheckHeader(path, header, file.Length);
        var records = GC.AllocateUninitializedArray<OrderFlowRecord>(count);
        var bytes = MemoryMarshal.AsBytes(records.AsSpan());
        for (var done = 0; done < bytes.Length;)
        {
            var part = bytes[done..Math.Min(bytes.Length, done + ReadSize)];
            file.ReadExactly(part);
            done += part.Length;
        }

        if (!BitConverter.IsLittleEndian)
        {
            SwapBytes(records);
        }

        var flow = new OrderFlowFile(records, header);
        flow.CheckRecords(path);
        return flow;
    }

    private static int CheckHeader(string path, ReadOnlySpan<byte> header, long length)
    {
        var version = BinaryPrimitives.ReadUInt32LittleEndian(header[8..]);
        var recordSize = BinaryPrimitives.ReadUInt32LittleEndian(header[12..]);
        var count = BinaryPrimitives.ReadUInt64LittleEndian(header[16..]);
        var symbols = BinaryPrimitives.ReadUInt32LittleEndian(header[24..]);
        var prefill = BinaryPrimitives.ReadUInt32LittleEndian(header[36..]);
        if (version != 1 || recordSize != OrderFlowRecord.Size)
        {
            throw new InvalidDataException(
                $"'{path}' has version {version} and records of {recordSize} bytes; "
                + "version 1 with records of 32 bytes can be read.");
        }

        // Array.MaxLength counts bytes of the span over the records, which is what limits us: 64 million
        // commands.
        if (count > int.MaxValue / OrderFlowRecord.Size)
        {
            throw new InvalidDataException(
                $"'{path}' announces {count} commands; at most {int.MaxValue / OrderFlowRecord.Size} can be read.");
        }

        var expected = HeaderSize + ((long)count * OrderFlowRecord.Size);
        if (length != expected)
        {
            throw new InvalidDataException(
                $"'{path}' announces {count} commands, which make {expected} bytes, but has {length}: "
                + "it is cut short or damaged.");
        }

        if (symbols is 0 or > 65_536 || prefill > count)
        {
            throw new InvalidDataException(
                $"'{path}' announces {symbols} symbols and {prefill} of {count} commands as its starting book; "
                + "1 to 65536 symbols and no more than all commands are possible.");
        }

        return (int)count;
    }

    private void CheckRecords(string path)
    {
        for (var i = 0; i < Records.Length; i++)
        {
            ref readonly var record = ref Records[i];
            var enters = record.Type is not (OrderFlowType.Cancel or OrderFlowType.Reduce);
            var prices = enters && record.Type != OrderFlowType.Market;
            if (record.Type is < OrderFlowType.Add or > OrderFlowType.ImmediateOrCancel
                || record.Side > Side.Sell
                || record.Symbol >= Symbols
                || record.Order == 0
                || (enters && record.Quantity == 0)
                || (record.Type == OrderFlowType.Replace && record.NewOrder == 0)
                || (prices && record.Price is < -(1L << 62) or > 1L << 62))
            {
                throw new InvalidDataException(
                    $"'{path}': command {i} (byte {HeaderSize + ((long)i * OrderFlowRecord.Size)}) is impossible: "
                    + $"type {(int)record.Type} (1 to 6), side {(int)record.Side} (0 or 1), "
                    + $"symbol {record.Symbol} (below {Symbols}), quantity {record.Quantity}, order {record.Order}, "
                    + $"price {record.Price}, new order {record.NewOrder}.");
            }
        }
    }

    private static void SwapBytes(OrderFlowRecord[] records)
    {
        foreach (ref var record in records.AsSpan())
        {
            record.Symbol = BinaryPrimitives.ReverseEndianness(record.Symbol);
            record.Quantity = BinaryPrimitives.ReverseEndianness(record.Quantity);
            record.Order = BinaryPrimitives.ReverseEndianness(record.Order);
            record.Price = BinaryPrimitives.ReverseEndianness(record.Price);
            record.NewOrder = BinaryPrimitives.ReverseEndianness(record.NewOrder);
        }
    }
}
