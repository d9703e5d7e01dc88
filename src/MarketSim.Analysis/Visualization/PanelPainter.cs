using ScottPlot;
using ScottPlot.TickGenerators;
using SkiaSharp;

namespace MarketSim.Analysis;

/// <summary>Draws one panel: axes and marks through the plotting library, words beside them.</summary>
internal static class PanelPainter
{
    public static void Paint(SKCanvas canvas, Panel panel, Theme theme, TextPainter text, SKRect rect, float left)
    {
        var area = FigureLayout.DataArea(panel, rect, left);

        // Where nothing is drawn, numbers along an axis would be made up.
        var isEmpty = panel.EmptyText is not null && panel.Layers.Count == 0;
        var across = isEmpty && panel.X.Scale == AxisScale.Number ? [] : panel.X.Marks(panel.X.MostMarks(area.Width, isAcross: true));
        var upwards = isEmpty ? [] : panel.Y.Marks(panel.Y.MostMarks(area.Height, isAcross: false));
        var plot = new Plot();
        Dress(plot, panel, theme);
        Mark(plot.Axes.Bottom, across, theme, length: 4);
        Mark(plot.Axes.Left, upwards, theme, length: 0);
        foreach (var layer in panel.Layers)
        {
            LayerPainter.Add(plot, layer, panel, theme, text, area);
        }

        plot.Layout.Fixed(new PixelPadding(
            area.Left - rect.Left, rect.Right - area.Right, rect.Bottom - area.Bottom, area.Top - rect.Top));

        // The library clears what it draws on: without the clip that would be the whole picture.
        canvas.Save();
        canvas.ClipRect(rect);
        plot.Render(canvas, new PixelRect(rect.Left, rect.Right, rect.Bottom, rect.Top));
        canvas.Restore();

        Label(panel, text, rect, area, across, upwards);
        var legend = new LegendPainter(canvas, theme, text);
        legend.Heading(panel, rect, area);
        if (panel.Layers.OfType<HeatLayer>().FirstOrDefault(layer => layer.HasColourBar) is { } heat)
        {
            legend.ColourBar(heat, area);
        }
    }

    private static void Dress(Plot plot, Panel panel, Theme theme)
    {
        plot.FigureBackground.Color = Colour(theme.Background);
        plot.DataBackground.Color = Colors.Transparent;
        plot.Axes.Title.IsVisible = false;
        plot.Axes.Top.IsVisible = false;
        plot.Axes.Right.IsVisible = false;
        plot.Axes.SetLimits(panel.X.Min, panel.X.Max, panel.Y.Min, panel.Y.Max);
        plot.Axes.Bottom.FrameLineStyle.Color = Colour(theme.ColorOf(Ink.Muted));
        plot.Axes.Left.FrameLineStyle.Width = 0;
        plot.Legend.IsVisible = false;
        plot.Grid.XAxisStyle.IsVisible = false;
        plot.Grid.YAxisStyle.MajorLineStyle.Color = Colour(theme.Grid);
        plot.Grid.YAxisStyle.MajorLineStyle.Width = 1;
        plot.Grid.IsBeneathPlottables = true;
    }

    // Lines only: the words are ours, so that they appear on a machine without fonts too.
    private static void Mark(IAxis axis, IReadOnlyList<Tick> ticks, Theme theme, float length)
    {
        axis.TickGenerator = new NumericManual([.. ticks.Select(tick => tick.At)], [.. ticks.Select(_ => string.Empty)]);
        axis.MajorTickStyle.Length = length;
        axis.MajorTickStyle.Width = 1;
        axis.MajorTickStyle.Color = Colour(theme.ColorOf(Ink.Muted));
        axis.MinorTickStyle.Length = 0;
    }

    private static void Label(
        Panel panel, TextPainter text, SKRect rect, SKRect area, IReadOnlyList<Tick> across, IReadOnlyList<Tick> upwards)
    {
        foreach (var tick in upwards)
        {
            var y = area.Bottom - ((float)((tick.At - panel.Y.Min) / (panel.Y.Max - panel.Y.Min)) * area.Height);
            text.WriteAt(tick.Label, area.Left - FigureLayout.TickGap, y, FigureLayout.TickSize, Ink.Text, anchor: 1);
        }

        foreach (var tick in panel.X.IsLabelled ? across : [])
        {
            var x = area.Left + ((float)((tick.At - panel.X.Min) / (panel.X.Max - panel.X.Min)) * area.Width);
            text.WriteAt(tick.Label, x, area.Bottom + 15, FigureLayout.TickSize, Ink.Text, anchor: 0.5f);
        }

        if (panel.X.IsLabelled)
        {
            var title = panel.X.TitleFor(area.Width);
            text.WriteAt(title, area.MidX, area.Bottom + 37, FigureLayout.TextSize, Ink.Text, anchor: 0.5f);
        }

        text.WriteUpwards(panel.Y.Label, rect.Left + FigureLayout.SideMargin + 6, area.MidY, FigureLayout.TextSize, Ink.Text);
        if (panel.EmptyText is { } words)
        {
            text.WriteAt(words, area.MidX, area.MidY, FigureLayout.HeadingSize, Ink.Muted, anchor: 0.5f);
        }
    }

    internal static Color Colour(SKColor color) => new(color.Red, color.Green, color.Blue, color.Alpha);
}
