using static MarketSim.Analysis.ReportNumbers;

namespace MarketSim.Analysis;

/// <summary>What round trips say of a strategy, in groups.</summary>
internal static class TradeFacts
{
    /// <summary>Of a record that has some.</summary>
    public static IReadOnlyList<(string Title, IReadOnlyList<ReportFact> Facts)> Of(BacktestRecord record)
    {
        var all = TradeStatistics.Of(record.Trips);
        var currency = record.Currency;
        var use = UseOf(record);
        return
        [
            ("Round trips",
            [
                Whole("Round trips", all.Trades), Whole("Won", all.Wins), Whole("Lost", all.Losses), Share("Win rate", all.WinRate, "Won over won and lost."),
                Whole("Most won in a row", all.LongestWinningStreak), Whole("Most lost in a row", all.LongestLosingStreak),
                Plain("Days held, mean", all.AverageHoldingDays), Plain("Days held, median", all.MedianHoldingDays), Plain("Bars held, mean", all.AverageHoldingBars),
            ]),
            ("Profit",
            [
                Amount("Net profit", all.NetProfit), Amount("Gains", all.GrossProfit), Amount("Losses", all.GrossLoss), Amount("Fees", all.Fees),
                Amount("Of long positions", all.LongProfit), Amount("Of short positions", all.ShortProfit),
                Amount("Best", all.BestTrade), Amount("Worst", all.WorstTrade), Share("Mean return", all.AverageReturn, "Of what was invested in a round trip."),
            ]),
            ("Quality",
            [
                Plain("Profit factor", all.ProfitFactor, "Sum of gains over sum of losses; a dash without a loss."),
                Amount("Expectancy", all.Expectancy, "Mean profit of a round trip."),
                Plain("Expectancy in losses", all.ExpectancyPerLoss, "Mean profit over the mean loss of a losing one (Tharp's R)."),
                Plain("Payoff ratio", all.PayoffRatio, "Mean gain over mean loss."),
                Plain("System quality", all.SystemQuality, "√n times mean over standard deviation of the profits (Tharp's SQN)."),
                Share("Kelly", all.Kelly, "The part of the capital that grows fastest, by win rate and payoff ratio."),
                Amount("In the red at worst, mean", -all.AverageAdverseExcursion is { } red ? -Math.Abs(red) : null, "Maximum adverse excursion."),
                Amount("In the black at best, mean", all.AverageFavourableExcursion, "Maximum favourable excursion."),
                Share("Edge taken", all.EdgeTaken, "Gains over the best that the won positions had been worth."),
            ]),
            ("Use of capital",
            [
                Plain("Turnover a year", use.Yearly, "Half of what was bought and sold, over mean equity."),
                Share("Time in the market", use.TimeInMarket, "The part of the days at whose end something was held."),
                Share("Exposure, mean", use.MeanGross, "Sum of all positions without their signs, over equity."),
                Share("Exposure, most", use.MaxGross, "The most of it at the end of a day."),
                Share("Net exposure, mean", use.MeanNet, "The same with short positions below zero."),
            ]),
        ];

        ReportFact Amount(string name, double? value, string? hint = null) => new(name, Money(value, currency)) { Number = value ?? double.NaN, Hint = hint };
    }

    private static Turnover UseOf(BacktestRecord record)
    {
        var held = record.Positions.GroupBy(position => position.Time.Date).ToDictionary(
            day => day.Key, day => (Gross: day.Sum(position => Math.Abs(position.Value)), Net: day.Sum(position => position.Value)));
        var daily = record.Equity.Daily();
        return Turnover.Of(
            daily.Values, [.. daily.Times.Select(time => held.GetValueOrDefault(time.Date).Gross)],
            [.. daily.Times.Select(time => held.GetValueOrDefault(time.Date).Net)],
            record.Fills.Sum(fill => Math.Abs(fill.Quantity * fill.Price)), PeriodsOfDates.Infer([.. daily.Times.Select(time => time.Date)]));
    }

    private static ReportFact Whole(string name, int value) => new(name, Count(value)) { Number = value };

    private static ReportFact Plain(string name, double? value, string? hint = null) => new(name, Number(value)) { Number = value ?? double.NaN, Hint = hint };

    private static ReportFact Share(string name, double? value, string? hint = null) => new(name, Percent(value, 1)) { Number = value ?? double.NaN, Hint = hint };
}
