using System.Text.Json;
using MarketSim.Core;
using MarketSim.Simulation;

namespace MarketSim.Tests.Integration;

/// <summary><c>marketsim backtest</c> over order flow and ticks, as a user meets it.</summary>
public sealed class FlowBacktestCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void ARecordedHourOfOrdersGivesTheSameFolderTwice()
    {
        var data = TestData.Require("lobster/AAPL_2012-06-21_34200000_37800000_message_50.csv");
        string[] asked = ["backtest", "--data", data, "--strategy", "imbalance-maker", "--account", "margin", "--order-latency", "1ms", "--json"];
        var first = Marketsim.Run([.. asked, "--out", _folder["a"]]);
        Assert.Equal(("", 0), (first.Error, first.Code));
        Assert.Equal(0, Marketsim.Run([.. asked, "--out", _folder["b"]]).Code);
        foreach (var file in Directory.GetFiles(_folder["a"]))
        {
            Assert.Equal(File.ReadAllBytes(file), File.ReadAllBytes(Path.Combine(_folder["b"], Path.GetFileName(file))));
        }

        using var result = JsonDocument.Parse(first.Output);
        Assert.Equal(91_997, result.RootElement.GetProperty("messages").GetInt64());
        Assert.Equal("queue fifo", result.RootElement.GetProperty("fill").GetString());

        // Money in is money out: what the account gained is what its fills gained and what it still holds.
        var cash = 100_000m;
        var held = 0m;
        foreach (var cells in File.ReadLines(Path.Combine(_folder["a"], "fills.csv")).Skip(1).Select(line => line.Split(',')))
        {
            var (sign, quantity, price) = (cells[2] == "buy" ? 1 : -1, decimal.Parse(cells[3]), decimal.Parse(cells[4]));
            cash -= sign * quantity * price;
            held += sign * quantity;
        }

        Assert.NotEqual(100_000m, cash);
        var last = File.ReadLines(Path.Combine(_folder["a"], "equity.csv")).Last().Split(',');
        Assert.Equal(cash, decimal.Parse(last[2]));
        Assert.True(held != 0 || decimal.Parse(last[3]) == 0);
    }

    [Fact]
    public void QueuesAndDelaysTakeFromTheResult()
    {
        var data = TestData.Require("binance-l2/usdm_btcusdt_20240808.gz");
        long Fills(params string[] options)
        {
            var outcome = Marketsim.Run(
                ["backtest", "--data", data, "--strategy", "imbalance-maker", "--set", "lots=10", "--cash", "10000000", "--account", "margin", "--json", .. options]);
            Assert.Equal(("", 0), (outcome.Error, outcome.Code));
            return JsonDocument.Parse(outcome.Output).RootElement.GetProperty("fills").GetInt64();
        }

        var (none, log, averse) = (Fills("--queue", "none"), Fills("--queue", "log"), Fills("--queue", "risk-averse"));
        Assert.True(none >= log && log >= averse && averse > 0, $"{none}, {log}, {averse}");
        Assert.NotEqual(averse, Fills("--feed-latency", "recorded", "--order-latency", "recorded+20ms"));
    }

    [Fact]
    public void ARunOfOursShowsWhatItsPublicSaw()
    {
        Assert.Equal(0, Marketsim.Run("run", "default-day", "--seed", "5", "--set", "duration=4min", "--no-plots", "--out", _folder["run"]).Code);
        var run = RunResult.Open(_folder["run"]);
        var instrument = run.Manifest.CreateInstruments()[0];
        var shown = new PublicBook(instrument.Id);
        using (var events = run.ReadEvents())
        {
            while (events.TryRead(out var item))
            {
                shown.Apply(item);
            }
        }

        var repeated = new RecordedBook();
        var trades = 0;
        foreach (var message in FlowFile.Open([_folder["run"]]).Read())
        {
            Assert.True(repeated.Apply(message), "every message is about an order that was shown");
            trades += message.Kind is RecordedKind.Execute or RecordedKind.Trade ? 1 : 0;
        }

        Assert.True(trades > 50);
        var levels = new DepthLevel[200];
        foreach (var side in new[] { Side.Buy, Side.Sell })
        {
            var count = shown.CopyDepth(side, levels);
            Assert.Equal(count, repeated.Of(side).Count);
            for (var rank = 0; rank < count; rank++)
            {
                var level = repeated.Of(side).At(rank);
                Assert.Equal(
                    (levels[rank].Price.Ticks * instrument.PriceUnitSteps, levels[rank].Quantity.Lots, levels[rank].Orders),
                    (level.Price, (long)level.Quantity, level.Count));
            }
        }

        var outcome = Marketsim.Run("backtest", "--data", _folder["run"], "--strategy", "sma-cross", "--set", "fast=2", "--set", "slow=3", "--json");
        Assert.Equal(("", 0), (outcome.Error, outcome.Code));
    }

    [Fact]
    public void TicksOfTwoFilesAreOneInstrument()
    {
        var trades = _folder.Write("trades.csv", "time,price,size\n2024-03-01 10:00:01,10.5,3\n2024-03-01 10:02:30,10.25,1\n");
        var quotes = _folder.Write("quotes.csv", "time,bid,bidsize,ask,asksize\n2024-03-01 10:00:00,10,5,11,5\n2024-03-01 10:03:00,10,5,11,5\n");
        var outcome = Marketsim.Run("backtest", "--data", "X=" + trades, "--data", "X=" + quotes, "--strategy", "buy-and-hold", "--set", "shares=2", "--json");
        Assert.Equal(("", 0), (outcome.Error, outcome.Code));
        using var result = JsonDocument.Parse(outcome.Output);
        Assert.Equal(1, result.RootElement.GetProperty("fills").GetInt64());
        Assert.Equal("queue risk-averse", result.RootElement.GetProperty("fill").GetString());
    }

    [Theory]
    [InlineData("--fill is for bars", "--fill", "this-close")]
    [InlineData("--queue was 'lifo'", "--queue", "lifo")]
    [InlineData("fifo needs data that name orders", "--queue", "fifo")]
    [InlineData("--order-latency was 'soon'", "--order-latency", "soon")]
    [InlineData("does not tell when messages were received", "--feed-latency", "recorded")]
    [InlineData("--equity was 'often'", "--equity", "often")]
    public void WhatDoesNotFitIsSaid(string said, string option, string value)
    {
        var quotes = _folder.Write("quotes.csv", "time,bid,ask\n2024-03-01 10:00:00,10,11\n");
        var outcome = Marketsim.Run("backtest", "--data", quotes, "--strategy", "buy-and-hold", option, value, "--out", _folder["out"]);
        Assert.Equal(ExitCodeOfBadInput, outcome.Code);
        Assert.Contains(said, outcome.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder["out"]));
    }

    [Fact]
    public void WhatIsForOrderFlowIsRefusedOverBars()
    {
        var bars = _folder.Write("bars.csv", "date,open,high,low,close,volume\n2024-03-01,1,1,1,1,1\n2024-03-02,1,1,1,1,1\n");
        var outcome = Marketsim.Run("backtest", "--data", bars, "--strategy", "buy-and-hold", "--queue", "log");
        Assert.Equal(ExitCodeOfBadInput, outcome.Code);
        Assert.Contains("--queue is for order flow and ticks", outcome.Error, StringComparison.Ordinal);
    }

    private const int ExitCodeOfBadInput = 2;
}
