using MarketSim.Blockchain;

namespace MarketSim.Tests.Integration;

/// <summary>A command of a client that had no other under way. Times are microseconds since 1970.</summary>
/// <param name="Text">The command; no other contains it.</param>
internal sealed record TracedRequest(string Text, long Sent, long Answered);

/// <summary>What the system calls of a cluster's nodes say about the order of flushes and acknowledgements.</summary>
/// <remarks>Connections are encrypted, logs are not: when an entry was written is read off its own bytes. What a follower sends its
/// leader is a promise or an answer to a heartbeat, and these differ in length: 59 bytes and 42, of which several may travel together.
/// What a promise is about is not seen: so a follower is judged only by entries that came when it had promised all earlier ones.
/// </remarks>
internal sealed class FlushOrder(IReadOnlyDictionary<int, SystemCall[]> nodes, IReadOnlyList<int> ports, int leader)
{
    // Of a record of TLS 1.3: header, kind, and tag.
    private const int RecordBytes = 5 + 1 + 16;

    /// <summary>Bytes on the wire of an answer to a heartbeat: the one message that may leave a follower during a flush.</summary>
    public static int HeartbeatReplyBytes { get; } = BytesOf(new HeartbeatReply(2, 1, 1, 1));

    /// <summary>Bytes on the wire of a follower's promise.</summary>
    public static int PromiseBytes { get; } = BytesOf(new AppendReply(2, 1, 1, IsAccepted: true, 1, 0, 0));

    /// <summary>Promises and answers that were found behind their flush.</summary>
    public int Proven { get; private set; }

    /// <summary>Looks at a command; every sentence tells of an acknowledgement that did not wait.</summary>
    public IEnumerable<string> Check(TracedRequest request)
    {
        SystemCall[] answers = [.. nodes[leader].Where(c => IsSend(c) && c.On.StartsWith($"TCP:[127.0.0.1:{ports[leader - 1]}->", StringComparison.Ordinal)
            && c.Start >= request.Sent && c.Start <= request.Answered)];
        if (answers.Length != 1)
        {
            yield return $"'{request.Text}': the leader sent {answers.Length} answers to its client";
            yield break;
        }

        var durable = 0;
        foreach (var node in nodes.Keys.Order())
        {
            var write = nodes[node].FirstOrDefault(c => IsWrite(c) && c.Data.Contains(request.Text, StringComparison.Ordinal));
            var flush = write is null ? null : FlushOf(node, write);
            durable += flush?.End <= answers[0].Start ? 1 : 0;
            if (node == leader)
            {
                if (flush is null || flush.End > answers[0].Start)
                {
                    yield return $"'{request.Text}': the leader's answer does not follow its own flush";
                }
            }
            else if (write is not null && HadPromisedAll(node, write))
            {
                var problem = Promise(node, request, write, flush);
                Proven += problem is null ? 1 : 0;
                if (problem is not null)
                {
                    yield return problem;
                }
            }
        }

        if (durable <= nodes.Count / 2)
        {
            yield return $"'{request.Text}': {durable} of {nodes.Count} nodes had flushed it when the client was told that it is final";
        }
        else
        {
            Proven++;
        }
    }

    private string? Promise(int node, TracedRequest request, SystemCall write, SystemCall? flush)
    {
        var sent = Promises(node).FirstOrDefault(c => c.Start >= write.Start);
        return flush is null ? $"'{request.Text}': node {node} wrote it and did not flush it"
            : sent?.Start < flush.End ? $"'{request.Text}': node {node} sent {sent.Result} bytes to the leader before its flush ended"
            : null;
    }

    // A slow disk's thread may write an entry while the promise of the one before is on its way to the leader.
    private bool HadPromisedAll(int node, SystemCall write)
    {
        var earlier = nodes[node].LastOrDefault(c => IsWrite(c) && c.End <= write.Start);
        var flush = earlier is null ? null : FlushOf(node, earlier);
        return earlier is null || (flush is not null && Promises(node).Any(c => c.Start >= flush.End && c.End <= write.Start));
    }

    private IEnumerable<SystemCall> Promises(int node) => nodes[node].Where(c => IsSend(c)
        && (c.Result - RecordBytes) % (HeartbeatReplyBytes - RecordBytes) != 0
        && c.On.EndsWith($"->127.0.0.1:{ports[leader - 1]}]", StringComparison.Ordinal));

    private SystemCall? FlushOf(int node, SystemCall write) => nodes[node].FirstOrDefault(
        c => c is { Name: "fdatasync" or "fsync", Result: 0 } && c.On == write.On && c.Start >= write.End);

    private static bool IsSend(SystemCall call) => call.Name is "sendto" or "sendmsg" or "write" or "writev" && call.On.StartsWith("TCP:", StringComparison.Ordinal);

    private static bool IsWrite(SystemCall call) => call.Name is "pwrite64" or "pwritev" or "write" && call.On.Contains("/wal-", StringComparison.Ordinal);

    private static int BytesOf(RaftMessage message)
    {
        var writer = new FrameWriter();
        writer.Begin(FrameKind.Message).Ulong(1);
        RaftMessageCodec.Write(writer, message);
        writer.End();
        return writer.Length + RecordBytes;
    }
}
