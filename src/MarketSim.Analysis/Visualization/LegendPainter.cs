using SkiaSharp;

namespace MarketSim.Analysis;

/// <summary>Writes what the marks of a panel mean.</summary>
internal sealed class LegendPainter(SKCanvas canvas, Theme theme, TextPainter text)
{
    private const float Swatch = 18;
    private const float Size = FigureLayout.TextSize - 0.5f;

    public void Heading(Panel panel, SKRect rect, SKRect area)
    {
        var baseline = rect.Top + 19;
        var x = area.Left;
        if (panel.Heading is { } heading)
        {
            x = text.Write(heading, x, baseline, FigureLayout.HeadingSize, Ink.Text, isBold: true) + 10;
        }

        var named = panel.Layers.Where(layer => layer.Label is not null).ToList();
        var width = panel.HasSideLegend ? 0 : named.Sum(layer => Swatch + 6 + text.Measure(layer.Label!, Size) + 16) - 16;

        // A remark gives way to the legend, which is needed to read the picture.
        if (panel.Remark is { } remark && (width <= 0 || x + text.Measure(remark, Size) + 12 <= area.Right - width))
        {
            text.Write(remark, x, baseline, Size, Ink.Muted);
        }

        if (panel.HasSideLegend)
        {
            var y = area.Top + 12;
            foreach (var layer in named)
            {
                Entry(layer, area.Right + 14, y);
                if (layer.Detail is { } detail)
                {
                    y += 17;
                    text.Write(detail, area.Right + 14 + Swatch + 6, y, Size, Ink.Muted);
                }

                y += 24;
            }

            return;
        }

        x = area.Right - width;
        foreach (var layer in named)
        {
            x = Entry(layer, x, baseline) + 16;
        }
    }

    public void ColourBar(HeatLayer heat, SKRect area)
    {
        const float width = 14;
        var bar = new SKRect(area.Right + 14, area.Top + 22, area.Right + 14 + width, area.Bottom);
        using var paint = new SKPaint();
        const int steps = 128;
        for (var i = 0; i < steps; i++)
        {
            paint.Color = theme.RampAt((i + 0.5) / steps, heat.IsDiverging);

            // Up to the top each time, so that no seams show between the steps.
            canvas.DrawRect(new SKRect(bar.Left, bar.Top, bar.Right, bar.Bottom - (bar.Height * i / steps)), paint);
        }

        text.Write(heat.Unit, bar.Left, area.Top + 10, Size, Ink.Text);
        foreach (var tick in heat.Ticks)
        {
            var y = bar.Bottom - (float)((tick.At - heat.Low) / (heat.High - heat.Low) * bar.Height);
            if (y >= bar.Top - 1 && y <= bar.Bottom + 1)
            {
                paint.Color = theme.ColorOf(Ink.Muted);
                canvas.DrawRect(new SKRect(bar.Right, y - 0.5f, bar.Right + 4, y + 0.5f), paint);
                text.WriteAt(tick.Label, bar.Right + 7, y, Size, Ink.Text, anchor: 0);
            }
        }
    }

    private float Entry(Layer layer, float x, float baseline)
    {
        var color = theme.ColorOf(layer.Ink).WithAlpha((byte)Math.Round(Math.Max(layer.Opacity, 0.35) * 255));
        using var paint = new SKPaint { Color = color, IsAntialias = true, StrokeWidth = 2 };
        var y = baseline - 4;
        switch (layer)
        {
            case DotLayer:
                canvas.DrawCircle(x + (Swatch / 2), y, 4.5f, paint);
                break;
            case SignLayer signs:
                SignMarks.Draw(canvas, signs.Shape, x + (Swatch / 2), y, 5, paint);
                break;
            case LineLayer { IsDashed: true } or RuleLayer { IsDashed: true }:
                canvas.DrawLine(x, y, x + (Swatch * 0.4f), y, paint);
                canvas.DrawLine(x + (Swatch * 0.6f), y, x + Swatch, y, paint);
                break;
            case LineLayer or RuleLayer:
                canvas.DrawLine(x, y, x + Swatch, y, paint);
                break;
            default:
                canvas.DrawRect(new SKRect(x + 2, y - 5, x + Swatch - 2, y + 5), paint);
                break;
        }

        return text.Write(layer.Label!, x + Swatch + 6, baseline, Size, Ink.Text);
    }
}
