using System.Text.Json;
using MarketSim.Core;

namespace MarketSim.Tests.Integration;

/// <summary>One entry for all formats: found out from the content, reported as text and JSON, converted to one table.</summary>
public sealed class DataCheckTests
{
    [Theory]
    [InlineData("lobster/AAPL_2012-06-21_first999_message_10.csv", "lobster")]
    [InlineData("itch50-ritch/ex20101224.TEST_ITCH_50.gz", "itch")]
    [InlineData("cme-es-mbo/ESH4_2023-12-25_mbo.csv.gz", "cme-mbo")]
    [InlineData("binance-l2/spot_btcusdt_20240808.gz", "binance")]
    [InlineData("binance-l2/usdm_btcusdt_20240808.gz", "binance")]
    [InlineData("bitstamp-l3/bitstamp_btcusd_2015-05-01_orders.csv.gz", "bitstamp")]
    [InlineData("bitstamp-l3/bitstamp_btcusd_2015-05-01_log.gz", "bitstamp")]
    public void TheFormatIsFoundOutFromTheContent(string file, string format)
        => Assert.Equal(format, DataFormats.NameOf(DataFormats.Detect(TestData.Require(file))));

    [Theory]
    [InlineData("daily/vix_daily.csv", "which no reader here knows")]
    [InlineData("lobster/AAPL_2012-06-21_first999_orderbook_10.csv", "look like a LOBSTER order book; accepted is its message file")]
    [InlineData("lean/equity/usa/daily/aapl.zip", "which no reader here knows")]
    public void WhatNoReaderKnowsIsSaidInOneSentence(string file, string reason)
    {
        var refusal = Assert.Throws<DataFormatException>(() => DataCheck.Run(TestData.Require(file)));

        Assert.Contains(reason, refusal.Message);
        Assert.DoesNotContain('\n', refusal.Message);
    }

    [Fact]
    public void AReportIsReadableAsTextAndAsJson()
    {
        var report = DataCheck.Run(TestData.Require("lobster/AAPL_2012-06-21_first999_message_10.csv"));

        Assert.Contains("book rows that follow from the row before and the message: 998 of 998", report.ToText());
        using var json = JsonDocument.Parse(report.ToJson());
        Assert.Equal(998, json.RootElement.GetProperty("matches")[0].GetProperty("matched").GetInt64());
        Assert.True(json.RootElement.GetProperty("allMatch").GetBoolean());
    }

    [Theory]
    [InlineData("lobster/AAPL_2012-06-21_first999_message_10.csv", 999, "34200004241176,add,0,buy,585.3300,18,16113575,0,2,1")]
    [InlineData("itch50-ritch/ex20101224.TEST_ITCH_50.gz", 12_012 - 9, null)]
    [InlineData("cme-es-mbo/ESH4_2023-12-25_mbo.csv.gz", 68_792, "1703422805243925307,add,0,buy,4799.00,2,6412777162812,0,3,2")]
    [InlineData("binance-l2/spot_btcusdt_20240808.gz", null, "1723161254087891268,quote,BTCUSDT,buy,61837.63,3.788260,0,50093239212,0,3")]
    [InlineData("bitstamp-l3/bitstamp_btcusd_2015-05-01_log.gz", 50_414 - 6 + 575, "1430438404518000000,add,0,buy,236.47,2.00000000,65595247,0,2,1")]
    public void EveryRecordingConvertsToOneTable(string file, int? rows, string? first)
    {
        using var feed = RecordedFeed.Open(TestData.Require(file));
        using var text = new StringWriter();

        var count = DataConvert.WriteCsv(feed, text);

        using var reader = new StringReader(text.ToString());
        Assert.Equal(string.Join(',', DataConvert.Columns), reader.ReadLine());
        var row = reader.ReadLine();
        Assert.Equal(first ?? row, row);
        Assert.Equal(rows ?? count, count);
        Assert.Equal(count, text.ToString().Count(letter => letter == '\n') - 1);
    }
}
