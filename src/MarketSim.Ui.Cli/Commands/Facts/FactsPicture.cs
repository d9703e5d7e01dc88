using System.Text;
using MarketSim.Analysis;
using MarketSim.Simulation;

namespace MarketSim.Ui.Cli;

/// <summary>Where and how the picture of facts is drawn.</summary>
/// <param name="path">Into which file; where it belongs if null.</param>
/// <param name="theme">In which colours.</param>
/// <param name="isOff">Whether not at all.</param>
internal sealed class FactsPicture(string? path, Theme theme, bool isOff)
{
    /// <summary>From what was typed.</summary>
    /// <exception cref="ArgumentException">Something is not acceptable.</exception>
    public static FactsPicture From(string? path, string? theme, bool isOff)
    {
        if (path is not null && Path.GetExtension(path).ToLowerInvariant() is not (".png" or ".svg"))
        {
            throw new ArgumentException($"--plot was '{path}'; accepted is a file ending in .png or .svg.");
        }

        return path is null || !isOff
            ? new FactsPicture(path, Theme.Find(theme ?? Theme.Light.Name), isOff)
            : throw new ArgumentException("--plot and --no-plot exclude each other.");
    }

    /// <summary>Draws it. Of one run's folder it goes beside the other pictures if nothing else is said, and what hinders that is no
    /// failure; anything else is drawn only where a file is named.</summary>
    public void Draw(Screen screen, IReadOnlyList<FactSheet> sheets, bool isQuiet)
    {
        var folder = sheets.Count == 1 && Directory.Exists(sheets[0].Name) ? new RunFolder(sheets[0].Name).Plots : null;
        if (isOff || (path is null && folder is null))
        {
            return;
        }

        var file = path ?? Path.Combine(folder!, "facts.png");
        try
        {
            if (Path.GetDirectoryName(file) is { Length: > 0 } parent)
            {
                Directory.CreateDirectory(parent);
            }

            File.WriteAllBytes(file, Render(sheets, Path.GetExtension(file).ToLowerInvariant()));
            if (!isQuiet)
            {
                screen.Output.WriteLine($"Picture: {file}");
            }
        }
        catch (Exception problem) when (path is null && problem is IOException or UnauthorizedAccessException)
        {
            screen.Error.WriteLine($"The picture could not be written: {problem.Message}");
        }
    }

    private byte[] Render(IReadOnlyList<FactSheet> sheets, string ending)
    {
        var title = sheets.Count == 1 ? Short(sheets[0].Name) : $"{Short(sheets[0].Name)} to {Short(sheets[^1].Name)}";
        var figure = FactsFigure.Of(title, [.. sheets.Select(sheet => sheet.Results)]);
        var options = new RenderOptions { Theme = theme };
        return ending == ".svg" ? Encoding.UTF8.GetBytes(FigureRenderer.ToSvg(figure, options)) : FigureRenderer.ToPng(figure, options);
    }

    private static string Short(string name) => Path.GetFileName(Path.TrimEndingDirectorySeparator(name));
}
