using MarketSim.Core;

namespace MarketSim.Tests.Integration;

/// <summary>The known results of the recorded ITCH file, whose length fields are all zero.</summary>
public sealed class ItchCheckTests
{
    private const string Recording = "itch50-ritch/ex20101224.TEST_ITCH_50.gz";

    [Fact]
    public void TheRecordedFileHoldsTheKnownMessagesAndUnknownReferences()
    {
        var report = ItchCheck.Run(TestData.Require(Recording));

        Assert.Equal(
            ["S 6", "R 3", "H 3", "A 4997", "F 3", "E 198", "X 45", "D 1745", "U 12", "P 5000"],
            report.Counts.Select(count => $"{count.Name[0]} {count.Value}"));
        // All 465,048 bytes: the counts above times their lengths, each with two bytes of framing.
        Assert.Equal(12_012, report.Counts.Sum(count => count.Value));
        Assert.Equal(94, report.Count("D of an unknown order"));
        Assert.Equal(2, report.Count("U of an unknown order"));
        Assert.Equal(3, report.Count("X of an unknown order"));
        Assert.Equal(18, report.Count("E or C of an unknown order"));
        Assert.Equal(0, report.Count("timestamps that go back"));
        Assert.StartsWith("674132 in 5000 trades", report.Fact("hidden orders executed"));
    }

    [Fact]
    public void AddsBelongToTheThreeStocksOfTheDirectory()
    {
        using var feed = ItchFeed.Open(TestData.Require(Recording));
        var adds = new Dictionary<string, int>();
        while (feed.TryRead(out var message))
        {
            if (message.Kind == RecordedKind.Add)
            {
                var name = feed.NameOf(message.Instrument);
                adds[name] = adds.GetValueOrDefault(name) + 1;
            }
        }

        Assert.Equal(["ALC 950", "BOB 2482", "CHAR 1568"], adds.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key} {pair.Value}"));
    }
}
