using SkiaSharp;

namespace MarketSim.Analysis;

/// <summary>Distances in pixels of the natural size.</summary>
internal static class FigureLayout
{
    public const int HeaderHeight = 64;
    public const int BottomMargin = 10;
    public const float SideMargin = 22;
    public const float LeftAxis = 84;
    public const float RightMargin = 26;
    public const float SideLegend = 214;
    public const float ColourBar = 92;
    public const float HeadingHeight = 30;
    public const float LabelledAxis = 44;
    public const float BareAxis = 8;
    public const float TitleSize = 19;
    public const float TextSize = 13;
    public const float HeadingSize = 14;

    /// <summary>Where the marks of a panel go, inside the rectangle that it has.</summary>
    public static SKRect DataArea(Panel panel, SKRect rect)
    {
        var right = panel.Layers.OfType<HeatLayer>().Any() ? ColourBar : panel.HasSideLegend ? SideLegend : RightMargin;
        var bottom = panel.X.IsLabelled ? LabelledAxis + (panel.X.Label.Length > 0 ? 6 : -16) : BareAxis;
        var left = panel.Y.Label.Length > 0 || panel.Y.IsLabelled ? LeftAxis : SideMargin;
        return new SKRect(rect.Left + left, rect.Top + HeadingHeight, rect.Right - right, rect.Bottom - bottom);
    }
}
