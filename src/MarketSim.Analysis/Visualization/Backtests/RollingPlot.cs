using System.Globalization;

namespace MarketSim.Analysis;

/// <summary>Sharpe ratio, volatility and beta over a window that moves along.</summary>
public sealed class RollingPlot : IBacktestPlot
{
    private const int HalfYear = 126;
    private const int LeastWindow = 10;

    /// <inheritdoc/>
    public string Name => "rolling";

    /// <inheritdoc/>
    public string Summary => "Sharpe ratio, volatility and, where there is a benchmark, beta over a moving window of half a year.";

    /// <inheritdoc/>
    public Figure Draw(BacktestRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        var returns = DailyReturns.Of(record);
        var year = returns.PeriodsPerYear;

        // Half a year of daily returns; of a short series a third, so that there is something to see.
        var window = (int)Math.Max(LeastWindow, Math.Min(Math.Round(HalfYear * Math.Min(1, year / 252)), returns.Values.Length / 3));
        var x = BacktestFrame.Places(returns.Dates);
        var hasBenchmark = returns.Benchmark is not null;
        var rows = new List<FigureRow>
        {
            new(230, Panel("Sharpe ratio", "Sharpe (a year)", returns, x, RollingStatistics.Sharpe(returns.Values, window, year), Ink.Series1, isLast: false, zero: true)),
            new(hasBenchmark ? 210 : 240, Panel(
                "Volatility", "Volatility (% a year)", returns, x,
                [.. RollingStatistics.Volatility(returns.Values, window, year).Select(v => 100 * v)], Ink.Series2, !hasBenchmark)),
        };
        if (hasBenchmark)
        {
            rows.Add(new FigureRow(240, Panel(
                "Beta", $"Beta (to {record.BenchmarkName})", returns, x, RollingStatistics.Beta(returns.Values, returns.Benchmark!, window),
                Ink.Series3, isLast: true)));
        }

        return new Figure
        {
            Title = $"Rolling statistics: {BacktestFrame.NameOf(record)}",
            Subtitle = BacktestFrame.Subtitle(record, string.Create(
                CultureInfo.InvariantCulture, $"windows of {window} returns, {year:0} of them a year, no riskless rate")),
            Rows = rows,
        };
    }

    private static Panel Panel(
        string heading, string label, DailyReturns returns, double[] x, double[] y, Ink ink, bool isLast, bool zero = false)
    {
        double[] seen = [.. y.Where(double.IsFinite)];
        var mean = seen.Length > 0 ? seen.Average() : double.NaN;
        return new Panel
        {
            Heading = heading,
            Remark = seen.Length > 1 ? $"now {Ticks.Number(seen[^1], 2)}, from {Ticks.Number(seen.Min(), 2)} to {Ticks.Number(seen.Max(), 2)}" : null,
            X = BacktestFrame.TimeAxis(returns.Dates, isLast),
            Y = Axis.Around(label, zero && seen.Length > 0 ? [0.0, .. seen] : seen),
            EmptyText = seen.Length < 2 ? "too few returns for a window to move along, or none that differ" : null,
            Layers = seen.Length < 2
                ? []
                :
                [
                    .. zero ? [new RuleLayer(0) { Ink = Ink.Muted }] : Array.Empty<Layer>(),
                    new RuleLayer(mean) { Ink = Ink.Reference, IsDashed = true, Label = $"mean {Ticks.Number(mean, 2)}" },
                    new LineLayer(x, y) { Ink = ink, Width = 1.5 },
                ],
        };
    }
}
