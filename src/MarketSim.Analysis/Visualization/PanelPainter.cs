using ScottPlot;
using ScottPlot.TickGenerators;
using SkiaSharp;

namespace MarketSim.Analysis;

/// <summary>Draws one panel: axes and marks through the plotting library, heading and legend beside them.</summary>
internal static class PanelPainter
{
    /// <summary>The library centres a line of text, descenders included; figures have none and would stand too high.</summary>
    public const float LineDrop = 2.5f;

    public static void Paint(SKCanvas canvas, Panel panel, Theme theme, SKRect rect, float left)
    {
        var area = FigureLayout.DataArea(panel, rect, left);
        var plot = new Plot();
        Dress(plot, panel, theme, area);
        foreach (var layer in panel.Layers)
        {
            LayerPainter.Add(plot, layer, panel, theme, area);
        }

        plot.Layout.Fixed(new PixelPadding(area.Left - rect.Left, rect.Right - area.Right, rect.Bottom - area.Bottom, area.Top - rect.Top));

        // The library clears what it draws on: without the clip that would be the whole picture.
        canvas.Save();
        canvas.ClipRect(rect);
        plot.Render(canvas, new PixelRect(rect.Left, rect.Right, rect.Bottom, rect.Top));
        canvas.Restore();

        var text = new TextPainter(canvas, theme);
        text.WriteUpwards(panel.Y.Label, rect.Left + FigureLayout.SideMargin, area.MidY, FigureLayout.TextSize, Ink.Text);
        var legend = new LegendPainter(canvas, theme);
        legend.Heading(panel, rect, area);
        if (panel.Layers.OfType<HeatLayer>().FirstOrDefault() is { } heat)
        {
            legend.ColourBar(heat, area);
        }

        if (panel.EmptyText is { } words)
        {
            var width = TextPainter.Measure(words, FigureLayout.HeadingSize);
            text.Write(words, area.MidX - (width / 2), area.MidY, FigureLayout.HeadingSize, Ink.Muted);
        }
    }

    private static void Dress(Plot plot, Panel panel, Theme theme, SKRect area)
    {
        plot.FigureBackground.Color = Colour(theme.Background);
        plot.DataBackground.Color = Colors.Transparent;
        plot.Axes.Title.IsVisible = false;
        plot.Axes.Top.IsVisible = false;
        plot.Axes.Right.IsVisible = false;
        plot.Axes.SetLimits(panel.X.Min, panel.X.Max, panel.Y.Min, panel.Y.Max);
        plot.Legend.IsVisible = false;

        var text = Colour(theme.ColorOf(Ink.Text));
        var grid = Colour(theme.Grid);
        foreach (var (axis, spec, length) in new (IAxis, Axis, float)[]
                 {
                     (plot.Axes.Bottom, panel.X, area.Width), (plot.Axes.Left, panel.Y, area.Height),
                 })
        {
            var isX = axis == plot.Axes.Bottom;
            var ticks = spec.Marks(spec.MostMarks(length, isX));
            axis.TickGenerator = new NumericManual(
                [.. ticks.Select(tick => tick.At)], [.. ticks.Select(tick => spec.IsLabelled ? tick.Label : string.Empty)]);
            axis.TickLabelStyle.FontName = Typefaces.Name;
            axis.TickLabelStyle.FontSize = FigureLayout.TickSize;
            axis.TickLabelStyle.OffsetY = isX ? 0 : LineDrop;
            axis.TickLabelStyle.ForeColor = text;
            axis.FrameLineStyle.Width = isX ? 1 : 0;
            axis.FrameLineStyle.Color = Colour(theme.ColorOf(Ink.Muted));
            axis.MajorTickStyle.Length = isX ? 4 : 0;
            axis.MajorTickStyle.Width = 1;
            axis.MajorTickStyle.Color = Colour(theme.ColorOf(Ink.Muted));
            axis.MinorTickStyle.Length = 0;
            if (axis is ScottPlot.AxisPanels.AxisBase panelAxis)
            {
                panelAxis.LabelStyle.Text = isX && spec.IsLabelled ? spec.TitleFor(length) : string.Empty;
                panelAxis.LabelStyle.FontName = Typefaces.Name;
                panelAxis.LabelStyle.FontSize = FigureLayout.TextSize;
                panelAxis.LabelStyle.Bold = false;
                panelAxis.LabelStyle.ForeColor = text;
            }
        }

        plot.Grid.XAxisStyle.IsVisible = false;
        plot.Grid.YAxisStyle.MajorLineStyle.Color = grid;
        plot.Grid.YAxisStyle.MajorLineStyle.Width = 1;
        plot.Grid.IsBeneathPlottables = true;
    }

    internal static Color Colour(SKColor color) => new(color.Red, color.Green, color.Blue, color.Alpha);
}
