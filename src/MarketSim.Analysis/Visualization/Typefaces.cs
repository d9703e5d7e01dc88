using ScottPlot;
using SkiaSharp;

namespace MarketSim.Analysis;

/// <summary>The letters of all pictures: a sans serif that the machine has, in order of preference.</summary>
internal static class Typefaces
{
    /// <summary>The name under which the plotting library finds them.</summary>
    /// <remarks>A property and not a constant, so that whoever asks has them chosen first.</remarks>
    public static string Name => Known;

    private const string Known = "MarketSim Sans";

    private static readonly string[] Preferred =
        ["Inter", "Open Sans", "Noto Sans", "Roboto", "Liberation Sans", "DejaVu Sans", "Helvetica", "Arial", "Segoe UI"];

    static Typefaces()
    {
        (Regular, Bold) = Choose();
        Fonts.FontResolvers.Insert(0, new Resolver());
        Fonts.Default = Name;
    }

    public static SKTypeface Regular { get; }

    public static SKTypeface Bold { get; }

    private static (SKTypeface Regular, SKTypeface Bold) Choose()
    {
        var installed = SKFontManager.Default.FontFamilies.Order(StringComparer.Ordinal).ToArray();
        var family = Preferred.FirstOrDefault(installed.Contains)
            ?? installed.FirstOrDefault(name => name.Contains("Sans", StringComparison.Ordinal));
        return (SKTypeface.FromFamilyName(family, SKFontStyle.Normal), SKTypeface.FromFamilyName(family, SKFontStyle.Bold));
    }

    private sealed class Resolver : IFontResolver
    {
        public SKTypeface? CreateTypeface(string fontName, FontWeight weight, FontSlant slant, FontSpacing spacing)
            => fontName == Name ? weight >= FontWeight.SemiBold ? Bold : Regular : null;

        public SKTypeface? CreateTypeface(string fontName, bool bold, bool italic)
            => fontName == Name ? bold ? Bold : Regular : null;
    }
}
