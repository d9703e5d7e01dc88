namespace MarketSim.Analysis;

/// <summary>Marks of one kind in a panel. Coordinates are in the units of the panel's axes.</summary>
public abstract record Layer
{
    /// <summary>What it says in the legend; nothing if null.</summary>
    public string? Label { get; init; }

    /// <summary>A second line under the label, where the legend is a list.</summary>
    public string? Detail { get; init; }

    /// <summary>What it means, hence its colour.</summary>
    public Ink Ink { get; init; }

    /// <summary>From 0, invisible, to 1, opaque.</summary>
    public double Opacity { get; init; } = 1;
}

/// <summary>A line through points in order of x; not-a-number interrupts it.</summary>
/// <param name="X">Ascending.</param>
/// <param name="Y">As many.</param>
public sealed record LineLayer(double[] X, double[] Y) : Layer
{
    /// <summary>Whether each value holds until the next, as prices do; else neighbours are joined straight.</summary>
    public bool IsStep { get; init; }

    /// <summary>Thickness in pixels.</summary>
    public double Width { get; init; } = 1.5;

    /// <summary>Whether it is dashed.</summary>
    public bool IsDashed { get; init; }
}

/// <summary>The area between two lines; not-a-number in either interrupts it.</summary>
/// <param name="X">Ascending.</param>
/// <param name="Lower">As many.</param>
/// <param name="Upper">As many.</param>
public sealed record BandLayer(double[] X, double[] Lower, double[] Upper) : Layer
{
    /// <summary>Whether each value holds until the next; else neighbours are joined straight.</summary>
    public bool IsStep { get; init; } = true;
}

/// <summary>Discs.</summary>
/// <param name="X">Where.</param>
/// <param name="Y">Where.</param>
/// <param name="Radius">In pixels.</param>
public sealed record DotLayer(double[] X, double[] Y, double[] Radius) : Layer;

/// <summary>A rectangle of a <see cref="BarLayer"/>.</summary>
public readonly record struct Bar(double Left, double Right, double Bottom, double Top);

/// <summary>Rectangles; a pixel of ground is left between neighbours that are wide enough.</summary>
/// <param name="Bars">Where.</param>
public sealed record BarLayer(IReadOnlyList<Bar> Bars) : Layer
{
    /// <summary>Whether neighbours form one shape, with no ground between them.</summary>
    public bool IsJoined { get; init; }
}

/// <summary>Cells of equal size coloured by value; not-a-number leaves the ground.</summary>
/// <param name="Cells">Rows from the top, columns from the left.</param>
/// <param name="Extent">What they cover.</param>
/// <param name="Low">Value of the first colour.</param>
/// <param name="High">Value of the last colour.</param>
public sealed record HeatLayer(double[,] Cells, Bar Extent, double Low, double High) : Layer
{
    /// <summary>Heading of the colour bar: what is shown and in what unit.</summary>
    public required string Unit { get; init; }

    /// <summary>Marks of the colour bar.</summary>
    public required IReadOnlyList<Tick> Ticks { get; init; }

    /// <summary>Whether the middle of the range is neutral and both ends are strong, as for gains and losses.</summary>
    public bool IsDiverging { get; init; }

    /// <summary>Whether a bar of all colours stands beside the panel.</summary>
    public bool HasColourBar { get; init; } = true;

    /// <summary>Words in the cells, as many rows and columns; none if null. Cells are then drawn with ground between
    /// them.</summary>
    public string[,]? Words { get; init; }
}

/// <summary>What a <see cref="SignLayer"/> draws at its points.</summary>
public enum Sign
{
    /// <summary>A triangle that points upwards.</summary>
    Up,

    /// <summary>A triangle that points downwards.</summary>
    Down,

    /// <summary>A square on its corner.</summary>
    Diamond,

    /// <summary>A ring.</summary>
    Ring,
}

/// <summary>Signs of a shape that is known without its colour, edged with ground so that they stand out from
/// lines.</summary>
/// <param name="X">Where.</param>
/// <param name="Y">Where.</param>
/// <param name="Shape">Which.</param>
public sealed record SignLayer(double[] X, double[] Y, Sign Shape) : Layer
{
    /// <summary>Distance from the middle to the edge in pixels.</summary>
    public double Radius { get; init; } = 5;
}

/// <summary>A straight line across the panel.</summary>
/// <param name="At">Its place on the axis.</param>
/// <param name="IsVertical">Whether it stands at an x rather than lying at a y.</param>
public sealed record RuleLayer(double At, bool IsVertical = false) : Layer
{
    /// <summary>Whether it is dashed.</summary>
    public bool IsDashed { get; init; }
}

/// <summary>A short text at a point.</summary>
/// <param name="X">Where.</param>
/// <param name="Y">Where; the text is centred on it vertically.</param>
/// <param name="Text">What it says.</param>
public sealed record NoteLayer(double X, double Y, string Text) : Layer
{
    /// <summary>Whether the text ends at the point, rather than beginning there.</summary>
    public bool IsBefore { get; init; }

    /// <summary>Distance from the point in pixels.</summary>
    public double Gap { get; init; } = 4;
}
