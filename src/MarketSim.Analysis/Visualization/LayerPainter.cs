using ScottPlot;
using SkiaSharp;

namespace MarketSim.Analysis;

/// <summary>Puts layers into a plot, brought down to what its pixels can show.</summary>
internal static class LayerPainter
{
    // Few cells are drawn one by one: of a small bitmap that is enlarged, viewers of SVG make a blur.
    private const int MostVectorCells = 2_000;

    public static void Add(Plot plot, Layer layer, Panel panel, Theme theme, TextPainter text, SKRect area)
    {
        var color = theme.ColorOf(layer.Ink).WithAlpha((byte)Math.Round(layer.Opacity * 255));
        var columns = Math.Max(16, (int)area.Width);
        switch (layer)
        {
            case LineLayer line:
                AddLine(plot, line, Envelope.Line(line.X, line.Y, panel.X.Min, panel.X.Max, columns, line.IsStep), color);
                break;
            case BandLayer band:
                var (x, lower, upper) = Envelope.Band(band.X, band.Lower, band.Upper, panel.X.Min, panel.X.Max, columns);
                plot.Add.Plottable(new BandMarks(x, lower, upper, band.IsStep ? panel.X.Max : null, color));
                break;
            case DotLayer dots:
                plot.Add.Plottable(new DotMarks(dots, color));
                break;
            case BarLayer bars:
                plot.Add.Plottable(new BarMarks(bars, color));
                break;
            case SignLayer signs:
                plot.Add.Plottable(new SignMarks(signs, color, theme.Background));
                break;
            case HeatLayer heat when heat.Words is not null || heat.Cells.Length <= MostVectorCells:
                plot.Add.Plottable(new CellMarks(heat, theme, text.Lettering));
                break;
            case HeatLayer heat:
                AddHeat(plot, heat, theme);
                break;
            case RuleLayer rule:
                AddRule(plot, rule, color);
                break;
            case NoteLayer note:
                plot.Add.Plottable(new NoteMark(note, text));
                break;
            case ShapeLayer shapes:
                plot.Add.Plottable(new ShapeMarks(shapes, color));
                break;
            case ArrowLayer arrows:
                plot.Add.Plottable(new ArrowMarks(arrows, color));
                break;
            case StretchTextLayer words:
                plot.Add.Plottable(new StretchTextMark(words, text));
                break;
        }
    }

    private static void AddLine(Plot plot, LineLayer line, (double[] X, double[] Y) points, SKColor color)
    {
        foreach (var run in Runs(points.X, points.Y))
        {
            var scatter = plot.Add.ScatterLine(run, PanelPainter.Colour(color));
            scatter.LineWidth = (float)line.Width;
            scatter.LinePattern = line.IsDashed ? LinePattern.Dashed : LinePattern.Solid;
        }
    }

    // Where there is no value there is no line.
    private static IEnumerable<Coordinates[]> Runs(double[] x, double[] y)
    {
        var start = 0;
        while (start < x.Length)
        {
            if (double.IsNaN(y[start]))
            {
                start++;
                continue;
            }

            var end = start;
            while (end < x.Length && !double.IsNaN(y[end]))
            {
                end++;
            }

            var run = new Coordinates[end - start];
            for (var i = start; i < end; i++)
            {
                run[i - start] = new Coordinates(x[i], y[i]);
            }

            yield return run;
            start = end;
        }
    }

    private static void AddHeat(Plot plot, HeatLayer heat, Theme theme)
    {
        var map = plot.Add.Heatmap(heat.Cells);
        map.Rectangle = new CoordinateRect(heat.Extent.Left, heat.Extent.Right, heat.Extent.Bottom, heat.Extent.Top);
        map.ManualRange = new ScottPlot.Range(heat.Low, heat.High);
        map.NaNCellColor = Colors.Transparent;
        map.Colormap = new RampColours(theme, heat.IsDiverging);
        map.Update();
    }

    private static void AddRule(Plot plot, RuleLayer rule, SKColor color)
    {
        var pattern = rule.IsDashed ? LinePattern.Dashed : LinePattern.Solid;
        if (rule.IsVertical)
        {
            plot.Add.VerticalLine(rule.At, 1, PanelPainter.Colour(color), pattern);
        }
        else
        {
            plot.Add.HorizontalLine(rule.At, 1, PanelPainter.Colour(color), pattern);
        }
    }

    private sealed class RampColours(Theme theme, bool isDiverging) : IColormap
    {
        public string Name => theme.Name;

        public Color GetColor(double position) => PanelPainter.Colour(theme.RampAt(position, isDiverging));
    }
}
