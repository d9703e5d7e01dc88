using MarketSim.Core;
using MarketSim.Simulation;

namespace MarketSim.Tests.Integration;

/// <summary>A whole run written as ITCH and read back shows the public the book that the run's own events show it.</summary>
public sealed class ItchRoundTripTests
{
    [Fact]
    public void ARunWrittenAsItchReadsBackAsTheSameDisplayedBookAndVolume()
    {
        var simulation = new MarketSimulation(SimTime.Zero, SimTime.FromSeconds(60), seed: 7);
        var events = simulation.Run().Recorded!.Events;
        var instruments = simulation.World.Instruments.Select((each, at) => new ItchInstrument(each.Id, $"SIM{at}", 100)).ToList();
        var shown = instruments.Select(each => new PublicBook(each.Instrument)).ToList();
        var rebuilt = new RecordedBook();
        var buffer = new MemoryStream();
        using var writer = new ItchWriter(buffer, instruments, SimDuration.FromHours(9));
        long volume = 0, executed = 0, compared = 0;

        for (var at = 0; at < events.Count; at++)
        {
            var item = events[at];
            writer.Write(item);
            shown.ForEach(book => book.Apply(item));
            volume += item.Kind == EventKind.Traded ? item.Quantity.Lots : 0;
            if (at + 1 == events.Count || events[at + 1].Time > item.Time)
            {
                executed += Take(writer, buffer, rebuilt);
                compared += shown.Select((book, index) => Compare(book, rebuilt, index + 1)).Sum();
            }
        }

        Assert.Equal(volume, executed);
        Assert.Equal(0, rebuilt.Unknown.Total + rebuilt.Duplicates + rebuilt.Overdrawn);
        Assert.InRange(compared, 1_000, long.MaxValue);
        Assert.InRange(volume, 1, long.MaxValue);
    }

    private static long Take(ItchWriter writer, MemoryStream buffer, RecordedBook rebuilt)
    {
        writer.Flush();
        using var feed = new ItchFeed(new MemoryStream(buffer.ToArray()), "run");
        buffer.SetLength(0);
        long executed = 0;
        while (feed.TryRead(out var message))
        {
            rebuilt.Apply(message);
            executed += message.Kind is RecordedKind.Execute or RecordedKind.Trade ? message.Quantity : 0;
        }

        return executed;
    }

    private static int Compare(PublicBook shown, RecordedBook rebuilt, int locate)
    {
        foreach (var side in new[] { Side.Buy, Side.Sell })
        {
            var depth = new DepthLevel[shown.LevelCount(side)];
            shown.CopyDepth(side, depth);
            var levels = rebuilt.Of(side, locate);
            Assert.Equal(
                depth.Select(level => (level.Price.Ticks * 100, (Int128)level.Quantity.Lots, level.Orders)),
                Enumerable.Range(0, levels.Count).Select(levels.At).Select(level => (level.Price, level.Quantity, level.Count)));
        }

        return 1;
    }
}
