using SkiaSharp;

namespace MarketSim.Analysis;

/// <summary>Distances in pixels of the natural size.</summary>
internal static class FigureLayout
{
    public const int HeaderHeight = 64;
    public const int BottomMargin = 10;
    public const float SideMargin = 22;
    public const float AxisTitle = 22;
    public const float TickGap = 8;
    public const float RightMargin = 34;
    public const float SideLegend = 214;
    public const float ColourBar = 92;
    public const float HeadingHeight = 30;
    public const float BareTop = 10;
    public const float LabelledAxis = 44;
    public const float BareAxis = 8;
    public const float TitleSize = 19;
    public const float TextSize = 13;
    public const float TickSize = 12;
    public const float HeadingSize = 14;

    /// <summary>Where the marks of a panel go, inside the rectangle that it has.</summary>
    /// <param name="panel">The panel.</param>
    /// <param name="rect">Its rectangle.</param>
    /// <param name="left">Room for the vertical axis: the most that any panel above or below needs, so that all
    /// begin alike.</param>
    public static SKRect DataArea(Panel panel, SKRect rect, float left)
    {
        var right = panel.Layers.OfType<HeatLayer>().Any(heat => heat.HasColourBar) ? ColourBar : panel.HasSideLegend ? SideLegend : RightMargin;
        var bottom = !panel.X.IsLabelled ? BareAxis : panel.X.Label.Length > 0 ? LabelledAxis + 6 : LabelledAxis - 16;
        return new SKRect(rect.Left + left, rect.Top + TopOf(panel), rect.Right - right, rect.Bottom - bottom);
    }

    /// <summary>Room that a panel's vertical axis needs.</summary>
    public static float LeftOf(Panel panel, float height, TextPainter text)
    {
        var marks = panel.Y.Marks(panel.Y.MostMarks(height - TopOf(panel) - LabelledAxis, isAcross: false));
        var widest = marks.Count == 0 ? 0 : marks.Max(mark => text.Measure(mark.Label, TickSize));
        return SideMargin + (panel.Y.Label.Length > 0 ? AxisTitle : 0) + widest + TickGap;
    }

    private static float TopOf(Panel panel)
    {
        var hasWords = panel.Heading is not null || panel.Remark is not null;
        var hasLegend = !panel.HasSideLegend && panel.Layers.Any(layer => layer.Label is not null);
        return hasWords || hasLegend ? HeadingHeight : BareTop;
    }
}
