using System.Runtime.InteropServices;

namespace MarketSim.Analysis;

/// <summary>How a <see cref="ShapeLayer"/> is filled.</summary>
public enum ShapeFill
{
    /// <summary>Evenly.</summary>
    Solid,

    /// <summary>With slanted lines, and an outline.</summary>
    Hatched,

    /// <summary>Not at all; with a dotted outline.</summary>
    Dotted,

    /// <summary>Not at all; with a plain outline.</summary>
    Outlined,
}

/// <summary>Rectangles that mean a state rather than an amount.</summary>
/// <param name="Shapes">Where.</param>
public sealed record ShapeLayer(IReadOnlyList<Bar> Shapes) : Layer
{
    /// <summary>How they are filled.</summary>
    public ShapeFill Fill { get; init; }

    /// <summary>The least width in pixels, so that what is short is seen.</summary>
    public double LeastWidth { get; init; }
}

/// <summary>How an <see cref="Arrow"/> ends.</summary>
public enum ArrowEnd
{
    /// <summary>With a head: it arrived.</summary>
    Head,

    /// <summary>With a bar across its end: it arrived and says no.</summary>
    Bar,

    /// <summary>Half-way, with a cross: it was lost.</summary>
    Cross,
}

/// <summary>From one point to another.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Arrow(double FromX, double FromY, double ToX, double ToY, ArrowEnd End);

/// <summary>Arrows.</summary>
/// <param name="Arrows">Where.</param>
public sealed record ArrowLayer(IReadOnlyList<Arrow> Arrows) : Layer
{
    /// <summary>Thickness in pixels.</summary>
    public double Width { get; init; } = 1.2;
}

/// <summary>A text in the middle of a stretch; left out where the stretch is too short for it, so that words never overlap.</summary>
/// <param name="Left">Where the stretch begins.</param>
/// <param name="Right">Where it ends.</param>
/// <param name="Y">The middle of the text.</param>
/// <param name="Texts">What it says; the first that fits is written, so the longest comes first.</param>
public sealed record StretchTextLayer(double Left, double Right, double Y, params IReadOnlyList<string> Texts) : Layer;
