using System.Globalization;
using MarketSim.Analysis;

namespace MarketSim.Ui.Cli;

/// <summary>The tables that stand in JSON beside the numbers, where they are asked for.</summary>
internal static class SeriesTables
{
    /// <summary>Drawdowns, and months and years; name and rows.</summary>
    public static IEnumerable<KeyValuePair<string, object?>> Of(PerformanceInput input, MetricsRequest request)
    {
        if (request.TabulatesDrawdowns)
        {
            yield return new("drawdownTable", input.Drawdowns.Deepest(request.Drawdowns).Select(Row).ToArray());
        }

        if (request.ShowsMonths)
        {
            yield return new("months", input.Months.All.Select(m => new { year = m.Year, month = m.Month, @return = m.Value }).ToArray());
            yield return new("years", input.Years.All.Select(y => new { year = y.Year, @return = y.Value }).ToArray());
        }
    }

    // Places count periods: 0 is before the first return.
    private static object Row(Drawdown fall) => new
    {
        depth = fall.Depth, peak = Day(fall.PeakDate), trough = Day(fall.TroughDate), recovery = Day(fall.RecoveryDate),
        peakPeriod = fall.Peak, troughPeriod = fall.Trough, recoveryPeriod = fall.Recovery, periodsUnderWater = fall.PeriodsUnderWater,
        periodsToTrough = fall.PeriodsToTrough, periodsToRecover = fall.PeriodsToRecover, days = fall.Days,
    };

    private static string? Day(DateTime? date)
        => date is { } day ? day.ToString(day.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "s", CultureInfo.InvariantCulture) : null;
}
