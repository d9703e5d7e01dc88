using SkiaSharp;

namespace MarketSim.Analysis;

/// <summary>Letters drawn as strokes of even width: for machines without fonts, and for pictures that must not
/// depend on them.</summary>
internal sealed class StrokeLettering : Lettering
{
    // Cap height is 14 units; with 19.5 to the em it equals that of common fonts.
    private const float UnitsPerEm = 19.5f;
    private const float Weight = 1.65f;
    private const float BoldWeight = 2.6f;

    private readonly Dictionary<char, (SKPath Path, float Advance)> _glyphs = [];
    private readonly (SKPath Path, float Advance) _missing;

    private StrokeLettering()
    {
        foreach (var (character, advance, strokes) in StrokeGlyphs.All)
        {
            _glyphs.Add(character, (SKPath.ParseSvgPathData(strokes), (float)advance));
        }

        _missing = (SKPath.ParseSvgPathData("M1 0 L1 -14 L9 -14 L9 0 Z"), 11);
    }

    public static StrokeLettering Instance { get; } = new();

    public override float Measure(string words, float size, bool isBold)
        => words.Sum(character => AdvanceOf(character, isBold)) * size / UnitsPerEm;

    public override void Draw(SKCanvas canvas, string words, float x, float baseline, float size, bool isBold, SKColor color)
    {
        using var paint = new SKPaint
        {
            Color = color, IsAntialias = true, Style = SKPaintStyle.Stroke, StrokeWidth = isBold ? BoldWeight : Weight,
            StrokeCap = SKStrokeCap.Round, StrokeJoin = SKStrokeJoin.Round,
        };
        canvas.Save();
        canvas.Translate(x, baseline);
        canvas.Scale(size / UnitsPerEm);
        foreach (var character in words)
        {
            canvas.DrawPath(GlyphOf(character).Path, paint);
            canvas.Translate(AdvanceOf(character, isBold), 0);
        }

        canvas.Restore();
    }

    private (SKPath Path, float Advance) GlyphOf(char character) => _glyphs.GetValueOrDefault(character, _missing);

    private float AdvanceOf(char character, bool isBold) => GlyphOf(character).Advance + (isBold ? 1f : 0.25f);
}
