using MarketSim.Blockchain;
using MarketSim.Core;

namespace MarketSim.Tests.Unit;

/// <summary>What a log does with a disk that lost or changed something: it is right, or it says that it is not.</summary>
[Trait("Area", "consensus")]
public sealed class DamagedLogTests
{
    [Fact]
    public void ATornTailIsCutOffWithANote()
    {
        using var folder = Written(batches: 3);
        var path = folder.Segments[^1];
        var bytes = File.ReadAllBytes(path);
        var end = bytes.AsSpan().LastIndexOfAnyExcept((byte)0);
        bytes.AsSpan(end - 30).Clear();
        File.WriteAllBytes(path, bytes);

        var contents = folder.Read();
        Assert.Equal(4, contents.LastIndex);
        Assert.Contains("never finished", contents.Note);
        Assert.Null(folder.Read().Note);
    }

    [Fact]
    public void AfterARepairTheLogGoesOnWhereItWasCut()
    {
        using var folder = Written(batches: 3);
        Flip(folder.Segments[^1], fromEnd: 5, bit: 3);
        using (var log = folder.Open(out var contents))
        {
            Assert.Equal(4, contents.LastIndex);
            log.Append(LogFolder.Entries(5, 5, term: 2));
            log.Flush();
        }

        var expected = LogFolder.Entries(1, 4).Concat(LogFolder.Entries(5, 5, term: 2));
        Assert.Equal(LogFolder.Show(expected), LogFolder.Show(folder.Read().Entries));
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

            var mayBeSilent = Damage(folder, random);
            try
            {
                var contents = folder.Read();
                var read = contents.Entries.Select(e => LogFolder.Show([e])).ToArray();
                Assert.True(shown.AsSpan(0, read.Length).SequenceEqual(read), $"entries differ, seed {seed}");
                Assert.True(read.Length == shown.Length || contents.Note is not null || mayBeSilent, $"silent, seed {seed}");
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

    // Whether it can be without a trace: a file that lost exactly its last batches cannot be told from one that never had them.
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

    private static void Flip(string path, int fromEnd, int bit)
    {
        var bytes = File.ReadAllBytes(path);
        bytes[bytes.AsSpan().LastIndexOfAnyExcept((byte)0) - fromEnd] ^= (byte)(1 << bit);
        File.WriteAllBytes(path, bytes);
    }
}
