using MarketSim.Blockchain;
using MarketSim.Core;

namespace MarketSim.Tests.Unit;

/// <summary>However long a node runs, its events take a fixed room, and what is rare stays longest.</summary>
[Trait("Area", "consensus")]
public sealed class JournalFilesTests
{
    private const int MostBytes = 8_000;

    [Fact]
    public void EventsTakeAFixedRoomAndRareOnesOutliveTraffic()
    {
        using var folder = new LogFolder();
        using var files = new JournalFiles(folder.Path, MostBytes);
        for (var time = 0; time < 5_000; time++)
        {
            files.Write([Heartbeat(time)]);
            if (time % 500 == 0)
            {
                files.Write([Vote(time)]);
            }
        }

        Assert.True(Directory.GetFiles(folder.Path).Sum(path => new FileInfo(path).Length) < (2 * MostBytes) + 4_000);
        var read = Read(folder);
        Assert.Equal(Enumerable.Range(0, 10).Select(i => 500L * i), read.Where(e => e.Kind == ConsensusEventKind.Voted).Select(e => e.Time.Nanoseconds));
        var beats = read.Where(e => e.Kind == ConsensusEventKind.Sent).Select(e => e.Time.Nanoseconds).ToArray();
        Assert.Equal(4_999, beats[^1]);
        Assert.InRange(beats.Length, MostBytes / 100, 2 * MostBytes / 50);
        Assert.Equal(Enumerable.Range((int)beats[0], beats.Length).Select(t => (long)t), beats);
    }

    [Fact]
    public void OfTooManyRareEventsTheOldestGo()
    {
        using var folder = new LogFolder();
        using (var files = new JournalFiles(folder.Path, MostBytes))
        {
            for (var time = 0; time < 3_000; time++)
            {
                files.Write([Vote(time)]);
            }
        }

        Assert.True(Directory.GetFiles(folder.Path).Sum(path => new FileInfo(path).Length) < (3 * MostBytes) + 1_000);
        var read = Read(folder);
        Assert.Equal(Enumerable.Range(3_000 - read.Length, read.Length).Select(t => (long)t), read.Select(e => e.Time.Nanoseconds));
    }

    [Fact]
    public void ALineThatWasCutShortSpoilsNoOther()
    {
        using var folder = new LogFolder();
        using (var files = new JournalFiles(folder.Path, MostBytes))
        {
            files.Write([Vote(1), Vote(2)]);
        }

        var path = folder[ConsensusEventFile.FileName];
        File.WriteAllText(path, File.ReadAllText(path)[..^10]);
        using (var files = new JournalFiles(folder.Path, MostBytes))
        {
            files.Write([Vote(3)]);
        }

        Assert.Equal([1, 3], Read(folder).Select(e => e.Time.Nanoseconds));
    }

    private static ConsensusEvent[] Read(LogFolder folder) => [.. JournalFiles.Lines(folder.Path)
        .SelectMany(line => ConsensusEventFile.Read(new StringReader(line), "test")).OrderBy(e => e.Time.Nanoseconds)];

    private static ConsensusEvent Heartbeat(long time) => new()
    {
        Time = new SimTime(time), Kind = ConsensusEventKind.Sent, Node = 1, Peer = 2, Message = ConsensusMessageKind.Heartbeat, Term = 1, Id = 7,
    };

    private static ConsensusEvent Vote(long time) => new() { Time = new SimTime(time), Kind = ConsensusEventKind.Voted, Node = 1, Term = 1 };
}
