using System.Globalization;

namespace MarketSim.Analysis;

/// <summary>The return of each month and year as a table in colours.</summary>
public sealed class MonthlyReturnsPlot : IBacktestPlot
{
    private const int MostYearsWithWords = 40;

    /// <inheritdoc/>
    public string Name => "monthly-returns";

    /// <inheritdoc/>
    public string Summary => "The return of each month in percent, a row for each year, with the year's own at the right.";

    /// <inheritdoc/>
    public Figure Draw(BacktestRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        var table = MonthlyReturns.Of(record.Equity);
        var years = table.Years.Count;
        var height = Math.Clamp(years * 26, 78, 40 * 26) + 60;
        return new Figure
        {
            Title = $"Monthly returns: {BacktestFrame.NameOf(record)}",
            Subtitle = BacktestFrame.Subtitle(record, "percent of the month's beginning"),
            Rows = [new FigureRow(height, Months(table) with { Width = 10.2 }, Years(table) with { Width = 1.8 })],
        };
    }

    private static Panel Months(MonthlyReturns table)
    {
        var cells = new double[Math.Max(1, table.Years.Count), 12];
        for (var row = 0; row < cells.GetLength(0); row++)
        {
            for (var month = 0; month < 12; month++)
            {
                cells[row, month] = row < table.Years.Count ? 100 * (table[row, month] ?? double.NaN) : double.NaN;
            }
        }

        return new Panel
        {
            X = new Axis("", 0, 12)
            {
                Ticks = [.. Enumerable.Range(0, 12).Select(i => new Tick(i + 0.5, CultureInfo.InvariantCulture.DateTimeFormat.AbbreviatedMonthNames[i]))],
            },
            Y = YearAxis(table),
            EmptyText = table.Years.Count == 0 ? "less than two values" : null,
            Layers = table.Years.Count == 0 ? [] : [Heat(cells, new Bar(0, 12, 0, cells.GetLength(0)))],
        };
    }

    private static Panel Years(MonthlyReturns table)
    {
        var cells = new double[Math.Max(1, table.Years.Count), 1];
        for (var row = 0; row < cells.GetLength(0); row++)
        {
            cells[row, 0] = row < table.Years.Count ? 100 * (table.OfYear(row) ?? double.NaN) : double.NaN;
        }

        return new Panel
        {
            X = new Axis("", 0, 1) { Ticks = [new Tick(0.5, "Year")] },
            Y = YearAxis(table) with { Ticks = [] },
            Layers = table.Years.Count == 0 ? [] : [Heat(cells, new Bar(0, 1, 0, cells.GetLength(0)))],
        };
    }

    private static Axis YearAxis(MonthlyReturns table)
    {
        var count = Math.Max(1, table.Years.Count);
        var step = (count / MostYearsWithWords) + 1;
        return new Axis("", 0, count)
        {
            Ticks =
            [
                .. Enumerable.Range(0, table.Years.Count).Where(i => i % step == 0)
                    .Select(i => new Tick(count - i - 0.5, table.Years[i].ToString(CultureInfo.InvariantCulture))),
            ],
        };
    }

    // Colours end where few values lie beyond, so that one crash does not make all other months grey.
    private static HeatLayer Heat(double[,] cells, Bar extent)
    {
        var strong = Quantiles.Of(cells.Cast<double>().Select(Math.Abs), 0.95);
        strong = strong > 0 ? strong : 1;
        var words = new string[cells.GetLength(0), cells.GetLength(1)];
        for (var row = 0; row < cells.GetLength(0); row++)
        {
            for (var column = 0; column < cells.GetLength(1); column++)
            {
                words[row, column] = double.IsNaN(cells[row, column]) ? "" : Ticks.Number(cells[row, column], 1);
            }
        }

        return new HeatLayer(cells, extent, -strong, strong)
        {
            Unit = "%", Ticks = Ticks.Numbers(-strong, strong, 6), IsDiverging = true, Words = words, HasColourBar = false,
        };
    }
}
