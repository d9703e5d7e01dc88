using System.Buffers.Binary;
using MarketSim.Core;

namespace MarketSim.Tests.Unit;

/// <summary>Order-flow files for tests: random commands, and the bytes of a file.</summary>
internal static class SomeOrderFlow
{
    /// <summary>A random flow whose ids count up, with late cancellations among them.</summary>
    public static OrderFlowRecord[] Commands(ulong seed, int count, int symbols = 1)
    {
        var random = new Rng(seed, "order flow");
        var commands = new OrderFlowRecord[count];
        var next = 1UL;
        for (var i = 0; i < count; i++)
        {
            var type = (OrderFlowType)Math.Max(1, random.Between(-6, 6));
            var old = type is OrderFlowType.Cancel or OrderFlowType.Reduce or OrderFlowType.Replace;
            var side = (Side)random.Below(2);
            commands[i] = new OrderFlowRecord
            {
                Type = type, Side = side, Symbol = (ushort)random.Below(symbols), Quantity = (uint)random.Between(1, 300),
                Order = old ? (ulong)random.Between(1, (long)next) : next++,
                Price = 1_000 - (side.Sign() * random.Between(-2, 30)),
                NewOrder = type == OrderFlowType.Replace ? next++ : 0,
            };
        }

        return commands;
    }

    /// <summary>The bytes of a file with these commands.</summary>
    public static byte[] File(OrderFlowRecord[] commands, int symbols = 1, int prefill = 0)
    {
        var bytes = new byte[64 + (commands.Length * OrderFlowRecord.Size)];
        "LOBFLOW1"u8.CopyTo(bytes);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(8), 1);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(12), OrderFlowRecord.Size);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(16), (ulong)commands.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(24), (uint)symbols);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(36), (uint)prefill);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(40), 7);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(56), 500);
        for (var i = 0; i < commands.Length; i++)
        {
            var record = bytes.AsSpan(64 + (i * OrderFlowRecord.Size));
            record[0] = (byte)commands[i].Type;
            record[1] = (byte)commands[i].Side;
            BinaryPrimitives.WriteUInt16LittleEndian(record[2..], commands[i].Symbol);
            BinaryPrimitives.WriteUInt32LittleEndian(record[4..], commands[i].Quantity);
            BinaryPrimitives.WriteUInt64LittleEndian(record[8..], commands[i].Order);
            BinaryPrimitives.WriteInt64LittleEndian(record[16..], commands[i].Price);
            BinaryPrimitives.WriteUInt64LittleEndian(record[24..], commands[i].NewOrder);
        }

        return bytes;
    }

    /// <summary>Runs something on a file with these bytes, which is gone afterwards.</summary>
    public static T With<T>(byte[] bytes, Func<string, T> use)
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".bin");
        try
        {
            System.IO.File.WriteAllBytes(path, bytes);
            return use(path);
        }
        finally
        {
            System.IO.File.Delete(path);
        }
    }
}
