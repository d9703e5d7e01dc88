using System.Text;

namespace MarketSim.Analysis;

/// <summary>Writes figures to files.</summary>
public static class FigureFile
{
    /// <summary>Endings that are understood, in the words of a complaint.</summary>
    public const string Accepted = ".png, .svg or .html";

    /// <summary>Writes a figure; the file's ending names the format. An HTML file can be zoomed and moved, and needs nothing else.
    /// </summary>
    /// <param name="figure">What to draw.</param>
    /// <param name="path">Ends in .png, .svg or .html; folders are made as needed.</param>
    /// <param name="options">How to draw it.</param>
    /// <param name="format">png, svg or html; that of the file's ending if null.</param>
    /// <exception cref="ArgumentException">The ending is another one.</exception>
    public static void Save(this Figure figure, string path, RenderOptions? options = null, string? format = null)
    {
        ArgumentNullException.ThrowIfNull(figure);
        ArgumentNullException.ThrowIfNull(path);
        var bytes = (format is null ? Path.GetExtension(path).ToLowerInvariant() : "." + format) switch
        {
            ".png" => FigureRenderer.ToPng(figure, options),
            ".svg" => Encoding.UTF8.GetBytes(FigureRenderer.ToSvg(figure, options)),
            ".html" => Encoding.UTF8.GetBytes(ZoomablePage.Of(figure, options)),
            var ending => throw new ArgumentException($"A picture's file ends in {Accepted}; it was '{(ending.Length == 0 ? path : ending)}'."),
        };
        if (Path.GetDirectoryName(path) is { Length: > 0 } folder)
        {
            Directory.CreateDirectory(folder);
        }

        File.WriteAllBytes(path, bytes);
    }
}
