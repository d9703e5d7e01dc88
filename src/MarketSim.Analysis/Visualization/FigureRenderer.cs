using System.Text;
using SkiaSharp;

namespace MarketSim.Analysis;

/// <summary>Draws figures as PNG or SVG. The same figure and options give the same bytes on one machine.</summary>
public static class FigureRenderer
{
    /// <summary>Draws it as pixels.</summary>
    /// <param name="figure">What to draw.</param>
    /// <param name="theme">In which colours; light by default.</param>
    /// <param name="size">In pixels of the natural size; the figure's own by default.</param>
    /// <param name="pixelRatio">Pixels of the picture for each of those, from 0.5 to 8: 2 is fit for print and fine screens.</param>
    /// <returns>The content of a PNG file.</returns>
    public static byte[] ToPng(Figure figure, Theme? theme = null, (int Width, int Height)? size = null, double pixelRatio = 2)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(pixelRatio, 0.5);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(pixelRatio, 8);
        var (width, height) = SizeOf(figure, size);
        var info = new SKImageInfo(
            (int)Math.Round(width * pixelRatio), (int)Math.Round(height * pixelRatio), SKColorType.Rgba8888, SKAlphaType.Premul);
        using var surface = SKSurface.Create(info);
        surface.Canvas.Scale((float)pixelRatio);
        Draw(surface.Canvas, figure, theme ?? Theme.Light, width, height);
        using var image = surface.Snapshot();
        using var data = image.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }

    /// <summary>Draws it as lines and letters that scale.</summary>
    /// <param name="figure">What to draw.</param>
    /// <param name="theme">In which colours; light by default.</param>
    /// <param name="size">In pixels; the figure's own by default.</param>
    /// <returns>The text of an SVG file.</returns>
    public static string ToSvg(Figure figure, Theme? theme = null, (int Width, int Height)? size = null)
    {
        var (width, height) = SizeOf(figure, size);
        using var stream = new MemoryStream();
        using (var canvas = SKSvgCanvas.Create(SKRect.Create(width, height), stream))
        {
            Draw(canvas, figure, theme ?? Theme.Light, width, height);
        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    private static (int Width, int Height) SizeOf(Figure figure, (int Width, int Height)? size)
    {
        ArgumentNullException.ThrowIfNull(figure);
        var (width, height) = size ?? (figure.Width, figure.Height);
        if (width < 320 || height < 200 || width > 20_000 || height > 20_000)
        {
            throw new ArgumentOutOfRangeException(
                nameof(size), (width, height), "A picture is 320 to 20,000 pixels wide and 200 to 20,000 high.");
        }

        return (width, height);
    }

    private static void Draw(SKCanvas canvas, Figure figure, Theme theme, int width, int height)
    {
        canvas.DrawColor(theme.Background);
        var natural = figure.Rows.Sum(row => row.Height);
        var stretch = (float)(height - FigureLayout.HeaderHeight - FigureLayout.BottomMargin) / natural;
        var top = (float)FigureLayout.HeaderHeight;

        // Panels above each other begin at the same place, so that times line up.
        var left = Enumerable.Range(0, figure.Rows.Max(row => row.Panels.Count))
            .Select(i => figure.Rows.Where(row => i < row.Panels.Count)
                .Max(row => FigureLayout.LeftOf(row.Panels[i], row.Height * stretch)))
            .ToArray();
        foreach (var row in figure.Rows)
        {
            var bottom = top + (row.Height * stretch);
            var edge = 0f;
            for (var i = 0; i < row.Panels.Count; i++)
            {
                var share = (float)(row.Panels[i].Width / row.Panels.Sum(panel => panel.Width));
                var rect = new SKRect(edge, top, edge + (width * share), bottom);
                PanelPainter.Paint(canvas, row.Panels[i], theme, rect, left[i]);
                edge = rect.Right;
            }

            top = bottom;
        }

        var text = new TextPainter(canvas, theme);
        text.Write(figure.Title, FigureLayout.SideMargin, 30, FigureLayout.TitleSize, Ink.Text, isBold: true);
        text.Write(figure.Subtitle, FigureLayout.SideMargin, 50, FigureLayout.TextSize, Ink.Muted);
    }
}
