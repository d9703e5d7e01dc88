using System.Globalization;
using System.Security;
using System.Text;
using SkiaSharp;

namespace MarketSim.Analysis;

/// <summary>Writes letters of an SVG as text instead of drawing them, in the font of the page around it, each line as wide as
/// the built-in letters would be. What is written can be searched, copied and read aloud, and takes a tenth of the room.</summary>
internal sealed class TextRecorder : Lettering
{
    private readonly StringBuilder _texts = new();

    public override float Measure(string words, float size, bool isBold) => StrokeLettering.Instance.Measure(words, size, isBold);

    public override void Draw(SKCanvas canvas, string words, float x, float baseline, float size, bool isBold, SKColor color)
    {
        if (words.Length == 0)
        {
            return;
        }

        var matrix = canvas.TotalMatrix;
        var at = matrix.MapPoint(x, baseline);
        var isUpwards = Math.Abs(matrix.SkewX) > 0.5;
        _texts.Append(CultureInfo.InvariantCulture, $"\t<text x=\"{at.X:0.#}\" y=\"{at.Y:0.#}\" font-size=\"{size:0.##}\"");
        _texts.Append(isBold ? " font-weight=\"600\"" : "");
        _texts.Append(isUpwards ? string.Create(CultureInfo.InvariantCulture, $" transform=\"rotate(-90 {at.X:0.#} {at.Y:0.#})\"") : "");
        _texts.Append(CultureInfo.InvariantCulture, $" fill=\"#{color.Red:X2}{color.Green:X2}{color.Blue:X2}\"");

        // Fonts differ; what was laid out must fit all the same.
        _texts.Append(CultureInfo.InvariantCulture, $" textLength=\"{Measure(words, size, isBold):0.#}\" lengthAdjust=\"spacingAndGlyphs\">");
        _texts.Append(SecurityElement.Escape(words)).Append("</text>\n");
    }

    /// <summary>An SVG with the words put over everything else.</summary>
    public string AddTo(string svg) => svg.Insert(svg.LastIndexOf("</svg>", StringComparison.Ordinal), _texts.ToString());
}
