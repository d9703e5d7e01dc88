using System.Globalization;

namespace MarketSim.Analysis;

/// <summary>The returns of several assets over the same periods, from a table of a column each.</summary>
/// <param name="Names">Of the assets.</param>
/// <param name="Values">By period and asset.</param>
/// <param name="PeriodsPerYear">How many periods make a year.</param>
/// <param name="Kind">What the table held: prices or returns.</param>
/// <param name="Note">What was left out, for a subtitle; empty if nothing.</param>
internal sealed record AssetReturns(IReadOnlyList<string> Names, IReadOnlyList<double[]> Values, double PeriodsPerYear, string Kind, string Note)
{
    private static readonly double[] Usual = [252, 365, 52, 12, 4, 1];

    public int Count => Values.Count;

    public static AssetReturns Of(PlotTable table, int most)
    {
        var dates = table.Find("date", "time", "timestamp", "");
        int[] all = [.. Enumerable.Range(0, table.Columns.Count).Where(i => i != dates && table.IsNumeric(i))];
        int[] assets = [.. all.Take(most)];
        int[] rows = [.. Enumerable.Range(0, table.Rows.Count).Where(row => assets.All(i => double.IsFinite(table.Number(row, i))))];
        double[][] numbers = [.. rows.Select(row => assets.Select(i => table.Number(row, i)).ToArray())];

        // Prices are above zero, all of them; of returns about half are below.
        var arePrices = numbers.Length > 0 && numbers.All(row => row.All(value => value > 0));
        double[][] returns = arePrices ? [.. numbers.Zip(numbers.Skip(1), (from, to) => to.Zip(from, (b, a) => (b / a) - 1).ToArray())] : numbers;
        var left = all.Length > assets.Length ? string.Create(CultureInfo.InvariantCulture, $", the first {assets.Length} of {all.Length} columns") : "";
        return new AssetReturns(
            [.. assets.Select(i => table.Columns[i])], returns, RateOf(table, dates, rows), arePrices ? "prices" : "given returns", left);
    }

    /// <summary>Means, and covariances with one degree of freedom less than there are returns.</summary>
    public (double[] Means, double[,] Covariance) Moments()
    {
        double[] means = [.. Enumerable.Range(0, Names.Count).Select(i => Values.Average(row => row[i]))];
        var covariance = new double[Names.Count, Names.Count];
        for (var i = 0; i < Names.Count; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                covariance[i, j] = covariance[j, i] = Values.Sum(row => (row[i] - means[i]) * (row[j] - means[j])) / (Count - 1);
            }
        }

        return (means, covariance);
    }

    private static double RateOf(PlotTable table, int dates, int[] rows)
    {
        const DateTimeStyles styles = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        if (dates < 0 || rows.Length < 2
            || !DateTime.TryParse(table.Rows[rows[0]][dates], CultureInfo.InvariantCulture, styles, out var first)
            || !DateTime.TryParse(table.Rows[rows[^1]][dates], CultureInfo.InvariantCulture, styles, out var last) || last <= first)
        {
            return 252;
        }

        var rate = (rows.Length - 1) / ((last - first).TotalDays / 365.2425);
        var nearest = Usual.MinBy(usual => Math.Abs(Math.Log(rate / usual)));
        return Math.Abs((rate / nearest) - 1) < 0.12 ? nearest : rate;
    }
}
