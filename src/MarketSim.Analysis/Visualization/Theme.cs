using SkiaSharp;

namespace MarketSim.Analysis;

/// <summary>The colours of a picture.</summary>
/// <remarks>Series are coloured with the palette of Okabe and Ito (2008), "Color Universal Design", which stays
/// distinct in all common forms of colour blindness; on dark ground with its lighter members.</remarks>
public sealed class Theme
{
    private readonly SKColor[] _inks;

    private Theme(string name, SKColor background, SKColor grid, SKColor[] inks, SKColor[] ramp, SKColor[] divide)
    {
        Name = name;
        Background = background;
        Grid = grid;
        Ramp = ramp;
        Divide = divide;
        _inks = inks;
    }

    /// <summary>On white: for paper.</summary>
    public static Theme Light { get; } = new(
        "light", new(0xFFFFFFFF), new(0xFFE4E7EB),
        [
            new(0xFF1A1D21), new(0xFF6B7280), new(0xFF0072B2), new(0xFFD55E00), new(0xFF8A5A00), new(0xFFD55E00),
            new(0xFF0072B2), new(0xFFD55E00), new(0xFF009E73), new(0xFFCC79A7), new(0xFFE69F00), new(0xFF56B4E9), new(0xFF1A1D21),
        ],
        [new(0xFFEEF4FB), new(0xFFC9DFF0), new(0xFF8FBFDD), new(0xFF4A94C4), new(0xFF1B659F), new(0xFF0B3D73), new(0xFF061E3E)],
        [new(0xFF9A3F00), new(0xFFDD7A2E), new(0xFFF6CDAA), new(0xFFF3F4F5), new(0xFFB5D5EA), new(0xFF4A97CB), new(0xFF0B4F86)]);

    /// <summary>On near-black: for screens.</summary>
    public static Theme Dark { get; } = new(
        "dark", new(0xFF14171C), new(0xFF2B3038),
        [
            new(0xFFE8EAED), new(0xFF9AA3AF), new(0xFF56B4E9), new(0xFFF08A3C), new(0xFFF0E442), new(0xFFFF6F1A),
            new(0xFF56B4E9), new(0xFFF08A3C), new(0xFF2FC79A), new(0xFFE39AC4), new(0xFFF0E442), new(0xFF8FA8FF), new(0xFFE8EAED),
        ],
        [new(0xFF17283B), new(0xFF173F5F), new(0xFF1D6390), new(0xFF3A8DBB), new(0xFF7DBBD6), new(0xFFC2E0EA), new(0xFFF6FBFC)],
        [new(0xFFFFB47A), new(0xFFD0702A), new(0xFF6B3E1E), new(0xFF262B33), new(0xFF1D4A69), new(0xFF3B8CBF), new(0xFF9AD3F5)]);

    /// <summary>Both, in reading order.</summary>
    public static IReadOnlyList<Theme> All { get; } = [Light, Dark];

    /// <summary>What it is called on the command line.</summary>
    public string Name { get; }

    internal SKColor Background { get; }

    internal SKColor Grid { get; }

    /// <summary>Little to much; its luminance falls on light ground and rises on dark.</summary>
    internal SKColor[] Ramp { get; }

    /// <summary>The theme of this name.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static Theme Find(string name) => All.FirstOrDefault(theme => theme.Name == name)
        ?? throw new ArgumentException($"Unknown theme '{name}'. Known: {string.Join(", ", All.Select(theme => theme.Name))}.");

    /// <summary>Loss to gain; neutral in the middle, and told apart in all common forms of colour blindness.</summary>
    internal SKColor[] Divide { get; }

    internal SKColor ColorOf(Ink ink) => _inks[(int)ink];

    /// <summary>A colour of the ramp.</summary>
    /// <param name="share">From 0, little, to 1, much.</param>
    /// <param name="isDiverging">Whether it is that of losses and gains.</param>
    internal SKColor RampAt(double share, bool isDiverging = false)
    {
        var ramp = isDiverging ? Divide : Ramp;
        var place = Math.Clamp(share, 0, 1) * (ramp.Length - 1);
        var below = Math.Min((int)place, ramp.Length - 2);
        var (from, to, t) = (ramp[below], ramp[below + 1], place - below);
        byte Mix(byte a, byte b) => (byte)Math.Round(a + ((b - a) * t));
        return new SKColor(Mix(from.Red, to.Red), Mix(from.Green, to.Green), Mix(from.Blue, to.Blue));
    }

    /// <summary>Black or white, whichever is easier to read on a ground.</summary>
    internal static SKColor LegibleOn(SKColor ground)
        => (0.299 * ground.Red) + (0.587 * ground.Green) + (0.114 * ground.Blue) > 140 ? new(0xFF1A1D21) : new(0xFFFFFFFF);
}
