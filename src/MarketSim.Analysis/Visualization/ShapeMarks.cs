using SkiaSharp;

namespace MarketSim.Analysis;

/// <summary>Rectangles that mean a state.</summary>
internal sealed class ShapeMarks(ShapeLayer layer, SKColor color) : Marks
{
    private const float HatchDistance = 6;

    protected override void Draw(SKCanvas canvas)
    {
        using var fill = new SKPaint { Color = color, IsAntialias = true };
        using var stroke = new SKPaint { Color = color, IsAntialias = true, IsStroke = true, StrokeWidth = 1 };
        foreach (var shape in layer.Shapes)
        {
            var (left, right) = (X(shape.Left), X(shape.Right));
            var rect = new SKRect(left, Y(shape.Top), Math.Max(right, left + (float)layer.LeastWidth), Y(shape.Bottom));
            switch (layer.Fill)
            {
                case ShapeFill.Solid:
                    canvas.DrawRect(rect, fill);
                    break;
                case ShapeFill.Hatched:
                    Hatch(canvas, rect, stroke);
                    break;
                case ShapeFill.Dotted:
                    Dashes.Outline(canvas, Inner(rect), stroke, on: 1.8f, off: 2.6f);
                    break;
                default:
                    canvas.DrawRect(Inner(rect), stroke);
                    break;
            }
        }
    }

    private static SKRect Inner(SKRect rect)
        => rect.Width > 1 ? new SKRect(rect.Left + 0.5f, rect.Top + 0.5f, rect.Right - 0.5f, rect.Bottom - 0.5f) : rect;

    private static void Hatch(SKCanvas canvas, SKRect rect, SKPaint stroke)
    {
        canvas.DrawRect(Inner(rect), stroke);
        canvas.Save();
        canvas.ClipRect(rect);

        // The lines start at multiples of their distance, so that neighbouring rectangles are hatched alike.
        var first = (float)Math.Floor((rect.Left - rect.Height) / HatchDistance) * HatchDistance;
        for (var x = first; x < rect.Right; x += HatchDistance)
        {
            canvas.DrawLine(x, rect.Bottom, x + rect.Height, rect.Top, stroke);
        }

        canvas.Restore();
    }
}

/// <summary>Arrows.</summary>
internal sealed class ArrowMarks(ArrowLayer layer, SKColor color) : Marks
{
    private const float HeadLength = 7;
    private const float HeadWidth = 3;

    protected override void Draw(SKCanvas canvas)
    {
        using var line = new SKPaint { Color = color, IsAntialias = true, IsStroke = true, StrokeWidth = (float)layer.Width };
        using var fill = new SKPaint { Color = color, IsAntialias = true };
        using var strong = new SKPaint { Color = color, IsAntialias = true, IsStroke = true, StrokeWidth = 1.8f };
        foreach (var arrow in layer.Arrows)
        {
            var (from, to) = (new SKPoint(X(arrow.FromX), Y(arrow.FromY)), new SKPoint(X(arrow.ToX), Y(arrow.ToY)));
            if (arrow.End == ArrowEnd.Cross)
            {
                to = new SKPoint((from.X + to.X) / 2, (from.Y + to.Y) / 2);
            }

            if (arrow.End == ArrowEnd.Cross)
            {
                Dashes.Line(canvas, from, to, line, on: 4, off: 3);
            }
            else
            {
                canvas.DrawLine(from, to, line);
            }

            var along = to - from;
            var length = Math.Max(along.Length, 0.01f);
            along = new SKPoint(along.X / length, along.Y / length);
            var across = new SKPoint(-along.Y, along.X);
            switch (arrow.End)
            {
                case ArrowEnd.Head:
                    Head(canvas, to, along, across, fill);
                    break;
                case ArrowEnd.Bar:
                    canvas.DrawLine(At(to, across, 4.5f), At(to, across, -4.5f), strong);
                    break;
                default:
                    canvas.DrawLine(to.X - 3.5f, to.Y - 3.5f, to.X + 3.5f, to.Y + 3.5f, strong);
                    canvas.DrawLine(to.X - 3.5f, to.Y + 3.5f, to.X + 3.5f, to.Y - 3.5f, strong);
                    break;
            }
        }
    }

    private static void Head(SKCanvas canvas, SKPoint to, SKPoint along, SKPoint across, SKPaint fill)
    {
        using var path = new SKPath();
        var foot = At(to, along, -HeadLength);
        path.MoveTo(to);
        path.LineTo(At(foot, across, HeadWidth));
        path.LineTo(At(foot, across, -HeadWidth));
        path.Close();
        canvas.DrawPath(path, fill);
    }

    private static SKPoint At(SKPoint point, SKPoint direction, float distance)
        => new(point.X + (direction.X * distance), point.Y + (direction.Y * distance));
}

/// <summary>Interrupted lines, dash by dash: the library's own are not written to SVG.</summary>
internal static class Dashes
{
    public static void Line(SKCanvas canvas, SKPoint from, SKPoint to, SKPaint paint, float on, float off)
    {
        var along = to - from;
        var length = along.Length;
        for (var at = 0f; at < length; at += on + off)
        {
            var end = Math.Min(at + on, length);
            canvas.DrawLine(
                from.X + (along.X * at / length), from.Y + (along.Y * at / length),
                from.X + (along.X * end / length), from.Y + (along.Y * end / length), paint);
        }
    }

    public static void Outline(SKCanvas canvas, SKRect rect, SKPaint paint, float on, float off)
    {
        Line(canvas, new(rect.Left, rect.Top), new(rect.Right, rect.Top), paint, on, off);
        Line(canvas, new(rect.Left, rect.Bottom), new(rect.Right, rect.Bottom), paint, on, off);
        Line(canvas, new(rect.Left, rect.Top), new(rect.Left, rect.Bottom), paint, on, off);
        Line(canvas, new(rect.Right, rect.Top), new(rect.Right, rect.Bottom), paint, on, off);
    }
}

/// <summary>A text in the middle of a stretch, where it fits.</summary>
internal sealed class StretchTextMark(StretchTextLayer layer, TextPainter text) : Marks
{
    private const float Air = 6;

    protected override void Draw(SKCanvas canvas)
    {
        var (left, right) = (Math.Max(X(layer.Left), Axes.DataRect.Left), Math.Min(X(layer.Right), Axes.DataRect.Right));
        if (layer.Texts.FirstOrDefault(words => text.Measure(words, FigureLayout.TickSize) + Air <= right - left) is { } fits)
        {
            text.WriteAt(fits, (left + right) / 2, Y(layer.Y), FigureLayout.TickSize, layer.Ink, anchor: 0.5f);
        }
    }
}
