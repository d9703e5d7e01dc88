namespace MarketSim.Blockchain;

/// <summary>What became of a client's command.</summary>
internal enum ReplyStatus : byte
{
    /// <summary>It is final, and was executed.</summary>
    Done = 0,

    /// <summary>It may or may not become final: ask again with the same session and sequence.</summary>
    AskAgain = 1,

    /// <summary>Too much is under way: ask again a little later.</summary>
    Busy = 2,

    /// <summary>It can never be taken.</summary>
    Refused = 3,
}

/// <summary>The answer to a command.</summary>
/// <param name="Request">The caller's own number for it.</param>
/// <param name="Leader">Who leads as far as the answering node knows, from 1; zero if nobody.</param>
/// <param name="Index">Its place in the log, where it is final.</param>
/// <param name="Result">What the machine answered.</param>
internal readonly record struct ClientReply(ulong Request, ReplyStatus Status, int Leader, long Index, ReadOnlyMemory<byte> Result);

/// <summary>What an operator may ask of a node. Numbers are the format's.</summary>
internal enum ControlKind : byte
{
    /// <summary>How do you do?</summary>
    Status = 1,

    /// <summary>Hear and tell nothing from and to these peers (a byte each).</summary>
    Cut = 2,

    /// <summary>Committed entries from a place on.</summary>
    Log = 3,

    /// <summary>End, in order.</summary>
    Stop = 4,
}

/// <summary>The frames between clients and nodes.</summary>
internal static class ClientFrames
{
    public const int Version = 1;

    /// <summary>A command's size is limited: a log is no place for files.</summary>
    public const int MostCommandBytes = 1 << 20;

    public static void WriteHello(FrameWriter writer, ulong cluster, int node)
        => writer.Begin(FrameKind.Hello).Int(Version).Ulong(cluster).Int(node).End();

    /// <summary>Reads a hello, its kind included.</summary>
    /// <returns>The node that calls; zero for a client.</returns>
    /// <exception cref="FormatException">It is none, or of another cluster or version.</exception>
    public static int ReadHello(ReadOnlySpan<byte> body, ulong cluster)
    {
        var reader = new FrameReader(body);
        if (reader.Byte() != (byte)FrameKind.Hello || reader.Int() != Version || reader.Ulong() != cluster)
        {
            throw new FormatException("The caller belongs to another cluster or speaks another version.");
        }

        var node = reader.Int();
        reader.End();
        return node;
    }

    public static void WriteRequest(FrameWriter writer, ulong request, in ClientCommand command)
        => writer.Begin(FrameKind.Request).Ulong(request).Ulong(command.Session).Ulong(command.Sequence)
            .Bytes(command.Data.Span).End();

    /// <summary>Reads what follows the kind.</summary>
    public static (ulong Request, ClientCommand Command) ReadRequest(ref FrameReader reader)
    {
        var (request, session, sequence) = (reader.Ulong(), reader.Ulong(), reader.Ulong());
        var data = reader.Bytes();
        reader.End();
        return data.Length <= MostCommandBytes
            ? (request, new ClientCommand(session, sequence, data.ToArray()))
            : throw new FormatException($"A command has {data.Length} bytes; up to {MostCommandBytes} are accepted.");
    }

    public static void WriteReply(FrameWriter writer, in ClientReply reply)
        => writer.Begin(FrameKind.Reply).Ulong(reply.Request).Byte((byte)reply.Status).Int(reply.Leader).Long(reply.Index)
            .Bytes(reply.Result.Span).End();

    /// <summary>Reads what follows the kind.</summary>
    public static ClientReply ReadReply(ref FrameReader reader)
    {
        var (request, status, leader, index) = (reader.Ulong(), reader.Byte(), reader.Int(), reader.Long());
        var result = reader.Bytes();
        reader.End();
        return status <= (byte)ReplyStatus.Refused
            ? new ClientReply(request, (ReplyStatus)status, leader, index, result.IsEmpty ? default : result.ToArray())
            : throw new FormatException($"A reply has the unknown status {status}.");
    }

    public static void WriteControl(FrameWriter writer, ulong request, ControlKind kind, ReadOnlySpan<byte> data)
        => writer.Begin(FrameKind.Control).Ulong(request).Byte((byte)kind).Bytes(data).End();

    public static void WriteControlReply(FrameWriter writer, ulong request, ReadOnlySpan<byte> data)
        => writer.Begin(FrameKind.ControlReply).Ulong(request).Bytes(data).End();
}
