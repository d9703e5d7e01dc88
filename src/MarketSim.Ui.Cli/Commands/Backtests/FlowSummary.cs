using MarketSim.Simulation;

namespace MarketSim.Ui.Cli;

/// <summary>A back-test over order flow in a few figures: the same as the whole one prints.</summary>
internal static class FlowSummary
{
    public static BacktestSummary Run(FlowSetup setup, FlowData data, List<(long Time, long Equity)> points)
    {
        var figures = new BacktestFigures(folder: null, setup.Terms);
        var outcome = new FlowBacktest(setup, data, figures).Run();
        points.AddRange(figures.Points);
        var metrics = figures.Metrics();
        double? Find(string name) => metrics.First(metric => metric.Key == name).Value;
        return new BacktestSummary(
            outcome.Fills, outcome.Trips, outcome.FinalEquity, (outcome.FinalEquity / (double)setup.Terms.Cash) - 1, Find("maxDrawdown") ?? 0,
            Find("sharpe"), Find("tradeProfitFactor"));
    }
}
