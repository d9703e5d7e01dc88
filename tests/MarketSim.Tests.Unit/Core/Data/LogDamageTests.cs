using MarketSim.Core;

namespace MarketSim.Tests.Unit;

/// <summary>A log that was cut or changed never yields a record that was not written.</summary>
public sealed class LogDamageTests
{
    // Five blocks: 4, 4, 4, 4 and 1 records.
    private const int Records = 17;
    private const int PerBlock = 4;
    private static readonly MarketEvent[] Events = MakeEvents();
    private static readonly byte[] Log = Write(Events);

    [Fact]
    public void ALogTornAtAnyByteGivesAllItsWholeBlocks()
    {
        for (var length = 24; length < Log.Length; length++)
        {
            using var reader = new EventLogReader(new MemoryStream(Log, 0, length));
            var records = reader.ToArray();
            var blockBytes = 16 + (PerBlock * 96);
            var whole = (length - 24) / blockBytes;
            var isTorn = (length - 24) % blockBytes != 0;
            Assert.Equal(Events[..(whole * PerBlock)], records);
            Assert.Equal(isTorn ? LogEnding.Torn : LogEnding.Whole, reader.Ending);
            Assert.Equal(24 + (whole * blockBytes), reader.ValidBytes);
            Assert.Equal(isTorn ? 24 + (whole * blockBytes) : null, reader.TornAtByte);
            Assert.False(reader.TryRead(out _));
        }
    }

    [Fact]
    public void ALogTornWithinItsHeaderIsRefusedWithASentence()
    {
        for (var length = 0; length < 24; length++)
        {
            var refusal = Assert.Throws<FormatException>(() => new EventLogReader(new MemoryStream(Log, 0, length)));
            Assert.Equal($"The event log ends within its header: it has {length} of 24 bytes.", refusal.Message);
        }
    }

    [Fact]
    public void AnyFlippedBitIsFound()
    {
        var bytes = (byte[])Log.Clone();
        for (var bit = 0; bit < bytes.Length * 8; bit++)
        {
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            if (bit < 24 * 8)
            {
                Assert.Throws<FormatException>(() => new EventLogReader(new MemoryStream(bytes)));
            }
            else
            {
                using var reader = new EventLogReader(new MemoryStream(bytes));
                var records = reader.ToArray();
                Assert.True(reader.IsTorn, $"bit {bit} went unnoticed");
                Assert.Equal(Events[..records.Length], records);
                Assert.True(reader.TornAtByte <= bit / 8, $"bit {bit}: torn at {reader.TornAtByte}");
            }

            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
        }
    }

    [Fact]
    public void ABlockThatIsLostDoubledOrMovedIsFound()
    {
        const int BlockBytes = 16 + (PerBlock * 96);
        byte[] Block(int i) => Log[(24 + (i * BlockBytes))..(24 + ((i + 1) * BlockBytes))];
        foreach (var blocks in new[] { new[] { 0, 2, 3 }, [0, 0, 1], [0, 2, 1], [0, 1, 2, 3, 0] })
        {
            byte[] bytes = [.. Log[..24], .. blocks.SelectMany(Block)];
            using var reader = new EventLogReader(new MemoryStream(bytes));
            var inOrder = blocks.TakeWhile((block, i) => block == i).Count();
            Assert.Equal(Events[..(inOrder * PerBlock)], reader.ToArray());
            Assert.Equal(LogEnding.Damaged, reader.Ending);
        }
    }

    [Theory]
    [InlineData("MSIMCMD1", "This is no event log: it begins with 'MSIMCMD1' where 'MSIMEVT1' is expected.")]
    [InlineData("PAR1\0\0\0\0", "This is no event log: it begins with 'PAR1????' where 'MSIMEVT1' is expected.")]
    public void AnotherKindOfFileIsRefusedWithASentence(string magic, string expected)
    {
        byte[] bytes = [.. System.Text.Encoding.ASCII.GetBytes(magic), .. Log[8..]];
        Assert.Equal(expected, Assert.Throws<FormatException>(() => new EventLogReader(new MemoryStream(bytes))).Message);
    }

    [Fact]
    public void ANewerVersionIsRefusedWithASentence()
    {
        byte[] bytes = [.. Log[..8], 9, 0, 0, 0, .. Log[12..]];
        Assert.Equal(
            "The event log has format version 9, and this program reads versions up to 1: use a newer one.",
            Assert.Throws<FormatException>(() => new EventLogReader(new MemoryStream(bytes))).Message);
    }

    [Fact]
    public void ADamagedHeaderIsRefusedWithASentence()
    {
        byte[] bytes = [.. Log[..12], 97, .. Log[13..]];
        Assert.Equal(
            "The header of the event log is damaged: its checksum does not match.",
            Assert.Throws<FormatException>(() => new EventLogReader(new MemoryStream(bytes))).Message);
    }

    [Fact]
    public void RandomDamageNeverYieldsAWrongRecord()
    {
        var first = ulong.TryParse(Environment.GetEnvironmentVariable("MARKETSIM_SEED"), out var given) ? given : 1;
        var cases = (ulong)Effort.Cases(ordinary: 100_000, nightly: 1_000_000);
        for (var seed = first; seed < first + cases; seed++)
        {
            var bytes = Damage(new Rng(seed, "log-damage"));
            if (Misread(bytes) is { } problem)
            {
                Assert.Fail(
                    $"{problem} at seed {seed}. Replay: MARKETSIM_SEED={seed} ./test unit --filter-method '*{nameof(RandomDamageNeverYieldsAWrongRecord)}'");
            }
        }
    }

    private static string? Misread(byte[] bytes)
    {
        try
        {
            using var reader = new EventLogReader(new MemoryStream(bytes));
            while (reader.TryRead(out var record))
            {
                if (reader.Count > Records || record != Events[reader.Count - 1])
                {
                    return $"Record {reader.Count} was never written";
                }
            }

            var isOriginal = bytes.AsSpan().SequenceEqual(Log);
            return reader.Ending == LogEnding.Unknown ? "The end was not found"
                : reader.ValidBytes > bytes.Length ? "More was read than there is"
                : isOriginal && reader.Count < Records ? "A whole log was cut short"
                : reader.Ending == LogEnding.Whole && !Log.AsSpan().StartsWith(bytes) ? "Damage went unnoticed"
                : null;
        }
        catch (FormatException)
        {
            return null;
        }
        catch (Exception unexpected) when (unexpected is not OutOfMemoryException)
        {
            return $"{unexpected.GetType().Name}: {unexpected.Message}";
        }
    }

    private static byte[] Damage(Rng random)
    {
        var bytes = new List<byte>(Log);
        var wounds = 1 + random.Below(4);
        for (var i = 0; i < wounds && bytes.Count > 0; i++)
        {
            var at = (int)random.Below(bytes.Count);
            var length = (int)Math.Min(random.Below(random.Chance(0.5) ? 8 : 600), bytes.Count - at);
            switch (random.Below(8))
            {
                case 0:
                    bytes[at] ^= (byte)(1 << (int)random.Below(8));
                    break;
                case 1:
                    bytes[at] = (byte)random.Below(256);
                    break;
                case 2:
                    bytes.RemoveRange(at, length);
                    break;
                case 3:
                    bytes.InsertRange(at, bytes.GetRange(at, length));
                    break;
                case 4:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
                case 5:
                    bytes.InsertRange(at, Enumerable.Range(0, length).Select(_ => (byte)random.Below(256)));
                    break;
                case 6:
                    for (var j = at; j < at + length; j++)
                    {
                        bytes[j] = 0; // pages that never reached the disk
                    }

                    break;
                default:
                    // The numbers of a header: counts, sizes, positions.
                    byte[] odd = random.Below(3) switch { 0 => [255, 255, 255, 255], 1 => [0, 0, 0, 128], _ => [0, 0, 0, 0] };
                    for (var j = 0; j < 4 && at + j < bytes.Count; j++)
                    {
                        bytes[at + j] = odd[j];
                    }

                    break;
            }
        }

        return [.. bytes];
    }

    private static MarketEvent[] MakeEvents()
    {
        var random = new Rng(1, "events");
        return [.. Enumerable.Range(0, Records).Select(_ => SomeRecords.Event(random))];
    }

    private static byte[] Write(MarketEvent[] events)
    {
        using var stream = new MemoryStream();
        using (var writer = new EventLogWriter(stream, 16 + (PerBlock * 96), leaveOpen: true))
        {
            writer.Append(events);
        }

        return stream.ToArray();
    }
}
