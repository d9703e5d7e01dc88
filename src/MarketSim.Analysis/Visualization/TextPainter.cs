using SkiaSharp;

namespace MarketSim.Analysis;

/// <summary>Writes words outside the data areas: titles, headings, legends.</summary>
internal sealed class TextPainter(SKCanvas canvas, Theme theme)
{
    /// <summary>Writes words with the given base line.</summary>
    /// <returns>Where they end.</returns>
    public float Write(string words, float x, float baseline, float size, Ink ink, bool isBold = false)
    {
        using var font = FontOf(size, isBold);
        using var paint = new SKPaint { Color = theme.ColorOf(ink), IsAntialias = true };
        canvas.DrawText(words, x, baseline, SKTextAlign.Left, font, paint);
        return x + font.MeasureText(words);
    }

    /// <summary>Writes words from bottom to top, centred on a height.</summary>
    public void WriteUpwards(string words, float x, float middle, float size, Ink ink)
    {
        canvas.Save();
        canvas.RotateDegrees(-90, x, middle);
        Write(words, x - (Measure(words, size) / 2), middle + (size / 2), size, ink);
        canvas.Restore();
    }

    public static float Measure(string words, float size, bool isBold = false)
    {
        using var font = FontOf(size, isBold);
        return font.MeasureText(words);
    }

    private static SKFont FontOf(float size, bool isBold) => new(isBold ? Typefaces.Bold : Typefaces.Regular, size)
    {
        Edging = SKFontEdging.Antialias, Subpixel = true, Hinting = SKFontHinting.None,
    };
}
