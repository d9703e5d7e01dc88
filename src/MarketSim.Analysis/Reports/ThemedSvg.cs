using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace MarketSim.Analysis;

/// <summary>Pictures for a page that is light or dark, as its reader likes: drawn once, with colours that the page
/// defines.</summary>
/// <remarks>Each figure is drawn in both themes. Where the two drawings differ in colours alone, which is so unless they hold
/// bitmaps, one is kept and each pair of colours becomes a custom property of CSS; else both are kept and one is hidden.</remarks>
internal sealed partial class ThemedSvg
{
    private readonly Dictionary<(string Light, string Dark), string> _names = [];
    private readonly List<(string Light, string Dark)> _pairs = [];
    private int _pictures;

    /// <summary>Definitions of the colours, to stand in a rule of style.</summary>
    public string ColoursOf(Theme theme) => string.Concat(_pairs.Select((pair, i) =>
        string.Create(CultureInfo.InvariantCulture, $"--k{i}:{(theme == Theme.Dark ? pair.Dark : pair.Light)};")));

    /// <summary>The picture as an element to stand in HTML, scaled to the width that there is.</summary>
    /// <param name="figure">What is to be seen.</param>
    /// <param name="width">Natural width in pixels.</param>
    public string Draw(Figure figure, int width)
    {
        var height = figure.Height - FigureLayout.HeaderHeight;
        var options = new RenderOptions { Size = (width, Math.Max(height, 200)), IsUntitled = true, Letters = Letters.Page };
        var light = FigureRenderer.ToSvg(figure, options);
        var dark = FigureRenderer.ToSvg(figure, options with { Theme = Theme.Dark });
        return Merge(light, dark) is { } both
            ? Element(both, figure, options, "")
            : Element(light, figure, options, " class=\"on-light\"") + Element(dark, figure, options, " class=\"on-dark\"");
    }

    private string? Merge(string light, string dark)
    {
        var (ours, theirs) = (Colour().Matches(light), Colour().Matches(dark));
        if (ours.Count != theirs.Count)
        {
            return null;
        }

        var (merged, at, there) = (new StringBuilder(light.Length), 0, 0);
        for (var i = 0; i < ours.Count; i++)
        {
            var (own, other) = (ours[i].Groups["colour"], theirs[i].Groups["colour"]);
            if (!light.AsSpan(at, own.Index - at).SequenceEqual(dark.AsSpan(there, other.Index - there)))
            {
                return null;
            }

            merged.Append(light, at, own.Index - at).Append("var(").Append(NameOf(own.Value, other.Value)).Append(')');
            (at, there) = (own.Index + own.Length, other.Index + other.Length);
        }

        return light.AsSpan(at).SequenceEqual(dark.AsSpan(there)) ? merged.Append(light, at, light.Length - at).ToString() : null;
    }

    private string NameOf(string light, string dark)
    {
        if (!_names.TryGetValue((light, dark), out var name))
        {
            name = string.Create(CultureInfo.InvariantCulture, $"--k{_pairs.Count}");
            _names.Add((light, dark), name);
            _pairs.Add((light, dark));
        }

        return name;
    }

    private string Element(string svg, Figure figure, RenderOptions options, string attributes)
    {
        var (width, height) = options.Size!.Value;
        var start = svg.IndexOf('>', svg.IndexOf("<svg", StringComparison.Ordinal)) + 1;
        var label = Html.Escape($"{figure.Title}. {figure.Subtitle}");

        // Ids must be unique on the page; a tenth of a pixel is as fine as anyone sees.
        var prefix = string.Create(CultureInfo.InvariantCulture, $"p{_pictures++}");
        var body = Id().Replace(svg[start..], match => match.Groups["before"].Value + prefix + match.Groups["name"].Value);
        body = Path().Replace(body, match => Decimals().Replace(match.Value, number => Shorter(number.Value)));
        body = body.Replace("\t", "", StringComparison.Ordinal);
        return string.Create(CultureInfo.InvariantCulture,
            $"<svg{attributes} xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" viewBox=\"0 0 {width} {height}\" role=\"img\" aria-label=\"{label}\">")
            + body;
    }

    private static string Shorter(string number)
        => double.Parse(number, CultureInfo.InvariantCulture).ToString("0.#", CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\b(?:fill|stroke)=""(?<colour>(?!none|url)[#\w]+)""")]
    private static partial Regex Colour();

    [GeneratedRegex("""(?<before>\bid="|url\(#|href="#)(?<name>\w+)""")]
    private static partial Regex Id();

    [GeneratedRegex(@"\bd=""[^""]*""")]
    private static partial Regex Path();

    [GeneratedRegex(@"-?\d+\.\d+(?:e-?\d+)?")]
    private static partial Regex Decimals();
}
