namespace MarketSim.Analysis;

/// <summary>Looks at a book brought into cells of time and price.</summary>
/// <param name="Cells">Rows from the highest price, columns from the first look; not-a-number where nothing is
/// displayed.</param>
/// <param name="Bottom">Lower edge of the lowest row in price units.</param>
/// <param name="Top">Upper edge of the highest row.</param>
/// <param name="UnitsInRow">Price units in a row.</param>
/// <param name="PricesInRow">Prices in use in a row.</param>
/// <param name="Low">Value that few cells fall below.</param>
/// <param name="High">Value that few cells exceed.</param>
internal sealed record HeatGrid(
    double[,] Cells, double Bottom, double Top, long UnitsInRow, long PricesInRow, double Low, double High)
{
    /// <summary>Sums what is displayed.</summary>
    /// <param name="samples">One for each column.</param>
    /// <param name="low">Lowest price to show, in price units.</param>
    /// <param name="high">Highest price to show.</param>
    /// <param name="mostRows">How many rows there may be.</param>
    /// <param name="toValue">Lots to what the colour shows.</param>
    public static HeatGrid Of(
        IReadOnlyList<DepthSample> samples, double low, double high, int mostRows, Func<double, double> toValue)
    {
        var tick = TickOf(samples.SelectMany(sample => sample.Bids.Concat(sample.Asks)).Select(level => level.Price.Ticks));
        var first = (long)Math.Floor(low / tick);
        var last = (long)Math.Ceiling(high / tick);
        var prices = Math.Max(1, (last - first + mostRows) / mostRows);
        var rows = (int)((last - first) / prices) + 1;
        var cells = new double[rows, samples.Count];
        for (var column = 0; column < samples.Count; column++)
        {
            foreach (var level in samples[column].Bids.Concat(samples[column].Asks))
            {
                var row = (level.Price.Ticks / tick) - first;
                if (row >= 0 && row / prices < rows)
                {
                    cells[rows - 1 - (int)(row / prices), column] += level.Quantity.Lots;
                }
            }
        }

        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < samples.Count; column++)
            {
                cells[row, column] = cells[row, column] > 0 ? toValue(cells[row, column]) : double.NaN;
            }
        }

        var (least, most) = (Quantiles.Of(cells.Cast<double>(), 0.02), Quantiles.Of(cells.Cast<double>(), 0.998));
        var bottom = (first - 0.5) * tick;
        most = most > least ? most : least + 1;
        return new HeatGrid(cells, bottom, bottom + (rows * prices * tick), prices * tick, prices, least, most);
    }

    /// <summary>The largest step of which all values are multiples; at least one. Prices in use may lie several units apart, and what
    /// lies between them would stay empty.</summary>
    public static long TickOf(IEnumerable<long> values) => Math.Max(1, values.Aggregate(0L, (step, value) => Divisor(step, Math.Abs(value))));

    private static long Divisor(long a, long b) => b == 0 ? a : Divisor(b, a % b);
}
