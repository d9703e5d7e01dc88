using SkiaSharp;

namespace MarketSim.Analysis;

/// <summary>Where the letters of a picture come from.</summary>
public enum Letters
{
    /// <summary>Strokes that are part of the program: the same picture on every machine, also where there are no
    /// fonts.</summary>
    BuiltIn,

    /// <summary>A sans serif of the machine; the built-in strokes where it has none.</summary>
    Installed,

    /// <summary>In SVG the words themselves, in the font of the page around it; in pixels the built-in strokes.</summary>
    Page,
}

/// <summary>Measures and draws lines of text.</summary>
internal abstract class Lettering
{
    private static readonly string[] Preferred =
        ["Inter", "Open Sans", "Noto Sans", "Roboto", "Liberation Sans", "DejaVu Sans", "Helvetica", "Arial", "Segoe UI"];

    private static readonly Lazy<Lettering> Installed = new(FindOnMachine);

    public static Lettering Of(Letters letters) => letters == Letters.Installed ? Installed.Value : StrokeLettering.Instance;

    public abstract float Measure(string words, float size, bool isBold);

    /// <summary>Draws a line that begins at a point of its base line.</summary>
    public abstract void Draw(SKCanvas canvas, string words, float x, float baseline, float size, bool isBold, SKColor color);

    private static Lettering FindOnMachine()
    {
        var installed = SKFontManager.Default.FontFamilies.Order(StringComparer.Ordinal).ToArray();
        var family = Preferred.FirstOrDefault(installed.Contains)
            ?? installed.FirstOrDefault(name => name.Contains("Sans", StringComparison.Ordinal));
        return family is null ? StrokeLettering.Instance : new FontLettering(family);
    }
}

/// <summary>Letters of an installed font.</summary>
internal sealed class FontLettering(string family) : Lettering
{
    private readonly SKTypeface _regular = SKTypeface.FromFamilyName(family, SKFontStyle.Normal);
    private readonly SKTypeface _bold = SKTypeface.FromFamilyName(family, SKFontStyle.Bold);

    public override float Measure(string words, float size, bool isBold)
    {
        using var font = FontOf(size, isBold);
        return font.MeasureText(words);
    }

    public override void Draw(SKCanvas canvas, string words, float x, float baseline, float size, bool isBold, SKColor color)
    {
        using var font = FontOf(size, isBold);
        using var paint = new SKPaint { Color = color, IsAntialias = true };
        canvas.DrawText(words, x, baseline, SKTextAlign.Left, font, paint);
    }

    private SKFont FontOf(float size, bool isBold) => new(isBold ? _bold : _regular, size)
    {
        Edging = SKFontEdging.Antialias, Subpixel = true, Hinting = SKFontHinting.None,
    };
}
