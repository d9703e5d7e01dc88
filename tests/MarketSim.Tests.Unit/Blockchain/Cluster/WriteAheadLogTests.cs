using MarketSim.Blockchain;

namespace MarketSim.Tests.Unit;

[Trait("Area", "consensus")]
public sealed class WriteAheadLogTests
{
    [Fact]
    public void TheChecksumIsTheOneOfRfc3720()
    {
        Assert.Equal(0x8A9136AAu, Checksum.Of(new byte[32]));
        Assert.Equal(0x62A8AB43u, Checksum.Of([.. Enumerable.Repeat((byte)0xFF, 32)]));
        Assert.Equal(0x46DD794Eu, Checksum.Of([.. Enumerable.Range(0, 32).Select(i => (byte)i)]));
        Assert.Equal(0x46DD794Eu, Checksum.Of(
            [.. Enumerable.Range(0, 16).Select(i => (byte)i)], [.. Enumerable.Range(16, 16).Select(i => (byte)i)]));
    }

    [Fact]
    public void WhatWasFlushedIsThereWhenItIsOpenedAgain()
    {
        using var folder = new LogFolder();
        using (var log = folder.Open(out var empty))
        {
            Assert.Equal((default, 0), (empty.State, empty.Entries.Count));
            log.Append(new HardState(3, 2, 0));
            log.Append(LogFolder.Entries(1, 10, term: 3));
            log.Flush();
            log.Append(LogFolder.Entries(11, 12, term: 3));
            log.Flush();
        }

        var contents = folder.Read();
        Assert.Null(contents.Note);
        Assert.Equal(new HardState(3, 2, 0), contents.State);
        Assert.Equal(LogFolder.Show(LogFolder.Entries(1, 12, term: 3)), LogFolder.Show(contents.Entries));
    }

    [Fact]
    public void WhatWasNotFlushedIsNotThere()
    {
        using var folder = new LogFolder();
        using (var log = folder.Open(out _))
        {
            log.Append(LogFolder.Entries(1, 3));
            log.Flush();
            log.Append(LogFolder.Entries(4, 5));
        }

        Assert.Equal(3, folder.Read().LastIndex);
    }

    [Fact]
    public void EntriesThatOverlapReplaceWhatStandsThereAndAfterIt()
    {
        using var folder = new LogFolder();
        using (var log = folder.Open(out _))
        {
            log.Append(LogFolder.Entries(1, 9));
            log.Flush();
            log.Append(LogFolder.Entries(4, 6, term: 2));
            log.Flush();
        }

        var expected = LogFolder.Entries(1, 3).Concat(LogFolder.Entries(4, 6, term: 2));
        Assert.Equal(LogFolder.Show(expected), LogFolder.Show(folder.Read().Entries));
    }

    [Fact]
    public void AGapInTheLogIsRefused()
    {
        using var folder = new LogFolder();
        using var log = folder.Open(out _);
        log.Append(LogFolder.Entries(1, 3));
        Assert.Throws<InvalidOperationException>(() => log.Append(LogFolder.Entries(5, 6)));
    }

    [Fact]
    public void ABatchLargerThanASegmentGetsALargerSegment()
    {
        using var folder = new LogFolder();
        using (var log = folder.Open(out _))
        {
            log.Append(LogFolder.Entries(1, 1, bytes: 20_000));
            log.Flush();
            log.Append(LogFolder.Entries(2, 2));
            log.Flush();
        }

        Assert.Equal([20_000, 40], folder.Read().Entries.Select(e => e.Data.Length));
    }

    [Fact]
    public void ASnapshotMakesEarlierSegmentsUnnecessary()
    {
        using var folder = new LogFolder();
        var members = new ClusterConfiguration([1, 2, 3], [1, 2], [4]);
        using (var log = folder.Open(out _))
        {
            log.Append(new HardState(1, 1, 0));
            for (var i = 1; i <= 300; i++)
            {
                log.Append(LogFolder.Entries(i, i));
                log.Flush();
            }

            Assert.True(folder.Segments.Length > 5);
            log.Save(new LogSnapshot(290, 1, members, new byte[] { 1, 2, 3 }));
            log.Append(LogFolder.Entries(301, 301));
            log.Flush();
            Assert.True(folder.Segments.Length < 3, "segments before the snapshot are deleted");
        }

        var contents = folder.Read();
        Assert.Equal(new HardState(1, 1, 0), contents.State);
        Assert.Equal((290, 1), (contents.Snapshot!.Index, contents.Snapshot.Term));
        Assert.Equal([1, 2, 3], contents.Snapshot.Data.ToArray());
        Assert.Equal([1, 2, 3, 1, 2, 4], [.. contents.Snapshot.Configuration.Voters, .. contents.Snapshot.Configuration.Outgoing, .. contents.Snapshot.Configuration.Learners]);
        Assert.Equal(LogFolder.Show(LogFolder.Entries(291, 301)), LogFolder.Show(contents.Entries));
    }

    [Fact]
    public void AnotherNodesSnapshotReplacesTheWholeLog()
    {
        using var folder = new LogFolder();
        using (var log = folder.Open(out _))
        {
            log.Append(LogFolder.Entries(1, 9));
            log.Flush();
            log.Append(new ConsensusReady
            {
                Number = 1, State = new HardState(4, 0, 7),
                Snapshot = new LogSnapshot(7, 3, ClusterConfiguration.Of(3), new byte[] { 9 }),
                Entries = LogFolder.Entries(8, 8, term: 4),
            });
            log.Flush();
        }

        var contents = folder.Read();
        Assert.Equal(7, contents.Snapshot!.Index);
        Assert.Equal(LogFolder.Show(LogFolder.Entries(8, 8, term: 4)), LogFolder.Show(contents.Entries));
    }

    [Fact]
    public void AnotherNodesLogIsRefused()
    {
        using var folder = new LogFolder();
        folder.Read();
        var problem = Assert.Throws<InvalidDataException>(
            () => WriteAheadLog.Open(folder.Path, folder.Options with { Node = 2 }, out _));
        Assert.Contains("belongs to node 1 of cluster 7; this is node 2", problem.Message);
    }

    [Fact]
    public void ADiskThatRefusesToFlushStopsTheLog()
    {
        var broken = false;
        using var folder = new LogFolder
        {
            Options = new WalOptions { SegmentBytes = 4096, Node = 1, BeforeFlush = () => { if (broken) { throw new IOException("no"); } } },
        };
        using var log = folder.Open(out _);
        log.Append(LogFolder.Entries(1, 1));
        log.Flush();
        broken = true;
        log.Append(LogFolder.Entries(2, 2));
        Assert.Throws<IOException>(log.Flush);
    }
}
