namespace MarketSim.Analysis;

/// <summary>The description of a picture: what is to be seen, in data units, without a word on how it is drawn.</summary>
/// <remarks>Built by the plots of <see cref="PlotCatalog"/>, rendered by <see cref="FigureRenderer"/>, the same
/// for every surface.</remarks>
public sealed record Figure
{
    /// <summary>What it shows.</summary>
    public required string Title { get; init; }

    /// <summary>Of what: run, seed, time.</summary>
    public required string Subtitle { get; init; }

    /// <summary>From top to bottom.</summary>
    public required IReadOnlyList<FigureRow> Rows { get; init; }

    /// <summary>Natural width in pixels.</summary>
    public int Width { get; init; } = 1200;

    /// <summary>Natural height in pixels: its rows, title and margins.</summary>
    public int Height => Rows.Sum(row => row.Height) + FigureLayout.HeaderHeight + FigureLayout.BottomMargin;
}

/// <summary>Panels side by side.</summary>
/// <param name="Height">Natural height in pixels, axis and heading included.</param>
/// <param name="Panels">From left to right; they share the width.</param>
public sealed record FigureRow(int Height, params IReadOnlyList<Panel> Panels);

/// <summary>One pair of axes with marks.</summary>
public sealed record Panel
{
    /// <summary>Its share of the row's width, relative to those beside it.</summary>
    public double Width { get; init; } = 1;

    /// <summary>Bold words above it; none if null.</summary>
    public string? Heading { get; init; }

    /// <summary>Words after the heading, in the background.</summary>
    public string? Remark { get; init; }

    /// <summary>Across.</summary>
    public required Axis X { get; init; }

    /// <summary>Upwards.</summary>
    public required Axis Y { get; init; }

    /// <summary>From back to front.</summary>
    public required IReadOnlyList<Layer> Layers { get; init; }

    /// <summary>Said in the middle where there is nothing to see.</summary>
    public string? EmptyText { get; init; }

    /// <summary>Whether the legend is a list at the right, in the order of the layers, rather than a line above.</summary>
    public bool HasSideLegend { get; init; }
}

/// <summary>How positions along an axis are written.</summary>
public enum AxisScale
{
    /// <summary>As numbers.</summary>
    Number,

    /// <summary>As time of day; positions are seconds after midnight.</summary>
    Clock,

    /// <summary>As dates; positions are days since 1970-01-01.</summary>
    Date,
}

/// <summary>One axis of a panel.</summary>
/// <param name="Label">What is measured, with its unit; none if empty.</param>
/// <param name="Min">Lower end.</param>
/// <param name="Max">Upper end; above the lower.</param>
public sealed record Axis(string Label, double Min, double Max)
{
    /// <summary>How positions are written.</summary>
    public AxisScale Scale { get; init; }

    /// <summary>Whether marks and label are written; else the axis is that of the panel below.</summary>
    public bool IsLabelled { get; init; } = true;

    /// <summary>Marks to use instead of the natural ones.</summary>
    public IReadOnlyList<Tick>? Ticks { get; init; }

    internal IReadOnlyList<Tick> Marks(int most) => Ticks ?? Scale switch
    {
        AxisScale.Clock => Analysis.Ticks.Clock(Min, Max, most),
        AxisScale.Date => DateTicks.Within(Min, Max, most),
        _ => Analysis.Ticks.Numbers(Min, Max, most),
    };

    internal int MostMarks(float length, bool isAcross) => Math.Max(2, (int)(length / (isAcross ? RoomOfMark : 30)));

    private int RoomOfMark => Scale switch { AxisScale.Clock => 78, AxisScale.Date => 86, _ => 74 };

    internal string TitleFor(float length) => Scale == AxisScale.Clock && Label.Length > 0
        ? $"{Label} ({Analysis.Ticks.ClockUnit(Min, Max, MostMarks(length, isAcross: true))})"
        : Label;

    /// <summary>An axis around all values given, with a little air, and not-a-numbers left out.</summary>
    /// <param name="label">What is measured, with its unit.</param>
    /// <param name="values">What must be seen.</param>
    public static Axis Around(string label, params ReadOnlySpan<double[]> values)
    {
        var (low, high) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (var array in values)
        {
            foreach (var value in array)
            {
                if (!double.IsNaN(value))
                {
                    (low, high) = (Math.Min(low, value), Math.Max(high, value));
                }
            }
        }

        if (low > high)
        {
            return new Axis(label, 0, 1);
        }

        var air = high > low ? (high - low) * 0.06 : high != 0 ? Math.Abs(high) * 0.001 : 1;
        return new Axis(label, low - air, high + air);
    }
}

/// <summary>A mark on an axis.</summary>
/// <param name="At">Where.</param>
/// <param name="Label">What it says; empty for a minor one.</param>
public readonly record struct Tick(double At, string Label);
