namespace MarketSim.Analysis;

/// <summary>What a portfolio was worth, how far it lay below its peak, and how much of it was invested.</summary>
public sealed class EquityPlot : IBacktestPlot
{
    /// <inheritdoc/>
    public string Name => "equity";

    /// <inheritdoc/>
    public string Summary => "Equity over time with the benchmark, and the drawdown from the highest value so far.";

    /// <inheritdoc/>
    public Figure Draw(BacktestRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        var curve = record.Equity;
        var x = BacktestFrame.Places(curve.Times);
        var drawdowns = curve.Drawdowns();
        return new Figure
        {
            Title = $"Equity: {BacktestFrame.NameOf(record)}",
            Subtitle = BacktestFrame.Subtitle(record),
            Rows =
            [
                new FigureRow(360, Worth(record, x)),
                new FigureRow(200, Below(curve, x, drawdowns)),
            ],
        };
    }

    private static Panel Worth(BacktestRecord record, double[] x)
    {
        var curve = record.Equity;
        var other = Benchmark(record);
        var layers = new List<Layer>();
        if (other is var (otherX, otherY))
        {
            layers.Add(new LineLayer(otherX, otherY) { Ink = Ink.Muted, Width = 1.4, Label = $"{record.BenchmarkName}, from the same start" });
        }

        if (curve.Count > 0)
        {
            layers.Add(new RuleLayer(curve.Start) { Ink = Ink.Muted, IsDashed = true, Label = "start" });
        }

        layers.Add(new LineLayer(x, [.. curve.Values]) { Ink = Ink.Series1, Width = 1.8, Label = "equity" });
        if (x.Length == 1)
        {
            layers.Add(new DotLayer(x, [.. curve.Values], [4]) { Ink = Ink.Series1 });
        }

        return new Panel
        {
            Heading = curve.Count > 1 && curve.Start > 0
                ? $"{BacktestFrame.Percent((curve.Values[^1] / curve.Start) - 1, 1)} over the whole span"
                : null,
            X = BacktestFrame.TimeAxis(curve.Times, isLabelled: false),
            Y = Axis.Around($"Equity{BacktestFrame.Unit(record)}", [.. curve.Values], other?.Y ?? []),
            EmptyText = curve.Count == 0 ? "no equity was recorded" : null,
            Layers = layers,
        };
    }

    private static Panel Below(EquityCurve curve, double[] x, double[] drawdowns)
    {
        double[] percent = [.. drawdowns.Select(value => 100 * value)];
        var deepest = percent.Where(double.IsFinite).DefaultIfEmpty(0).Min();
        var at = Array.IndexOf(percent, deepest);
        return new Panel
        {
            Heading = deepest < 0 ? $"Drawdown, deepest {Ticks.Number(deepest, 1)} % on {BacktestFrame.Day(curve.Times[at])}" : "Drawdown",
            X = BacktestFrame.TimeAxis(curve.Times),
            Y = new Axis("Below peak (%)", deepest < 0 ? deepest * 1.08 : -1, 0),
            EmptyText = curve.Count == 0 ? "no equity was recorded" : deepest < 0 ? null : "never below its peak",
            Layers =
            [
                new BandLayer(x, percent, [.. percent.Select(_ => 0.0)]) { Ink = Ink.Sell, Opacity = 0.3, IsStep = false },
                new LineLayer(x, percent) { Ink = Ink.Sell, Width = 1 },
            ],
        };
    }

    // Scaled to begin where the portfolio begins.
    private static (double[] X, double[] Y)? Benchmark(BacktestRecord record)
    {
        if (record.Benchmark is not { Count: > 0 } other || record.Equity.Count == 0)
        {
            return null;
        }

        var start = record.Equity.Times[0].Date;
        int[] inside = [.. Enumerable.Range(0, other.Count).Where(i => other.Times[i] >= start && other.Times[i] <= record.Equity.Times[^1])];
        if (inside.Length == 0)
        {
            return null;
        }

        var scale = record.Equity.Values[0] / other.Values[inside[0]];
        return ([.. inside.Select(i => DateTicks.Place(other.Times[i]))], [.. inside.Select(i => other.Values[i] * scale)]);
    }
}
