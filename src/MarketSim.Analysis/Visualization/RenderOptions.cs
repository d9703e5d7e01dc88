namespace MarketSim.Analysis;

/// <summary>How a figure is drawn.</summary>
public sealed record RenderOptions
{
    /// <summary>In which colours.</summary>
    public Theme Theme { get; init; } = Theme.Light;

    /// <summary>In pixels of the natural size, 320 to 20,000 wide and 200 to 20,000 high; the figure's own if null.</summary>
    public (int Width, int Height)? Size { get; init; }

    /// <summary>For pixel formats: pixels of the picture for each of those, from 0.5 to 8. Two is fit for print
    /// and fine screens.</summary>
    public double PixelRatio { get; init; } = 2;

    /// <summary>Whether title and subtitle are left out, with their room, because they stand elsewhere.</summary>
    public bool IsUntitled { get; init; }

    /// <summary>Where the letters come from.</summary>
    public Letters Letters { get; init; } = Letters.BuiltIn;
}
