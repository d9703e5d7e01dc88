namespace MarketSim.Analysis;

/// <summary>Compound returns of calendar months or years.</summary>
/// <remarks>The first and the last month or year may be partial: what the series has of them counts.</remarks>
public sealed class PeriodReturns
{
    private PeriodReturns(IReadOnlyList<PeriodReturn> all) => All = all;

    /// <summary>In order of time; months and years without a return are left out.</summary>
    public IReadOnlyList<PeriodReturn> All { get; }

    internal double[] Values => [.. All.Select(p => p.Value)];

    /// <summary>Of calendar months; none if the series has no dates.</summary>
    public static PeriodReturns ByMonth(ReturnSeries returns) => By(returns, date => (date.Year, date.Month));

    /// <summary>Of calendar years; none if the series has no dates.</summary>
    public static PeriodReturns ByYear(ReturnSeries returns) => By(returns, date => (date.Year, null));

    private static PeriodReturns By(ReturnSeries returns, Func<DateTime, (int Year, int? Month)> key)
    {
        ArgumentNullException.ThrowIfNull(returns);
        var all = new List<PeriodReturn>();
        for (var i = 0; returns.Dates is not null && i < returns.Count;)
        {
            var (period, growth) = (key(returns.Dates[i]), 1.0);
            for (; i < returns.Count && key(returns.Dates[i]) == period; i++)
            {
                growth *= 1 + returns.Values[i];
            }

            all.Add(new PeriodReturn(period.Year, period.Month, growth - 1));
        }

        return new PeriodReturns(all);
    }
}

/// <summary>What a calendar month or year returned.</summary>
/// <param name="Year">The year.</param>
/// <param name="Month">The month, from 1; null for the whole year.</param>
/// <param name="Value">Its compound return.</param>
public readonly record struct PeriodReturn(int Year, int? Month, double Value);
