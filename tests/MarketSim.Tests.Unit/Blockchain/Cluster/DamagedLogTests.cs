using MarketSim.Blockchain;
using MarketSim.Core;

namespace MarketSim.Tests.Unit;

/// <summary>What a log does with a disk that lost or changed something: it is right, or it says that it is not.</summary>
[Trait("Area", "consensus")]
public sealed class DamagedLogTests
{
    /// <summary>A crash leaves sectors of the last batch unwritten, in whatever order the disk took them.</summary>
    [Fact]
    public void WhicheverSectorsATornBatchLacksItIsCutOffWithANote()
    {
        // Entries of one byte value, so that none has a sector of zeros by itself; the last batch spans five sectors or six.
        for (var before = 1; before <= 9; before++)
        {
            using var folder = Long(before);
            var (path, whole, from, to) = LastBatch(folder);
            var sectors = ((to - 1) / WalFormat.SectorBytes) - (from / WalFormat.SectorBytes) + 1;
            for (var lost = 1; lost < 1 << sectors; lost++)
            {
                var bytes = whole.ToArray();
                for (var i = 0; i < sectors; i++)
                {
                    var sector = ((from / WalFormat.SectorBytes) + i) * WalFormat.SectorBytes;
                    if ((lost >> i & 1) != 0)
                    {
                        bytes.AsSpan(Math.Max(from, sector)..Math.Min(to, sector + WalFormat.SectorBytes)).Clear();
                    }
                }

                File.WriteAllBytes(path, bytes);
                var contents = folder.Read();
                Assert.Equal(before, contents.LastIndex);
                Assert.True(contents.Note is not null || lost == (1 << sectors) - 1, $"a note, {before} before, lost {lost:b}");
                Assert.Null(folder.Read().Note);
            }
        }
    }

    [Fact]
    public void AfterARepairTheLogGoesOnWhereItWasCut()
    {
        using var folder = Long(before: 4);
        var (path, bytes, _, to) = LastBatch(folder);
        bytes.AsSpan((to - 1) / WalFormat.SectorBytes * WalFormat.SectorBytes).Clear();
        File.WriteAllBytes(path, bytes);
        using (var log = folder.Open(out var contents))
        {
            Assert.Equal(4, contents.LastIndex);
            Assert.Contains("never finished", contents.Note);
            log.Append(LogFolder.Entries(5, 5, term: 2));
            log.Flush();
        }

        Assert.Equal((5, 2), (folder.Read().LastIndex, folder.Read().Entries[^1].Term));
    }

    /// <summary>The last batch may have been acknowledged: a bit that changed in it is no reason to forget it.</summary>
    [Fact]
    public void NoBitOfTheLastBatchMayChangeUnnoticed()
    {
        using var folder = Written(batches: 3);
        var (path, whole, from, to) = LastBatch(folder);
        for (var at = from; at < to; at++)
        {
            for (var bit = 0; bit < 8; bit++)
            {
                var bytes = whole.ToArray();
                bytes[at] ^= (byte)(1 << bit);
                Refused(folder, path, bytes, from);
            }
        }

        File.WriteAllBytes(path, whole);
        Assert.Equal(6, folder.Read().LastIndex);
    }

    [Fact]
    public void ASectorOfZerosThatWasWrittenIsNoSignOfATear()
    {
        using var folder = new LogFolder { Options = new() { SegmentBytes = 16_384, Cluster = 7, Node = 1 } };
        using (var log = folder.Open(out _))
        {
            log.Append([new LogEntry(1, 1, LogEntryKind.Command, 5, 1, new byte[3_000])]);
            log.Flush();
        }

        var (path, whole, from, to) = LastBatch(folder);
        Assert.Equal(1, folder.Read().LastIndex);
        var bytes = whole.ToArray();
        bytes[to - 2] ^= 1;
        Refused(folder, path, bytes, from);

        // Lacking its end as well it was torn.
        bytes.AsSpan((to - 1) / WalFormat.SectorBytes * WalFormat.SectorBytes).Clear();
        File.WriteAllBytes(path, bytes);
        Assert.Equal(0, folder.Read().LastIndex);
    }

    [Fact]
    public void SomethingBehindATornBatchIsDamage()
    {
        using var folder = Long(before: 2);
        var (path, bytes, from, to) = LastBatch(folder);
        bytes.AsSpan(from, 600).Slice(WalFormat.SectorBytes - (from % WalFormat.SectorBytes), 88).Clear();
        bytes[to + 700] = 1;
        Refused(folder, path, bytes, from);
    }

    [Fact]
    public void DamageInTheMiddleIsRefusedNamingFileAndPlace()
    {
        using var folder = Written(batches: 3);
        var path = folder.Segments[0];
        var bytes = File.ReadAllBytes(path);
        bytes[WalFormat.HeaderBytes + 20] ^= 1;
        File.WriteAllBytes(path, bytes);

        var problem = Assert.Throws<WalDamagedException>(folder.Read);
        Assert.Equal((path, WalFormat.HeaderBytes), (problem.File, problem.Offset));
        Assert.Contains($"'{path}' is damaged at byte {WalFormat.HeaderBytes}", problem.Message);
        Assert.Equal(bytes, File.ReadAllBytes(path));
    }

    [Fact]
    public void AMissingSegmentOrSnapshotIsRefused()
    {
        using var folder = Written(batches: 120);
        Assert.True(folder.Segments.Length >= 3);
        File.Move(folder.Segments[1], folder["kept"]);
        Assert.Contains("missing between its neighbours", Assert.Throws<WalDamagedException>(folder.Read).Message);
        File.Move(folder["kept"], folder["wal-0000000002.log"]);
        Assert.Equal(240, folder.Read().LastIndex);
        File.Delete(folder.Segments[0]);
        Assert.Contains("entry 1 is missing", Assert.Throws<WalDamagedException>(folder.Read).Message);
    }

    /// <summary>Random bits flip and files lose their ends; whatever is read is the beginning of what was written, and where that is
    /// short of it there is a note or a refusal.</summary>
    [Fact]
    public void NoDamageEverYieldsAWrongEntrySilently()
    {
        var rounds = Effort.Cases(400, nightly: 20_000);
        var (cut, refused) = (0, 0);
        using var original = Written(batches: 90);
        var expected = LogFolder.Entries(1, 180);
        var shown = expected.Select(e => LogFolder.Show([e])).ToArray();
        for (var seed = 1ul; seed <= (ulong)rounds; seed++)
        {
            var random = new Rng(seed, "damage");
            using var folder = new LogFolder { Options = original.Options };
            foreach (var path in original.Segments)
            {
                File.Copy(path, folder[Path.GetFileName(path)]);
            }

            var wasTorn = Damage(folder, random);
            try
            {
                var contents = folder.Read();
                var read = contents.Entries.Select(e => LogFolder.Show([e])).ToArray();
                Assert.True(shown.AsSpan(0, read.Length).SequenceEqual(read), $"entries differ, seed {seed}");
                Assert.True(read.Length == shown.Length || wasTorn, $"silent, seed {seed}");
                cut += read.Length < shown.Length ? 1 : 0;
            }
            catch (IOException)
            {
                refused++;
            }
            catch (InvalidDataException)
            {
                refused++;
            }
        }

        Assert.True(cut > 0 && refused > rounds / 4, $"{cut} cut, {refused} refused");
    }

    // Whether it lost its end: it may then be cut off, even silently where exactly its last batches are gone. Bits that changed
    // are never a reason to.
    private static bool Damage(LogFolder folder, Rng random)
    {
        var segments = folder.Segments;
        var path = segments[(int)random.Below(segments.Length)];
        var bytes = File.ReadAllBytes(path);
        var used = bytes.AsSpan().LastIndexOfAnyExcept((byte)0) + 1;
        switch (random.Below(3))
        {
            case 0:
                File.WriteAllBytes(path, bytes[..(int)random.Below(used)]);
                return true;
            case 1:
                bytes.AsSpan((int)random.Below(used)).Clear();
                File.WriteAllBytes(path, bytes);
                return true;
            default:
                for (var flips = 1 + random.Below(4); flips > 0; flips--)
                {
                    bytes[random.Below(used)] ^= (byte)(1 << (int)random.Below(8));
                }

                File.WriteAllBytes(path, bytes);
                return false;
        }
    }

    private static LogFolder Written(int batches)
    {
        var folder = new LogFolder();
        using var log = folder.Open(out _);
        for (var i = 0; i < batches; i++)
        {
            log.Append(LogFolder.Entries((2 * i) + 1, (2 * i) + 2));
            log.Flush();
        }

        return folder;
    }

    // Entries of a byte each of which none is zero, and one batch that spans sectors.
    private static LogFolder Long(int before)
    {
        var folder = new LogFolder { Options = new() { SegmentBytes = 16_384, Cluster = 7, Node = 1 } };
        using var log = folder.Open(out _);
        for (var i = 1; i <= before; i++)
        {
            log.Append(LogFolder.Entries(i, i, bytes: 57 + (8 * i)));
            log.Flush();
        }

        log.Append(LogFolder.Entries(before + 1, before + 3, bytes: 800));
        log.Flush();
        return folder;
    }

    // Where the last batch stands; it is read off the log, batch by batch.
    private static (string Path, byte[] Bytes, int From, int To) LastBatch(LogFolder folder)
    {
        var path = folder.Segments[^1];
        var bytes = File.ReadAllBytes(path);
        var (from, to) = (0, WalFormat.HeaderBytes);
        for (var number = BitConverter.ToInt64(bytes, 32); WalFormat.IsWhole(bytes, to, number, out var length); number++)
        {
            (from, to) = (to, to + WalFormat.Padded(WalFormat.BatchHeaderBytes + length));
        }

        return (path, bytes, from, to);
    }

    private static void Refused(LogFolder folder, string path, byte[] bytes, int offset)
    {
        File.WriteAllBytes(path, bytes);
        var problem = Assert.Throws<WalDamagedException>(folder.Read);
        Assert.Equal((path, offset), (problem.File, problem.Offset));
        Assert.Contains("Restore the folder from a copy", problem.Message);
        Assert.Equal(bytes, File.ReadAllBytes(path));
    }
}
