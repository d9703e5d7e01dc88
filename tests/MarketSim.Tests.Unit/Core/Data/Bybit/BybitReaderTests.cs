using System.Text;
using MarketSim.Core;

namespace MarketSim.Tests.Unit;

/// <summary>Reading Bybit's order book history.</summary>
public sealed class BybitReaderTests
{
    private const string Recording = """
        {"topic":"orderbook.500.XRPUSDT","type":"snapshot","ts":1733011200691,"data":{"s":"XRPUSDT","b":[["1.9531","6203"],["1.9530","2409"]],"a":[["1.9532","44"]],"u":20254869,"seq":130020238981},"cts":1733011200589}
        {"topic":"orderbook.500.XRPUSDT","type":"delta","ts":1733011200693,"data":{"s":"XRPUSDT","b":[["1.9531","6198"],["1.9530","0"]],"a":[],"u":20254870,"seq":130020238999},"cts":1733011200690}
        {"topic":"orderbook.500.XRPUSDT","type":"delta","ts":1733011200793,"data":{"s":"XRPUSDT","b":[],"a":[["1.9533","7.5"]],"u":20254873,"seq":130020239999},"cts":1733011200790}
        """;

    [Fact]
    public void ASnapshotClearsTheBookAndChangesSetLevels()
    {
        var units = BybitReader.ScanUnits(new MemoryStream(Encoding.UTF8.GetBytes(Recording)), "lines");
        using var reader = new BybitReader(new MemoryStream(Encoding.UTF8.GetBytes(Recording)), "lines", units);
        var shown = new List<string>();
        while (reader.TryRead(out var each))
        {
            var end = each.Flags.HasFlag(RecordedFlags.EndOfEvent) ? " end" : "";
            shown.Add($"{each.Kind} {each.Side} {units.ShowQuantity(each.Quantity)} at {units.ShowPrice(each.Price)}{end}");
        }

        Assert.Equal(
            ["Clear Buy 0.0 at 0.0000", "Level Buy 6203.0 at 1.9531", "Level Buy 2409.0 at 1.9530", "Level Sell 44.0 at 1.9532 end",
                "Level Buy 6198.0 at 1.9531", "Level Buy 0.0 at 1.9530 end", "Level Sell 7.5 at 1.9533 end"],
            shown);
        Assert.Equal((1, 2, 1), (reader.Snapshots, reader.Deltas, reader.Gaps));
        Assert.Equal("line 3: update 20254873 comes after 20254870", reader.LastGap);
        Assert.Equal("XRPUSDT", reader.NameOf(0));
    }

    [Theory]
    [InlineData("[]", "found the message '[]'; accepted is a JSON object")]
    [InlineData("{}", "found not all fields in '{}'; accepted is type, ts and data with s, b, a and u")]
    [InlineData("{\"type\":\"what\"}", "found the type 'what'; accepted is snapshot or delta")]
    [InlineData("{\"ts\":1,\"ts\":1}", "found again the field 'ts'; accepted is each field once")]
    [InlineData("{\"data\":{\"b\":[[\"1.25\",\"1\"]]}}", "found the price '1.25'; accepted is a decimal number from zero up, with at most 1 decimals")]
    [InlineData("{\"data\":{\"b\":[[\"1\"]]}}", "found in a list of levels")]
    [InlineData("{\"data\":{\"b\":7}}", "found the value '7'")]
    [InlineData("{\"type\":", "found broken JSON")]
    public void WhatTheFormatDoesNotAllowIsRefusedWithItsPlace(string line, string sentence)
    {
        using var reader = new BybitReader(new MemoryStream(Encoding.UTF8.GetBytes(line)), "lines", new DataUnits(1, 0));
        var refusal = Assert.Throws<DataFormatException>(() => reader.TryRead(out _));

        Assert.StartsWith("lines, line 1: ", refusal.Message);
        Assert.Contains(sentence, refusal.Message);
    }
}
