using MarketSim.Core;
using MarketSim.Simulation;

namespace MarketSim.Tests.Integration;

public sealed class RunSummaryTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly RunOutput _output;
    private readonly RunResult _result;
    private readonly RunSummary _summary;
    private readonly MarketSimulation _simulation;

    public RunSummaryTests()
    {
        var scenario = new DefaultDay();
        var options = new OptionSet(scenario.Options);
        options.Set("duration", "3min");
        options.Set("taker-fee-ppm", "300");
        options.Set("maker-fee-ppm", "-100");
        _simulation = new MarketSimulation(scenario.Create(options, seed: 4), seed: 4);
        _output = _simulation.Run();
        _result = _output.Save(_folder["run"]);
        _summary = RunSummary.Parse(File.ReadAllText(_result.Folder.Summary));
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void ARunKeptInMemoryCanBeSavedAndReplays()
    {
        var verdict = _result.Replay();

        Assert.True(verdict.IsSame && verdict.IsWhole, verdict.Sentence);
        Assert.Equal(_output.StateHash.ToString("x16", null), verdict.StateHash);
        Assert.Equal(_output.MarketEvents, verdict.Events);
    }

    [Fact]
    public void FiguresOfInstrumentsAreThoseOfTheTrades()
    {
        foreach (var instrument in _simulation.World.Instruments)
        {
            var trades = Trades(instrument);
            var summary = _summary.Instruments[instrument.Id.Value];
            Assert.Equal(trades.Count, summary.Trades);
            Assert.Equal(trades.Sum(t => t.Quantity.Lots), summary.Volume);
            Assert.Equal((double)instrument.ToDecimal(trades[0].Price), summary.Open!.Value, 9);
            Assert.Equal((double)instrument.ToDecimal(trades[^1].Price), summary.Close!.Value, 9);
            Assert.Equal((double)instrument.ToDecimal(trades.Max(t => t.Price)), summary.High!.Value, 9);
            Assert.Equal((double)instrument.ToDecimal(trades.Min(t => t.Price)), summary.Low!.Value, 9);
            Assert.Equal(
                (double)(
                    trades.Sum(t => instrument.ToDecimal(t.Price) * t.Quantity.Lots) / trades.Sum(t => t.Quantity.Lots)),
                summary.Vwap!.Value, 9);
            Assert.Equal(trades.Sum(t => t.Amount) / 100.0, summary.Turnover, 6);
        }
    }

    [Fact]
    public void TheTimeWeightedSpreadIsTheMeanOfTheQuoteInForceAtEveryInstant()
    {
        // Against a look at the quote every millisecond, which is as good as the time-weighted mean but for rounding.
        var instrument = _simulation.World.Instruments[0];
        var (sum, looks) = (0.0, 0L);
        var (bid, ask) = (default(MarketEvent), default(MarketEvent));
        var next = 0L;
        foreach (
            var quote in _output.Recorded!.Events.Where(e => e.Kind == EventKind.Quoted && e.Instrument == instrument.Id))
        {
            for (; next < quote.Time.Nanoseconds; next += 1_000_000)
            {
                if (!bid.Quantity.IsZero && !ask.Quantity.IsZero)
                {
                    sum += ask.Price - bid.Price;
                    looks++;
                }
            }

            _ = quote.Side == Side.Buy ? bid = quote : ask = quote;
        }

        Assert.Equal(sum / looks / 100, _summary.Instruments[0].TimeWeightedSpread!.Value, 0.0002);
    }

    [Fact]
    public void WhatTypesGainByTradingSumsToZeroWithTheVenuesFees()
    {
        Assert.Equal(0, _summary.AgentTypes.Sum(t => t.TradingProfit), 2);
        Assert.Contains(_summary.AgentTypes, t => t.Type == "venue" && t.TradingProfit > 0);
        Assert.Contains(_summary.AgentTypes, t => t.TradingProfit < -1);
    }

    [Fact]
    public void BalancesInTheTableAreThoseOfTheLedger()
    {
        var accounts = _simulation.World.Participants;
        var table = _result.Folder.Table("accounts");
        var balances = ParquetFile.Longs(table, "balance_smallest_units");
        Assert.NotEmpty(balances);
        var ledger = _simulation.Exchange.Ledger;
        var types = _summary.AgentTypes.Where(t => t.Type != "venue").ToDictionary(t => t.Type);
        foreach (var type in types.Keys)
        {
            var orders = _output.Recorded!.Events.Count(e => e.Kind == EventKind.Accepted
                && accounts.First(p => p.Account == e.Account).Type == type);
            Assert.Equal(orders, types[type].Orders);
        }

        // Cash is the one asset whose mark never moves: profit by cash alone can be read off the ledger.
        var paidIn = accounts.Sum(p => p.Endowment.Where(e => e.Asset.Value == 0).Sum(e => e.Amount));
        var held = accounts.Sum(p => ledger.Balance(p.Account, new AssetId(0)));
        Assert.Equal(_summary.AgentTypes.Single(t => t.Type == "venue").TradingProfit, (paidIn - held) / 100.0, 6);
    }

    [Theory]
    [InlineData("trades", "price_ticks")]
    [InlineData("quotes", "bid_lots")]
    [InlineData("depth", "quantity_lots")]
    [InlineData("orders", "filled_lots")]
    [InlineData("accounts", "balance_smallest_units")]
    public void EveryTableHasRowsAndSaysItsUnits(string table, string column)
    {
        var path = _result.Folder.Table(table);

        Assert.Contains(column, ParquetFile.Columns(path));
        Assert.NotEmpty(ParquetFile.Longs(path, column));
        Assert.Contains("one tick is 0.01", ParquetFile.Metadata(path)["marketsim.unit.ALPHA"]);
    }

    [Fact]
    public void TablesHoldWhatHappened()
    {
        var events = _output.Recorded!.Events;
        Assert.Equal(
            events.Where(e => e.Kind == EventKind.Traded).Select(e => e.Price.Ticks),
            ParquetFile.Longs(_result.Folder.Table("trades"), "price_ticks"));
        Assert.Equal(
            events.Count(e => e.Kind == EventKind.Accepted) + events.Count(
                e => e.Kind == EventKind.Rejected && e.Type != 0),
            ParquetFile.Longs(_result.Folder.Table("orders"), "filled_lots").Length);
        Assert.Equal(
            2 * events.Where(e => e.Kind == EventKind.Traded).Sum(e => e.Quantity.Lots),
            ParquetFile.Longs(_result.Folder.Table("orders"), "filled_lots").Sum());
    }

    private List<MarketEvent> Trades(Instrument instrument)
        => [.. _output.Recorded!.Events.Where(e => e.Kind == EventKind.Traded && e.Instrument == instrument.Id)];
}
