using System.Globalization;

namespace MarketSim.Analysis;

/// <summary>Implied volatility by strike and expiry as colours, with the quotes that it is drawn from.</summary>
public sealed class VolatilitySurfacePlot : ITablePlot
{
    private const int Columns = 120;
    private const int MostMarks = 14;

    /// <inheritdoc/>
    public string Name => "volatility-surface";

    /// <inheritdoc/>
    public string Summary => "Implied volatility by strike and expiry as colours, with a dot for each quote; columns strike, expiry and vol.";

    /// <inheritdoc/>
    public Figure Draw(PlotTable table, PlotColumns columns)
    {
        ArgumentNullException.ThrowIfNull(table);
        var slices = VolatilityQuotes.Of(table).Expiries;
        var strikes = slices.SelectMany(slice => slice.Points).Select(point => point.Strike).DefaultIfEmpty(0).ToList();
        var (low, high) = strikes.Max() > strikes.Min() ? (strikes.Min(), strikes.Max()) : (strikes[0] - 1, strikes[0] + 1);
        var width = (high - low) / Columns;
        var cells = new double[Math.Max(1, slices.Count), Columns];
        for (var row = 0; row < slices.Count; row++)
        {
            for (var column = 0; column < Columns; column++)
            {
                cells[slices.Count - 1 - row, column] = slices[row].At(low + ((column + 0.5) * width));
            }
        }

        return new Figure
        {
            Title = "Volatility surface",
            Subtitle = string.Create(CultureInfo.InvariantCulture,
                $"{table.Name} · {slices.Sum(s => s.Points.Count):#,0} quotes as dots, straight lines between strikes, an expiry in each row"),
            Rows =
            [
                new FigureRow(Math.Clamp((slices.Count * 40) + 110, 260, 640), Surface(slices, cells, low, high)),
                new FigureRow(280, AtMiddle(slices)),
            ],
        };
    }

    private static Panel Surface(IReadOnlyList<ExpirySlice> slices, double[,] cells, double low, double high)
    {
        var vols = slices.SelectMany(slice => slice.Points).Select(point => point.Vol).ToList();
        var (least, most) = vols.Count == 0 ? (0, 1) : (Quantiles.Of(vols, 0.01), Quantiles.Of(vols, 0.99));
        most = most > least ? most : least + 1;
        var dots = slices.SelectMany((slice, row) => slice.Points.Select(point => (X: point.Strike, Y: row + 0.5))).ToList();
        return new Panel
        {
            X = new Axis("Strike", low - ((high - low) * 0.01), high + ((high - low) * 0.01)),
            Y = new Axis("Expiry", 0, Math.Max(1, slices.Count)) { Ticks = Marks(slices) },
            EmptyText = vols.Count == 0 ? "no volatilities" : null,
            Layers = vols.Count == 0 ? [] :
            [
                new HeatLayer(cells, new Bar(low, high, 0, slices.Count), least, most) { Unit = "vol (%)", Ticks = Ticks.Numbers(least, most, 6) },
                new DotLayer([.. dots.Select(d => d.X)], [.. dots.Select(d => d.Y)], [.. dots.Select(_ => 2.0)]) { Ink = Ink.Overlay },
            ],
        };
    }

    // Term structure: the middle of all strikes, where every expiry is quoted best.
    private static Panel AtMiddle(IReadOnlyList<ExpirySlice> slices)
    {
        var middle = Quantiles.Of(slices.SelectMany(slice => slice.Points).Select(point => point.Strike), 0.5);
        double[] x = [.. slices.Select((_, i) => i + 0.5)];
        double[] y = [.. slices.Select(slice => slice.At(Nearest(slice, middle)))];
        return new Panel
        {
            Heading = "Term structure",
            Remark = double.IsNaN(middle) ? null : $"at the strike nearest to {Ticks.Number(middle, 2)}",
            X = new Axis("Expiry", 0, Math.Max(1, slices.Count)) { Ticks = Marks(slices) },
            Y = Axis.Around("Implied volatility (%)", y),
            EmptyText = slices.Count == 0 ? "no volatilities" : null,
            Layers = [new LineLayer(x, y) { Ink = Ink.Series1, Width = 1.8 }, new DotLayer(x, y, [.. y.Select(_ => 3.5)]) { Ink = Ink.Series1 }],
        };
    }

    private static double Nearest(ExpirySlice slice, double strike) => slice.Points.MinBy(point => Math.Abs(point.Strike - strike)).Strike;

    private static List<Tick> Marks(IReadOnlyList<ExpirySlice> slices)
    {
        var step = (slices.Count / MostMarks) + 1;
        return [.. slices.Select((slice, i) => new Tick(i + 0.5, VolatilityQuotes.Label(slice.Name))).Where((_, i) => i % step == 0)];
    }
}
