using MarketSim.Blockchain;
using MarketSim.Core;

namespace MarketSim.Tests.Unit;

[Trait("Area", "consensus")]
public sealed class WireTests
{
    public static TheoryData<ConsensusMessage> Messages =>
    [
        new VoteRequest(1, 2, 7, 11, 6, IsPre: false, IsTransfer: true),
        new VoteRequest(1, 2, 7, 11, 6, IsPre: true, IsTransfer: false),
        new VoteReply(2, 1, 7, IsPre: true, IsGranted: true),
        new VoteReply(2, 1, 7, IsPre: false, IsGranted: false),
        new AppendRequest(3, 1, 7, 4, 6, LogFolder.Entries(5, 9, term: 7), 3),
        new AppendRequest(3, 1, 7, 0, 0, [], 0),
        new AppendReply(1, 3, 7, IsAccepted: true, 9, 0, 0),
        new AppendReply(1, 3, 7, IsAccepted: false, 9, 4, 2),
        new Heartbeat(3, 1, 7, 5, 12),
        new HeartbeatReply(1, 3, 7, 12),
        new SnapshotRequest(3, 1, 7, new LogSnapshot(4, 6, new ClusterConfiguration([1, 2, 3], [1], [4]), new byte[] { 1, 2, 3 })),
        new TimeoutNow(1, 2, 7),
        new ReadIndexRequest(2, 1, 7, ulong.MaxValue),
        new ReadIndexReply(1, 2, 7, ulong.MaxValue, 8),
    ];

    [Theory]
    [MemberData(nameof(Messages))]
    public void EveryMessageArrivesAsItWasSent(ConsensusMessage message)
    {
        var bytes = Encode(message);
        var reader = new FrameReader(bytes);
        var read = RaftMessageCodec.Read(ref reader);
        reader.End();

        Assert.Equal(message.GetType(), read.GetType());
        Assert.Equal(bytes, Encode(read));
        Assert.Equal((message.Kind, message.From, message.To, message.Term), (read.Kind, read.From, read.To, read.Term));
    }

    [Theory]
    [MemberData(nameof(Messages))]
    public void WhateverTheBytesAMessageIsReadOrRefused(ConsensusMessage message)
    {
        var original = Encode(message);
        for (var seed = 0ul; seed < (ulong)Effort.Cases(500, nightly: 50_000); seed++)
        {
            var random = new Rng(seed, "wire");
            var bytes = original.ToArray();
            for (var flips = random.Between(1, 4); flips > 0; flips--)
            {
                bytes[random.Below(bytes.Length)] = (byte)random.Below(256);
            }

            var cut = bytes.AsSpan(0, (int)random.Between(0, bytes.Length));
            AssertReadOrRefused(random.Chance(0.5) ? bytes : cut, seed);
        }
    }

    [Fact]
    public void AFrameThatWasChangedOnItsWayIsNotTaken()
    {
        var writer = new FrameWriter();
        ClientFrames.WriteRequest(writer, 9, new ClientCommand(1, 2, new byte[] { 1, 2, 3 }));
        var whole = writer.Written.ToArray();
        for (var at = 0; at < whole.Length * 8; at++)
        {
            var bytes = whole.ToArray();
            bytes[at / 8] ^= (byte)(1 << (at % 8));
            var cutter = new FrameCutter();
            bytes.CopyTo(cutter.Free);
            cutter.Added(bytes.Length);
            try
            {
                // A length that announces more than there is waits for it in vain; anything else is noticed.
                Assert.False(cutter.TryTake(out _), $"bit {at}");
            }
            catch (FormatException)
            {
                continue;
            }

            Assert.True(at < 32, $"bit {at}");
        }
    }

    [Fact]
    public void FramesAreFoundHoweverTheirBytesArrive()
    {
        var writer = new FrameWriter();
        for (var i = 0; i < 200; i++)
        {
            ClientFrames.WriteRequest(writer, (ulong)i, new ClientCommand(1, (ulong)i, new byte[i * 50]));
        }

        var (cutter, random, next, left) = (new FrameCutter(), new Rng(5, "pieces"), 0, writer.Written.ToArray().AsMemory());
        while (left.Length > 0)
        {
            var free = cutter.Free;
            var count = (int)Math.Min(Math.Min(left.Length, free.Length), random.Between(1, 9_000));
            left.Span[..count].CopyTo(free);
            cutter.Added(count);
            left = left[count..];
            while (cutter.TryTake(out var body))
            {
                var reader = new FrameReader(body);
                Assert.Equal((byte)FrameKind.Request, reader.Byte());
                var (request, command) = ClientFrames.ReadRequest(ref reader);
                Assert.Equal(((ulong)next, next * 50), (request, command.Data.Length));
                next++;
            }
        }

        Assert.Equal(200, next);
    }

    [Fact]
    public void AppendsThatContinueEachOtherBecomeOneAndOnlyTheFarthestPromiseGoes()
    {
        IReadOnlyList<ConsensusMessage> merged = Merging.Merge(
        [
            new AppendRequest(1, 2, 3, 4, 2, LogFolder.Entries(5, 5, term: 3), 4), new AppendRequest(1, 3, 3, 4, 2, LogFolder.Entries(5, 5, term: 3), 4),
            new AppendRequest(1, 2, 3, 5, 3, LogFolder.Entries(6, 7, term: 3), 5), new Heartbeat(1, 2, 3, 0, 0),
            new AppendRequest(1, 2, 3, 7, 3, LogFolder.Entries(8, 8, term: 3), 5),
        ]);
        Assert.Equal(4, merged.Count);
        var first = Assert.IsType<AppendRequest>(merged[0]);
        Assert.Equal((4, 2, 5), (first.PreviousIndex, first.PreviousTerm, first.Commit));
        Assert.Equal([5, 6, 7], first.Entries.Select(e => e.Index));
        Assert.IsType<Heartbeat>(merged[2]);

        merged = Merging.Merge([new AppendReply(2, 1, 3, true, 7, 0, 0), new AppendReply(2, 1, 3, true, 9, 0, 0), new AppendReply(2, 1, 3, true, 8, 0, 0)]);
        Assert.Equal(new AppendReply(2, 1, 3, true, 9, 0, 0), Assert.Single(merged));

        // A gap, or another term, keeps them apart; a refusal is never swallowed.
        Assert.Equal(2, Merging.Merge([new AppendRequest(1, 2, 3, 4, 2, [], 4), new AppendRequest(1, 2, 3, 5, 3, [], 4)]).Count);
        Assert.Equal(2, Merging.Merge([new AppendReply(2, 1, 3, false, 7, 0, 0), new AppendReply(2, 1, 3, true, 9, 0, 0)]).Count);
    }

    private static byte[] Encode(ConsensusMessage message)
    {
        var writer = new FrameWriter();
        RaftMessageCodec.Write(writer, message);
        return writer.Written.ToArray();
    }

    private static void AssertReadOrRefused(ReadOnlySpan<byte> bytes, ulong seed)
    {
        try
        {
            var reader = new FrameReader(bytes);
            Assert.True(RaftMessageCodec.Read(ref reader).Term >= 0, $"seed {seed}");
        }
        catch (FormatException)
        {
            // Refused.
        }
    }
}
