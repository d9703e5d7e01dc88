using System.Globalization;
using MathNet.Numerics.Distributions;

namespace MarketSim.Analysis;

/// <summary>How often returns of each size came, against a normal distribution, and what its tails cost.</summary>
public sealed class ReturnDistributionPlot : IBacktestPlot
{
    private const int MostBars = 60;
    private const int CurvePoints = 200;

    /// <inheritdoc/>
    public string Name => "return-distribution";

    /// <inheritdoc/>
    public string Summary => "Daily returns against a normal distribution of the same mean and deviation, with value at risk.";

    /// <inheritdoc/>
    public Figure Draw(BacktestRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        double[] returns = [.. DailyReturns.Of(record).Values.Where(double.IsFinite).Select(r => 100 * r).Order()];

        // Days without a position would be one bar that dwarfs all others.
        double[] moved = [.. returns.Where(r => r != 0)];
        var still = returns.Length - moved.Length;
        var isIdle = still > returns.Length / 20;
        return new Figure
        {
            Title = $"Distribution of returns: {BacktestFrame.NameOf(record)}",
            Subtitle = BacktestFrame.Subtitle(record, string.Create(CultureInfo.InvariantCulture, $"{returns.Length:#,0} returns{(isIdle ? $", {still:#,0} of exactly 0 not drawn" : "")}")),
            Rows = [new FigureRow(420, Histogram(isIdle ? moved : returns, returns) with { Width = 1.7 }, AgainstNormal(isIdle ? moved : returns))],
        };
    }

    private static Panel Histogram(double[] returns, double[] all)
    {
        var (mean, deviation) = Moments(returns);
        if (returns.Length < 2 || !(deviation > 0))
        {
            return new Panel
            {
                X = new Axis("Return (%)", -1, 1), Y = new Axis("Returns (number)", 0, 1), Layers = [],
                EmptyText = "fewer than two returns that differ",
            };
        }

        // A few returns far away would leave all others in one bar: the outermost bars take what lies beyond.
        var reach = Math.Max(Math.Abs(Quantiles.Of(returns, 0.001) - mean), Math.Abs(Quantiles.Of(returns, 0.999) - mean));
        reach = Math.Min(Math.Max(reach, 4 * deviation), Math.Max(mean - returns[0], returns[^1] - mean) * 1.02);
        var (low, high) = (mean - reach, mean + reach);
        var count = (int)Math.Clamp(2 * Math.Pow(returns.Length, 0.4), 8, MostBars);
        var width = (high - low) / count;
        var heights = new int[count];
        foreach (var value in returns)
        {
            heights[Math.Clamp((int)((value - low) / width), 0, count - 1)]++;
        }

        var normal = new Normal(mean, deviation);
        double[] curve = [.. Enumerable.Range(0, CurvePoints + 1).Select(i => low + ((high - low) * i / CurvePoints))];
        double[] density = [.. curve.Select(x => normal.Density(x) * returns.Length * width)];
        var top = Math.Max(heights.Max(), density.Max()) * 1.1;
        var input = new PerformanceInput(new ReturnSeries(all, 252));
        var (historical, gaussian) = (new HistoricalValueAtRisk(0.95).Measure(input)!.Value, new NormalValueAtRisk(0.95).Measure(input)!.Value);
        var outside = returns.Count(value => value < low || value > high);
        return new Panel
        {
            X = new Axis(outside > 0 ? string.Create(CultureInfo.InvariantCulture, $"Return (%), {outside} beyond in the outermost bars") : "Return (%)", low, high),
            Y = new Axis("Returns (number)", 0, top) { Ticks = top < 10 ? [.. Enumerable.Range(0, (int)top + 1).Select(n => new Tick(n, Ticks.Number(n, 0)))] : null },
            HasSideLegend = false,
            Layers =
            [
                new BarLayer([.. heights.Select((n, i) => new Bar(low + (i * width), low + ((i + 1) * width), 0, n))])
                {
                    Ink = Ink.Series1, Opacity = 0.75, Label = "returns",
                },
                new LineLayer(curve, density) { Ink = Ink.Text, Width = 1.8, Label = "normal" },
                new RuleLayer(historical, IsVertical: true) { Ink = Ink.Sell, Label = $"VaR 95%: {Ticks.Number(historical, 2)} %" },
                new RuleLayer(gaussian, IsVertical: true) { Ink = Ink.Reference, IsDashed = true, Label = $"of the normal: {Ticks.Number(gaussian, 2)} %" },
            ],
        };
    }

    // Each return against the one of the same rank if all came from a normal distribution: a straight line if they did.
    private static Panel AgainstNormal(double[] returns)
    {
        var (mean, deviation) = Moments(returns);
        if (returns.Length < 2 || !(deviation > 0))
        {
            return new Panel { X = new Axis("Expected (deviations)", -3, 3), Y = new Axis("Seen (deviations)", -3, 3), Layers = [], EmptyText = "" };
        }

        // Of the crowd in the middle not every point is needed; of the tails each is.
        var step = Math.Max(1, returns.Length / 600);
        int[] places = [.. Enumerable.Range(0, returns.Length).Where(i => i % step == 0 || i < 100 || i >= returns.Length - 100)];
        double[] expected = [.. places.Select(i => Normal.InvCDF(0, 1, (i + 0.5) / returns.Length))];
        double[] seen = [.. places.Select(i => (returns[i] - mean) / deviation)];
        var reach = Math.Max(3, expected[^1]) * 1.08;
        return new Panel
        {
            Remark = "heavy tails bend away from the line",
            X = new Axis("Expected of a normal (deviations)", -reach, reach),
            Y = Axis.Around("Seen (deviations)", seen, [-reach, reach]),
            Layers =
            [
                new LineLayer([-reach, reach], [-reach, reach]) { Ink = Ink.Muted, IsDashed = true },
                new DotLayer(expected, seen, [.. seen.Select(_ => 2.6)]) { Ink = Ink.Series1, Opacity = 0.8 },
            ],
        };
    }

    private static (double Mean, double Deviation) Moments(double[] values)
    {
        if (values.Length < 2)
        {
            return (double.NaN, double.NaN);
        }

        var mean = values.Average();
        return (mean, Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1)));
    }
}
