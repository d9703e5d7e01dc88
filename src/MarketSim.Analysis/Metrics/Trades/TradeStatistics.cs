namespace MarketSim.Analysis;

/// <summary>What round trips say of a strategy. What is undefined is null.</summary>
/// <remarks>A trade of no profit and no loss counts as a trade, but is neither won nor lost. Streaks are in order of closing.</remarks>
public sealed record TradeStatistics
{
    /// <summary>How many round trips.</summary>
    public required int Trades { get; init; }

    /// <summary>How many of them gained.</summary>
    public required int Wins { get; init; }

    /// <summary>How many of them lost.</summary>
    public required int Losses { get; init; }

    /// <summary>The sum of all profits, after fees.</summary>
    public required double NetProfit { get; init; }

    /// <summary>The sum of all fees.</summary>
    public required double Fees { get; init; }

    /// <summary>Σ of the gains.</summary>
    public required double GrossProfit { get; init; }

    /// <summary>Σ of the losses, below zero.</summary>
    public required double GrossLoss { get; init; }

    /// <summary>Wins / (wins + losses).</summary>
    public required double? WinRate { get; init; }

    /// <summary>Σ gains / |Σ losses|; null without a loss.</summary>
    public required double? ProfitFactor { get; init; }

    /// <summary>Mean profit of a trade.</summary>
    public required double? Expectancy { get; init; }

    /// <summary>Mean profit of a trade over the mean loss of a losing one: what a unit at risk brings (Tharp's R).</summary>
    public required double? ExpectancyPerLoss { get; init; }

    /// <summary>Mean gain of the winning trades.</summary>
    public required double? AverageWin { get; init; }

    /// <summary>Mean loss of the losing trades, below zero.</summary>
    public required double? AverageLoss { get; init; }

    /// <summary>Mean gain / |mean loss|.</summary>
    public required double? PayoffRatio { get; init; }

    /// <summary>The highest profit of a trade.</summary>
    public required double? BestTrade { get; init; }

    /// <summary>The lowest profit of a trade.</summary>
    public required double? WorstTrade { get; init; }

    /// <summary>System quality number: √n·mean / s of the profits, n - 1. Source: Tharp (2008), "Definitive guide to position sizing".</summary>
    public required double? SystemQuality { get; init; }

    /// <summary>(b·p - q) / b of the trades. Source: Kelly (1956).</summary>
    public required double? Kelly { get; init; }

    /// <summary>Mean of the trades' returns on what was invested.</summary>
    public required double? AverageReturn { get; init; }

    /// <summary>Mean of the maximum adverse excursions.</summary>
    public required double? AverageAdverseExcursion { get; init; }

    /// <summary>Mean of the maximum favourable excursions.</summary>
    public required double? AverageFavourableExcursion { get; init; }

    /// <summary>Gross profit that was realised over the favourable excursions of the winning trades: how much of what was there was
    /// taken.</summary>
    public required double? EdgeTaken { get; init; }

    /// <summary>Most gaining trades in a row.</summary>
    public required int LongestWinningStreak { get; init; }

    /// <summary>Most losing trades in a row.</summary>
    public required int LongestLosingStreak { get; init; }

    /// <summary>Mean time from opening to closing, in days.</summary>
    public required double? AverageHoldingDays { get; init; }

    /// <summary>The middle one of these times, in days.</summary>
    public required double? MedianHoldingDays { get; init; }

    /// <summary>Mean number of bars that a trade was held.</summary>
    public required double? AverageHoldingBars { get; init; }

    /// <summary>How many of the trades were long.</summary>
    public required int LongTrades { get; init; }

    /// <summary>What the long trades brought.</summary>
    public required double LongProfit { get; init; }

    /// <summary>How many of the trades were short.</summary>
    public required int ShortTrades { get; init; }

    /// <summary>What the short trades brought.</summary>
    public required double ShortProfit { get; init; }

    /// <summary>Of the given trades.</summary>
    public static TradeStatistics Of(IReadOnlyList<RoundTrip> trades)
    {
        ArgumentNullException.ThrowIfNull(trades);
        RoundTrip[] closed = [.. trades.OrderBy(t => t.Closed)];
        double[] profits = [.. closed.Select(t => t.Profit)];
        double[] returns = [.. closed.Select(t => t.Return).OfType<double>()];
        double[] days = [.. closed.Select(t => t.Held.TotalDays)];
        var (wins, losses) = (Shortfalls.Wins(profits), Shortfalls.Losses(profits));
        var (gained, lost) = (Shortfalls.Above(profits, 0), Shortfalls.Below(profits, 0));
        var winRate = Moments.Ratio(wins, wins + losses);
        var (averageWin, averageLoss) = (Moments.Ratio(gained, wins), Moments.Ratio(-lost, losses));
        var (mean, payoff) = (Moments.Mean(profits), Moments.Ratio(averageWin, -averageLoss));
        return new TradeStatistics
        {
            Trades = closed.Length,
            Wins = wins,
            Losses = losses,
            NetProfit = Moments.Sum(profits),
            Fees = Total(closed, t => t.Fees),
            GrossProfit = gained,
            GrossLoss = -lost,
            WinRate = winRate,
            ProfitFactor = Moments.Ratio(gained, lost),
            Expectancy = mean,
            ExpectancyPerLoss = Moments.Ratio(mean, -averageLoss),
            AverageWin = averageWin,
            AverageLoss = averageLoss,
            PayoffRatio = payoff,
            BestTrade = profits.Length == 0 ? null : profits.Max(),
            WorstTrade = profits.Length == 0 ? null : profits.Min(),
            SystemQuality = Moments.Ratio(mean, Moments.Deviation(profits)) * Math.Sqrt(profits.Length),
            Kelly = KellyOfReturns.Of(winRate, payoff),
            AverageReturn = Moments.Mean(returns),
            AverageAdverseExcursion = Moments.Mean([.. closed.Select(t => t.Mae)]),
            AverageFavourableExcursion = Moments.Mean([.. closed.Select(t => t.Mfe)]),
            EdgeTaken = Moments.Ratio(gained, Total(closed, t => t.Profit > 0 ? t.Mfe : 0)),
            LongestWinningStreak = Streak.Longest(profits, sign: 1),
            LongestLosingStreak = Streak.Longest(profits, sign: -1),
            AverageHoldingDays = Moments.Mean(days),
            MedianHoldingDays = Quantile.Type7([.. days.Order()], 0.5),
            AverageHoldingBars = Moments.Mean([.. closed.Select(t => (double)t.Bars)]),
            LongTrades = closed.Count(t => t.Sign > 0),
            LongProfit = Total(closed, t => t.Sign > 0 ? t.Profit : 0),
            ShortTrades = closed.Count(t => t.Sign < 0),
            ShortProfit = Total(closed, t => t.Sign < 0 ? t.Profit : 0),
        };
    }

    private static double Total(RoundTrip[] trades, Func<RoundTrip, double> of) => Moments.Sum([.. trades.Select(of)]);
}
