using System.Globalization;
using MarketSim.Simulation;
using MarketSim.Ui.Cli;

namespace MarketSim.Tests.Integration;

public sealed class OptionVolatilitiesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void TheVolatilitiesThatMakersQuoteWithAreFoundInTheirQuotes()
    {
        File.WriteAllText(_folder["market.yaml"], """
            calendar: {first-day: 2026-01-15}
            mechanisms: [margin, options]
            instruments:
              AAPL:
                price: 180.00
                round-lot: 100
                options: {expiries: 2026-02-20, strikes: 170..190 step 10}
            duration: 2min
            agents:
              ladder-maker: {trades: AAPL, count: 2, cash: 9m, shares: 50_000}
              low: {strategy: option-maker, trades: AAPL-260220P170, account: reg-t, cash: 9m, shares: 0, settings: {volatility: 32}}
              mid: {strategy: option-maker, trades: AAPL-260220C180, account: reg-t, cash: 9m, shares: 0, settings: {volatility: 28}}
              deep: {strategy: option-maker, trades: AAPL-260220C170, account: reg-t, cash: 9m, shares: 0, settings: {volatility: 50}}
            """);
        var run = Marketsim.Run("run", _folder["market.yaml"], "--out", _folder["r"], "--no-plots");
        Assert.True(run.Code == 0, run.Error);
        var table = OptionVolatilities.Of(RunResult.Open(_folder["r"]), at: null);
        var found = table.Rows.ToDictionary(row => row[0], row => double.Parse(row[2], CultureInfo.InvariantCulture));

        // The call at 170 is in the money, and the put says more.
        Assert.Equal(["170", "180"], found.Keys.Order());
        Assert.Equal(0.32, found["170"], 0.005);
        Assert.Equal(0.28, found["180"], 0.005);
        Assert.Equal(0, Marketsim.Run("plot", _folder["r"], "volatility-smile").Code);
        Assert.True(File.Exists(Path.Combine(_folder["r"], "plots", "volatility-smile.png")));
    }

    [Fact]
    public void ARunWithoutOptionsHasNone()
    {
        Assert.Equal(0, Marketsim.Run("run", "--out", _folder["r"], "--set", "duration=5s", "--no-plots").Code);
        var outcome = Marketsim.Run("plot", _folder["r"], "volatility-smile");

        Assert.Equal(2, outcome.Code);
        Assert.Contains("has no options", outcome.Error);
    }
}
