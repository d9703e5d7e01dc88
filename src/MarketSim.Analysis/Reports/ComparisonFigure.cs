namespace MarketSim.Analysis;

/// <summary>Lines of several runs or back-tests over each other.</summary>
public static class ComparisonFigure
{
    private static readonly Ink[] Inks =
        [Ink.Series1, Ink.Series2, Ink.Series3, Ink.Series4, Ink.Series5, Ink.Series6, Ink.Series7];

    /// <summary>Puts them into one panel; from the eighth on they are dashed.</summary>
    /// <param name="title">What is shown.</param>
    /// <param name="subtitle">How.</param>
    /// <param name="label">Of the vertical axis, with the unit.</param>
    /// <param name="names">Of the lines.</param>
    /// <param name="lines">As many, each ascending in x.</param>
    /// <param name="scale">How x is written.</param>
    public static Figure Lines(
        string title, string subtitle, string label, IReadOnlyList<string> names, IReadOnlyList<(double[] X, double[] Y)> lines, AxisScale scale)
        => new() { Title = title, Subtitle = subtitle, Rows = [new FigureRow(360, PanelOf(label, names, lines, scale))] };

    /// <summary>Equity from 100 at each one's start, and drawdowns.</summary>
    public static Figure Equity(IReadOnlyList<string> names, IReadOnlyList<EquityCurve> curves)
    {
        var lines = curves.Select(curve => (BacktestFrame.Places(curve.Times), curve.Values.Select(value => 100 * value / curve.Start).ToArray())).ToList();
        var below = curves.Select(curve => (BacktestFrame.Places(curve.Times), curve.Drawdowns().Select(value => 100 * value).ToArray())).ToList();
        var upper = PanelOf("Equity (start = 100)", names, lines, AxisScale.Date);
        var lower = PanelOf("Below peak (%)", names, below, AxisScale.Date);
        return new Figure
        {
            Title = "Equity", Subtitle = "each from 100 at its own start, with drawdowns",
            Rows =
            [
                new FigureRow(340, upper with { X = upper.X with { IsLabelled = false } }),
                new FigureRow(220, lower with { Heading = "Drawdown", Layers = [.. lower.Layers.Select(layer => layer with { Label = null })] }),
            ],
        };
    }

    private static Panel PanelOf(string label, IReadOnlyList<string> names, IReadOnlyList<(double[] X, double[] Y)> lines, AxisScale scale)
    {
        double[] ends = [.. lines.Where(line => line.X.Length > 0).SelectMany(line => new[] { line.X[0], line.X[^1] })];
        var x = ends.Length == 0 || ends.Max() <= ends.Min() ? new Axis("", 0, 1) : new Axis("", ends.Min(), ends.Max());
        return new Panel
        {
            X = x with { Scale = scale },
            Y = Axis.Around(label, [.. lines.Select(line => line.Y)]),
            EmptyText = ends.Length == 0 ? "no values" : null,
            HasSideLegend = names.Any(name => name.Length > 24) && names.Count > 2,
            Layers =
            [
                .. lines.Select((line, i) => new LineLayer(line.X, line.Y)
                {
                    Ink = Inks[i % Inks.Length], IsDashed = i >= Inks.Length, Width = 1.6, Label = names[i],
                }),
            ],
        };
    }
}
