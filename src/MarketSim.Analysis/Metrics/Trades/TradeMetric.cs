namespace MarketSim.Analysis;

/// <summary>One number of <see cref="TradeStatistics"/>, as it is printed.</summary>
/// <param name="Name">In JSON.</param>
/// <param name="Title">For people.</param>
/// <param name="Unit">What it counts.</param>
/// <param name="Formula">How it comes about; p the profits of n round trips after fees.</param>
/// <param name="Of">The number; null where it is undefined.</param>
public sealed record TradeMetric(string Name, string Title, MetricUnit Unit, string Formula, Func<TradeStatistics, double?> Of)
{
    /// <summary>In reading order.</summary>
    public static IReadOnlyList<TradeMetric> All { get; } =
    [
        new("trades", "Round trips", MetricUnit.Number, "n", s => s.Trades),
        new("tradeWins", "Winning trades", MetricUnit.Number, "number of p > 0", s => s.Wins),
        new("tradeLosses", "Losing trades", MetricUnit.Number, "number of p < 0", s => s.Losses),
        new("tradeNetProfit", "Net profit", MetricUnit.Number, "Σp", s => s.NetProfit),
        new("tradeFees", "Fees", MetricUnit.Number, "Σ fees", s => s.Fees),
        new("tradeGrossProfit", "Gross profit", MetricUnit.Number, "Σ(p > 0)", s => s.GrossProfit),
        new("tradeGrossLoss", "Gross loss", MetricUnit.Number, "Σ(p < 0)", s => s.GrossLoss),
        new("tradeWinRate", "Win rate of trades", MetricUnit.Fraction, "wins / (wins + losses): zeros not counted", s => s.WinRate),
        new("tradeProfitFactor", "Profit factor of trades", MetricUnit.Number, "Σ(p > 0) / |Σ(p < 0)|", s => s.ProfitFactor),
        new("expectancy", "Expectancy", MetricUnit.Number, "mean(p)", s => s.Expectancy),
        new("expectancyPerLoss", "Expectancy for a unit of loss", MetricUnit.Number, "mean(p) / |mean(p < 0)|", s => s.ExpectancyPerLoss),
        new("averageWinningTrade", "Average winning trade", MetricUnit.Number, "mean(p > 0)", s => s.AverageWin),
        new("averageLosingTrade", "Average losing trade", MetricUnit.Number, "mean(p < 0)", s => s.AverageLoss),
        new("tradePayoffRatio", "Payoff ratio of trades", MetricUnit.Number, "mean(p > 0) / |mean(p < 0)|", s => s.PayoffRatio),
        new("bestTrade", "Best trade", MetricUnit.Number, "max(p)", s => s.BestTrade),
        new("worstTrade", "Worst trade", MetricUnit.Number, "min(p)", s => s.WorstTrade),
        new("sqn", "System quality number", MetricUnit.Number, "√n·mean(p) / s(p), n - 1", s => s.SystemQuality),
        new("tradeKelly", "Kelly criterion of trades", MetricUnit.Fraction, "(b·w - (1 - w)) / b, w win rate, b payoff ratio", s => s.Kelly),
        new("averageTradeReturn", "Average return of a trade", MetricUnit.Fraction, "mean(p / |entry·quantity|)", s => s.AverageReturn),
        new("averageMae", "Average adverse excursion", MetricUnit.Number, "mean of the MAE", s => s.AverageAdverseExcursion),
        new("averageMfe", "Average favourable excursion", MetricUnit.Number, "mean of the MFE", s => s.AverageFavourableExcursion),
        new("edgeTaken", "Edge taken", MetricUnit.Fraction, "Σ(p > 0) / Σ MFE of the winning trades", s => s.EdgeTaken),
        new("longestWinningTrades", "Longest winning streak of trades", MetricUnit.Number, "most p > 0 in a row, by closing", s => s.LongestWinningStreak),
        new("longestLosingTrades", "Longest losing streak of trades", MetricUnit.Number, "most p < 0 in a row, by closing", s => s.LongestLosingStreak),
        new("averageHoldingDays", "Average holding time", MetricUnit.Days, "mean(closed - opened)", s => s.AverageHoldingDays),
        new("medianHoldingDays", "Median holding time", MetricUnit.Days, "median(closed - opened)", s => s.MedianHoldingDays),
        new("averageHoldingBars", "Average holding time in bars", MetricUnit.Periods, "mean of the bars held", s => s.AverageHoldingBars),
        new("longTrades", "Long trades", MetricUnit.Number, "number of long trades", s => s.LongTrades),
        new("longProfit", "Profit of long trades", MetricUnit.Number, "Σp of long trades", s => s.LongProfit),
        new("shortTrades", "Short trades", MetricUnit.Number, "number of short trades", s => s.ShortTrades),
        new("shortProfit", "Profit of short trades", MetricUnit.Number, "Σp of short trades", s => s.ShortProfit),
    ];
}
