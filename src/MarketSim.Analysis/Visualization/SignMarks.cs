using SkiaSharp;

namespace MarketSim.Analysis;

/// <summary>Triangles, diamonds and rings.</summary>
internal sealed class SignMarks(SignLayer layer, SKColor color, SKColor ground) : Marks
{
    protected override void Draw(SKCanvas canvas)
    {
        using var edge = new SKPaint
        {
            Color = ground, IsAntialias = true, Style = SKPaintStyle.Stroke, StrokeWidth = 3, StrokeJoin = SKStrokeJoin.Round,
        };
        using var fill = new SKPaint { Color = color, IsAntialias = true, StrokeWidth = 2 };
        for (var i = 0; i < layer.X.Length; i++)
        {
            var (x, y) = (X(layer.X[i]), Y(layer.Y[i]));
            Draw(canvas, layer.Shape, x, y, (float)layer.Radius, edge);
            Draw(canvas, layer.Shape, x, y, (float)layer.Radius, fill);
        }
    }

    /// <summary>Draws one sign.</summary>
    public static void Draw(SKCanvas canvas, Sign sign, float x, float y, float radius, SKPaint paint)
    {
        using var path = new SKPath();
        var (wide, high) = (radius * 0.95f, radius * 0.8f);
        switch (sign)
        {
            case Sign.Up:
                path.AddPoly([new(x, y - radius), new(x + wide, y + high), new(x - wide, y + high)]);
                break;
            case Sign.Down:
                path.AddPoly([new(x, y + radius), new(x + wide, y - high), new(x - wide, y - high)]);
                break;
            case Sign.Diamond:
                path.AddPoly([new(x, y - radius), new(x + radius, y), new(x, y + radius), new(x - radius, y)]);
                break;
            default:
                path.FillType = SKPathFillType.EvenOdd;
                path.AddCircle(x, y, radius);
                path.AddCircle(x, y, radius * 0.55f);
                break;
        }

        canvas.DrawPath(path, paint);
    }
}

/// <summary>Cells of a heat map as rectangles, with words in them.</summary>
internal sealed class CellMarks(HeatLayer heat, Theme theme, Lettering lettering) : Marks
{
    private const float LeastHeight = 13;

    protected override void Draw(SKCanvas canvas)
    {
        var (rows, columns) = (heat.Cells.GetLength(0), heat.Cells.GetLength(1));
        var (left, top) = (X(heat.Extent.Left), Y(heat.Extent.Top));
        var (width, height) = ((X(heat.Extent.Right) - left) / columns, (Y(heat.Extent.Bottom) - top) / rows);

        // With words each cell stands by itself; without they form one surface, which smoothing would show the seams of.
        var gap = heat.Words is null ? 0 : Math.Min(1f, Math.Min(width, height) * 0.08f);
        using var paint = new SKPaint { IsAntialias = heat.Words is not null };
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                var value = heat.Cells[row, column];
                if (double.IsNaN(value))
                {
                    continue;
                }

                paint.Color = theme.RampAt((value - heat.Low) / (heat.High - heat.Low), heat.IsDiverging);
                var cell = SKRect.Create(left + (column * width), top + (row * height), width, height);
                canvas.DrawRect(SKRect.Inflate(cell, -gap, -gap), paint);
                Write(canvas, heat.Words?[row, column], cell, paint.Color);
            }
        }
    }

    // Words that do not fit are left out: the colour still tells.
    private void Write(SKCanvas canvas, string? words, SKRect cell, SKColor ground)
    {
        var size = Math.Min(FigureLayout.TickSize, cell.Height * 0.72f);
        if (string.IsNullOrEmpty(words) || cell.Height < LeastHeight)
        {
            return;
        }

        var width = lettering.Measure(words, size, isBold: false);
        if (width <= cell.Width - 3)
        {
            lettering.Draw(
                canvas, words, cell.MidX - (width / 2), cell.MidY + (size * 0.36f), size, isBold: false, Theme.LegibleOn(ground));
        }
    }
}
