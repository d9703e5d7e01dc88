namespace MarketSim.Analysis;

/// <summary>All drawdowns of a series, from wealth 1 before the first return on: a first period's loss is one.</summary>
/// <remarks>A drawdown begins with the first period that ends below the highest wealth so far and ends with the first that does not. Of
/// equal lows the first is the trough.</remarks>
public sealed class DrawdownTable
{
    private DrawdownTable(IReadOnlyList<Drawdown> all) => All = all;

    /// <summary>In order of time.</summary>
    public IReadOnlyList<Drawdown> All { get; }

    /// <summary>The deepest first; of equal depth the earlier one.</summary>
    public IReadOnlyList<Drawdown> Deepest(int count) => [.. All.OrderBy(d => d.Depth).Take(count)];

    /// <summary>All drawdowns of a series.</summary>
    public static DrawdownTable Of(ReturnSeries returns)
    {
        ArgumentNullException.ThrowIfNull(returns);
        var wealth = WealthOf(returns.Span);
        var found = new List<Drawdown>();
        for (int i = 1, peak = 0; i < wealth.Length; i++)
        {
            if (wealth[i] >= wealth[peak])
            {
                peak = i;
                continue;
            }

            var trough = i;
            for (; i < wealth.Length && wealth[i] < wealth[peak]; i++)
            {
                trough = wealth[i] < wealth[trough] ? i : trough;
            }

            found.Add(Describe(returns, wealth, peak, trough, end: i));
            peak = i;
        }

        return new DrawdownTable(found);
    }

    /// <summary>1, and what it has become after each return.</summary>
    internal static double[] WealthOf(ReadOnlySpan<double> returns)
    {
        var wealth = new double[returns.Length + 1];
        wealth[0] = 1;
        for (var i = 0; i < returns.Length; i++)
        {
            wealth[i + 1] = wealth[i] * (1 + returns[i]);
        }

        return wealth;
    }

    /// <summary>After each return: wealth over its highest so far, less 1.</summary>
    internal static double[] UnderwaterOf(ReadOnlySpan<double> wealth)
    {
        var under = new double[Math.Max(0, wealth.Length - 1)];
        var highest = 1.0;
        for (var i = 0; i < under.Length; i++)
        {
            highest = Math.Max(highest, wealth[i + 1]);
            under[i] = (wealth[i + 1] / highest) - 1;
        }

        return under;
    }

    private static Drawdown Describe(ReturnSeries returns, double[] wealth, int peak, int trough, int end)
    {
        int? recovery = end < wealth.Length ? end : null;
        var dates = returns.Dates;
        return new Drawdown(
            peak, trough, recovery, (wealth[trough] / wealth[peak]) - 1, end - 1 - peak,
            At(peak), At(trough), recovery is { } back ? At(back) : null,
            dates is null ? null : (dates[end - 2].Date - dates[peak].Date).Days + 1);

        // After i periods it is the date of the i-th return; before the first there is none.
        DateTime? At(int periods) => dates is null || periods == 0 ? null : dates[periods - 1];
    }
}
