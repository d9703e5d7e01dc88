using ScottPlot;
using SkiaSharp;

namespace MarketSim.Analysis;

/// <summary>Marks that the plotting library has not, or not in this number: drawn straight to its canvas.</summary>
internal abstract class Marks : IPlottable
{
    public bool IsVisible { get; set; } = true;

    public IAxes Axes { get; set; } = new Axes();

    public IEnumerable<LegendItem> LegendItems => [];

    public AxisLimits GetAxisLimits() => AxisLimits.NoLimits;

    public void Render(RenderPack rp)
    {
        rp.CanvasState.Save();
        rp.CanvasState.Clip(Axes.DataRect);
        Draw(rp.Canvas);
        rp.CanvasState.Restore();
    }

    protected abstract void Draw(SKCanvas canvas);

    protected float X(double x) => Axes.GetPixelX(x);

    protected float Y(double y) => Axes.GetPixelY(y);
}

/// <summary>Discs of any size, half transparent so that crowds show.</summary>
internal sealed class DotMarks(DotLayer dots, SKColor color) : Marks
{
    protected override void Draw(SKCanvas canvas)
    {
        using var fill = new SKPaint { Color = color, IsAntialias = true };
        for (var i = 0; i < dots.X.Length; i++)
        {
            canvas.DrawCircle(X(dots.X[i]), Y(dots.Y[i]), (float)dots.Radius[i], fill);
        }
    }
}

/// <summary>Rectangles.</summary>
internal sealed class BarMarks(BarLayer layer, SKColor color) : Marks
{
    protected override void Draw(SKCanvas canvas)
    {
        // Joined bars meet at pixels' edges; smoothed, each seam would shine through.
        using var fill = new SKPaint { Color = color, IsAntialias = !layer.IsJoined };
        foreach (var bar in layer.Bars)
        {
            var (left, right, top, bottom) = (X(bar.Left), X(bar.Right), Y(bar.Top), Y(bar.Bottom));
            var gap = right - left >= 4 && !layer.IsJoined ? 0.5f : 0;
            var rect = new SKRect(left + gap, top, right - gap, bottom);
            if (rect.Height > 0.2f)
            {
                canvas.DrawRect(rect, fill);
            }
        }
    }
}

/// <summary>The area between two step lines that end somewhere, or between two lines that join their points.</summary>
internal sealed class BandMarks(double[] x, double[] lower, double[] upper, double? end, SKColor color) : Marks
{
    protected override void Draw(SKCanvas canvas)
    {
        using var fill = new SKPaint { Color = color, IsAntialias = true };
        var start = 0;
        while (start < x.Length)
        {
            var stop = start;
            while (stop < x.Length && !double.IsNaN(lower[stop]) && !double.IsNaN(upper[stop]))
            {
                stop++;
            }

            if (stop > start)
            {
                using var path = PathOf(start, stop);
                canvas.DrawPath(path, fill);
            }

            start = stop + 1;
        }
    }

    private SKPath PathOf(int start, int stop)
    {
        var path = new SKPath();
        path.MoveTo(X(x[start]), Y(upper[start]));
        for (var i = start; i < stop; i++)
        {
            path.LineTo(X(x[i]), Y(upper[i]));
            path.LineTo(X(EndOf(i)), Y(upper[i]));
        }

        for (var i = stop - 1; i >= start; i--)
        {
            path.LineTo(X(EndOf(i)), Y(lower[i]));
            path.LineTo(X(x[i]), Y(lower[i]));
        }

        path.Close();
        return path;
    }

    private double EndOf(int i) => end is not { } last ? x[i] : i + 1 < x.Length ? x[i + 1] : Math.Max(last, x[i]);
}

/// <summary>A short text at a point.</summary>
internal sealed class NoteMark(NoteLayer note, TextPainter text) : Marks
{
    protected override void Draw(SKCanvas canvas)
    {
        var gap = (float)(note.IsBefore ? -note.Gap : note.Gap);
        text.WriteAt(note.Text, X(note.X) + gap, Y(note.Y), FigureLayout.TickSize, note.Ink, anchor: note.IsBefore ? 1 : 0);
    }
}
