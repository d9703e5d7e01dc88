using MarketSim.Core;

namespace MarketSim.Tests.Unit;

public sealed class LogRoundTripTests
{
    [Fact]
    public void EveryFieldOfACommandComesBack()
    {
        var random = new Rng(1, "commands");
        var commands = Enumerable.Range(0, 2_000).Select(_ => SomeRecords.Command(random)).ToArray();
        using var stream = new MemoryStream();
        using (var writer = new CommandLogWriter(stream, leaveOpen: true))
        {
            foreach (var (time, command) in commands)
            {
                writer.Append(time, command);
            }

            Assert.Equal(commands.Length, writer.Count);
        }

        stream.Position = 0;
        using var reader = new CommandLogReader(stream);
        Assert.Equal(commands, reader.ToArray());
        Assert.Equal((commands.Length, LogEnding.Whole, stream.Length), (reader.Count, reader.Ending, reader.ValidBytes));
        Assert.Null(reader.TornAtByte);
    }

    [Fact]
    public void EveryFieldOfAnEventComesBack()
    {
        var random = new Rng(2, "events");
        var events = Enumerable.Range(0, 2_000).Select(_ => SomeRecords.Event(random)).ToArray();
        using var stream = new MemoryStream();
        using (var writer = new EventLogWriter(stream, leaveOpen: true))
        {
            writer.Append(events);
        }

        stream.Position = 0;
        using var reader = new EventLogReader(stream);
        Assert.Equal(events, reader.ToArray());
        Assert.Equal(LogEnding.Whole, reader.Ending);
    }

    [Fact]
    public void ARecordThatGainsAFieldMustGainItInTheLogToo()
    {
        // When one of these fails: write the new field in the codec and in SomeRecords, and raise the log's version.
        Assert.Equal(25, SomeRecords.FieldsOf(typeof(Command)));

        // Four of them share the place of another: posting, instruction, until, upper price.
        Assert.Equal(21 + 4, SomeRecords.FieldsOf(typeof(MarketEvent)));
        Assert.Equal((1u, 112), (CommandCodec.Version, CommandCodec.Size));
        Assert.Equal((1u, 96), (EventCodec.Version, EventCodec.Size));
    }

    [Fact]
    public void TheBytesAreLittleEndianInTheDocumentedPlaces()
    {
        using var stream = new MemoryStream();
        using (var writer = new CommandLogWriter(stream, leaveOpen: true))
        {
            writer.Append(new SimTime(0x0102), Commands.Limit(new(3), new(4), new(5), Side.Sell, new(-2), new(7), TimeInForce.Fok));
        }

        var bytes = stream.ToArray();
        Assert.Equal(24 + 16 + 112, bytes.Length);
        Assert.Equal("MSIMCMD1"u8, bytes.AsSpan(0, 8));
        Assert.Equal([1, 0, 0, 0, 112, 0, 0, 0, 0, 0, 0, 0], bytes[8..20]);
        Assert.Equal([1, 0, 0, 0], bytes[24..28]);
        Assert.Equal(new byte[8], bytes[32..40]);
        var record = bytes[40..];
        Assert.Equal([0x02, 0x01, 0, 0, 0, 0, 0, 0], record[..8]);
        Assert.Equal([1, 1, 2, 4, 0, 0, 0, 0], record[8..16]);
        Assert.Equal([3, 0, 0, 0, 4, 0, 0, 0, 5, 0, 0, 0, 0, 0, 0, 0], record[16..32]);
        Assert.Equal([0xFE, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 7, 0], record[40..50]);
    }

    [Fact]
    public void AnEmptyLogIsAHeader()
    {
        using var stream = new MemoryStream();
        new EventLogWriter(stream, leaveOpen: true).Dispose();
        Assert.Equal(24, stream.Length);
        stream.Position = 0;
        using var reader = new EventLogReader(stream);
        Assert.Empty(reader);
        Assert.Equal(LogEnding.Whole, reader.Ending);
    }

    [Fact]
    public void WhatIsFlushedCanBeReadWhileTheWriterGoesOn()
    {
        var path = Path.Combine(Path.GetTempPath(), $"marketsim-{Environment.ProcessId}-flushed.log");
        try
        {
            var random = new Rng(3, "flush");
            using var writer = EventLogWriter.Create(path);
            MarketEvent[] events = [.. Enumerable.Range(0, 10).Select(_ => SomeRecords.Event(random))];
            writer.Append(events.AsSpan(0, 7));
            writer.Flush();
            writer.Flush();
            writer.Append(events.AsSpan(7));
            using (var reader = EventLogReader.Open(path))
            {
                Assert.Equal(events[..7], reader);
                Assert.Equal(LogEnding.Whole, reader.Ending);
            }

            writer.Dispose();
            writer.Dispose();
            using var again = EventLogReader.Open(path);
            Assert.Equal(events, again);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Theory]
    [InlineData(112)]
    [InlineData(128)]
    [InlineData(240)]
    [InlineData(1_000)]
    [InlineData(1 << 20)]
    public void AnyBlockSizeHoldsTheSameRecords(int blockBytes)
    {
        var random = new Rng(4, "blocks");
        MarketEvent[] events = [.. Enumerable.Range(0, 25).Select(_ => SomeRecords.Event(random))];
        using var stream = new MemoryStream();
        using (var writer = new EventLogWriter(stream, blockBytes, leaveOpen: true))
        {
            writer.Append(events);
        }

        stream.Position = 0;
        using var reader = new EventLogReader(stream);
        Assert.Equal(events, reader);
    }

    [Theory]
    [InlineData(111)]
    [InlineData((1 << 20) + 1)]
    public void ABlockHoldsAtLeastOneRecordAndAtMostAMebibyte(int blockBytes)
        => Assert.Throws<ArgumentOutOfRangeException>(() => new EventLogWriter(new MemoryStream(), blockBytes));

    [Fact]
    public void AppendingAndReadingAllocateNothing()
    {
        const int Records = 20_000;
        using var stream = new MemoryStream(new byte[64 << 20]);
        using var writer = new EventLogWriter(stream, leaveOpen: true);
        var happened = SomeRecords.Event(new Rng(5, "allocation"));
        Assert.Equal(0, AllocatedBytes.Of(() =>
        {
            for (var i = 0; i < Records; i++)
            {
                writer.Append(in happened);
            }

            writer.Flush();
        }));

        stream.Position = 0;
        using var reader = new EventLogReader(stream, leaveOpen: true);
        Assert.Equal(0, AllocatedBytes.Of(() =>
        {
            for (var i = 0; i < Records / 10; i++)
            {
                if (!reader.TryRead(out var read) || read.Sequence != happened.Sequence)
                {
                    throw new InvalidOperationException("Read something else.");
                }
            }
        }));
    }
}
