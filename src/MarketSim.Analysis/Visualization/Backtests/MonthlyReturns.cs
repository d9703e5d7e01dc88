namespace MarketSim.Analysis;

/// <summary>Returns by month and year: from the last value of one to the last of the next.</summary>
/// <remarks>The first month is counted from what was put in, where that is known; else from the first value, and is left out where that
/// is its only one.</remarks>
public sealed class MonthlyReturns
{
    private readonly double?[,] _months;
    private readonly double?[] _years;

    private MonthlyReturns(IReadOnlyList<int> years)
        => (Years, _months, _years) = (years, new double?[years.Count, 12], new double?[years.Count]);

    /// <summary>From the first to the last, without gaps.</summary>
    public IReadOnlyList<int> Years { get; }

    /// <summary>The return of a month; null where there was none.</summary>
    /// <param name="year">Place of the year.</param>
    /// <param name="month">From 0 for January.</param>
    public double? this[int year, int month] => _months[year, month];

    /// <summary>The return of a year, or of what there is of it.</summary>
    public double? OfYear(int year) => _years[year];

    /// <summary>Computes them.</summary>
    public static MonthlyReturns Of(EquityCurve curve)
    {
        ArgumentNullException.ThrowIfNull(curve);
        if (curve.Count == 0 || (curve.Count == 1 && curve.Initial is null))
        {
            return new MonthlyReturns([]);
        }

        var first = curve.Times[0].Year;
        var table = new MonthlyReturns([.. Enumerable.Range(first, curve.Times[^1].Year - first + 1)]);
        var (month, year) = (curve.Start, curve.Start);
        for (var i = 0; i < curve.Count; i++)
        {
            var (time, next) = (curve.Times[i], i + 1 < curve.Count ? curve.Times[i + 1] : DateTime.MaxValue);
            var isLast = i + 1 == curve.Count;
            if (isLast || next.Month != time.Month || next.Year != time.Year)
            {
                table._months[time.Year - first, time.Month - 1] = (i == 0 && curve.Initial is null) || !(month > 0) ? null : (curve.Values[i] / month) - 1;
                month = curve.Values[i];
            }

            if (isLast || next.Year != time.Year)
            {
                table._years[time.Year - first] = (i == 0 && curve.Initial is null) || !(year > 0) ? null : (curve.Values[i] / year) - 1;
                year = curve.Values[i];
            }
        }

        return table;
    }
}
