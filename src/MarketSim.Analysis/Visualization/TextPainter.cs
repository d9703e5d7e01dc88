using SkiaSharp;

namespace MarketSim.Analysis;

/// <summary>Writes all words of a picture: titles, headings, legends, marks of axes, notes.</summary>
internal sealed class TextPainter(SKCanvas canvas, Theme theme, Lettering lettering)
{
    public Lettering Lettering => lettering;

    /// <summary>Writes words with the given base line.</summary>
    /// <returns>Where they end.</returns>
    public float Write(string words, float x, float baseline, float size, Ink ink, bool isBold = false)
    {
        lettering.Draw(canvas, words, x, baseline, size, isBold, theme.ColorOf(ink));
        return x + Measure(words, size, isBold);
    }

    /// <summary>Writes words so that their figures stand in the middle of a height.</summary>
    /// <param name="anchor">Which part of the words is at x: 0 the beginning, 0.5 the middle, 1 the end.</param>
    public void WriteAt(string words, float x, float middle, float size, Ink ink, float anchor)
        => Write(words, x - (Measure(words, size) * anchor), middle + (size * 0.36f), size, ink);

    /// <summary>Writes words from bottom to top, centred on a height.</summary>
    public void WriteUpwards(string words, float x, float middle, float size, Ink ink)
    {
        canvas.Save();
        canvas.RotateDegrees(-90, x, middle);
        WriteAt(words, x, middle, size, ink, anchor: 0.5f);
        canvas.Restore();
    }

    public float Measure(string words, float size, bool isBold = false) => lettering.Measure(words, size, isBold);
}
