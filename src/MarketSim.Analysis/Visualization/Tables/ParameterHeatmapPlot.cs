using System.Globalization;

namespace MarketSim.Analysis;

/// <summary>One figure at each pair of two parameters.</summary>
public sealed class ParameterHeatmapPlot : ITablePlot
{
    private const int MostWords = 900;
    private const int MostMarks = 40;

    /// <inheritdoc/>
    public string Name => "parameter-heatmap";

    /// <inheritdoc/>
    public string Summary => "One figure at each pair of two parameters, the best pair ringed; its rows with the same pair are averaged.";

    /// <inheritdoc/>
    public Figure Draw(PlotTable table, PlotColumns columns)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(columns);
        var (x, y, value) = Choose(table, columns);
        var (across, upwards) = (Levels(table, x), Levels(table, y));
        var means = table.Rows.Select((row, i) => (X: row[x], Y: row[y], Value: table.Number(i, value)))
            .Where(cell => double.IsFinite(cell.Value))
            .GroupBy(cell => (cell.X, cell.Y)).ToDictionary(group => group.Key, group => group.Average(cell => cell.Value));
        var cells = new double[Math.Max(1, upwards.Count), Math.Max(1, across.Count)];
        var words = new string[cells.GetLength(0), cells.GetLength(1)];
        var decimals = Decimals(means.Values);
        for (var row = 0; row < upwards.Count; row++)
        {
            for (var column = 0; column < across.Count; column++)
            {
                var isKnown = means.TryGetValue((across[column], upwards[^(row + 1)]), out var mean);
                cells[row, column] = isKnown ? mean : double.NaN;
                words[row, column] = isKnown ? Ticks.Number(mean, decimals) : "";
            }
        }

        var name = Short(table.Columns[value]);
        return new Figure
        {
            Title = $"{name} by {Short(table.Columns[x])} and {Short(table.Columns[y])}",
            Subtitle = string.Create(CultureInfo.InvariantCulture, $"{table.Name} · {table.Rows.Count:#,0} rows, {means.Count:#,0} pairs"),
            Rows =
            [
                new FigureRow(Math.Clamp((upwards.Count * 34) + 110, 260, 700), new Panel
                {
                    Remark = Best(means, across, upwards, name, Short(table.Columns[x]), Short(table.Columns[y]), decimals),
                    X = AxisOf(Short(table.Columns[x]), across),
                    Y = AxisOf(Short(table.Columns[y]), upwards),
                    EmptyText = means.Count == 0 ? "no values" : null,
                    Layers = means.Count == 0 ? [] : [Heat(cells, words, name, means.Values), BestRing(means, across, upwards)],
                }),
            ],
        };
    }

    /// <summary>The columns to show: those asked for, else the first two that vary and look like parameters, and the first number
    /// after them.</summary>
    internal static (int X, int Y, int Value) Choose(PlotTable table, PlotColumns columns)
    {
        int[] places = [.. Enumerable.Range(0, table.Columns.Count)];
        int[] options = [.. places.Where(i => table.Columns[i].StartsWith("set.", StringComparison.Ordinal))];
        int Named(string name) => table.Find("set." + name) is >= 0 and var place ? place : table.Need(name);
        int[] asked = [.. new[] { columns.X, columns.Y }.OfType<string>().Select(Named)];
        int[] varied =
        [
            .. (options.Length >= 2 ? options : places).Except(asked)
                .Where(i => table.Rows.Select(row => row[i]).Distinct(StringComparer.Ordinal).Skip(1).Any()),
        ];
        if (asked.Length + varied.Length < 2)
        {
            throw new FormatException($"Table '{table.Name}' has not two columns that vary; its columns are {string.Join(", ", table.Columns)}.");
        }

        var x = columns.X is { } across ? Named(across) : varied[0];
        var y = columns.Y is { } upwards ? Named(upwards) : varied[columns.X is null ? 1 : 0];
        if (columns.Value is { } named)
        {
            return (x, y, Named(named));
        }

        var value = Enumerable.Range(0, table.Columns.Count).FirstOrDefault(
            i => i > Math.Max(x, y) && !options.Contains(i) && table.Columns[i] is not ("run" or "seed") && table.IsNumeric(i), -1);
        return value >= 0 ? (x, y, value) : throw new FormatException(
            $"Table '{table.Name}' has no column of numbers after those of the parameters; name one with --value. Its columns are {string.Join(", ", table.Columns)}.");
    }

    private static HeatLayer Heat(double[,] cells, string[,] words, string name, IReadOnlyCollection<double> values)
    {
        var (low, high) = (values.Min(), values.Max());

        // Losses and gains are told apart where there are both.
        var isDiverging = low < 0 && high > 0;
        var reach = Math.Max(Math.Abs(low), Math.Abs(high));
        (low, high) = isDiverging ? (-reach, reach) : high > low ? (low, high) : (low - 0.5, high + 0.5);
        return new HeatLayer(cells, new Bar(0, cells.GetLength(1), 0, cells.GetLength(0)), low, high)
        {
            Unit = name.Length <= 11 ? name : "", Ticks = Ticks.Numbers(low, high, 6), IsDiverging = isDiverging, Words = cells.Length <= MostWords ? words : null,
        };
    }

    private static SignLayer BestRing(Dictionary<(string X, string Y), double> means, List<string> across, List<string> upwards)
    {
        var best = means.MaxBy(pair => pair.Value).Key;
        return new SignLayer([across.IndexOf(best.X) + 0.88], [upwards.IndexOf(best.Y) + 0.8], Sign.Diamond) { Ink = Ink.Text, Label = "highest" };
    }

    private static string? Best(
        Dictionary<(string X, string Y), double> means, List<string> across, List<string> upwards, string name, string x, string y, int decimals)
    {
        if (means.Count == 0 || across.Count == 0 || upwards.Count == 0)
        {
            return null;
        }

        var best = means.MaxBy(pair => pair.Value);
        var middle = Quantiles.Of(means.Values, 0.5);
        return $"{name} {Ticks.Number(best.Value, decimals)} at {x} {best.Key.X}, {y} {best.Key.Y}; median {Ticks.Number(middle, decimals)}";
    }

    private static Axis AxisOf(string label, List<string> levels)
    {
        var step = (levels.Count / MostMarks) + 1;
        return new Axis(label, 0, Math.Max(1, levels.Count))
        {
            Ticks = [.. levels.Select((level, i) => new Tick(i + 0.5, level)).Where((_, i) => i % step == 0)],
        };
    }

    // Numbers in their order, words in that of their coming.
    private static List<string> Levels(PlotTable table, int column)
    {
        var levels = table.Rows.Select(row => row[column]).Where(level => level.Length > 0).Distinct(StringComparer.Ordinal).ToList();
        return table.IsNumeric(column)
            ? [.. levels.OrderBy(level => double.Parse(level, CultureInfo.InvariantCulture))]
            : levels;
    }

    private static int Decimals(IEnumerable<double> values) => values.Select(Math.Abs).DefaultIfEmpty(0).Max() switch
    {
        >= 1000 => 0,
        >= 100 => 1,
        >= 0.1 => 2,
        >= 0.01 => 3,
        _ => 5,
    };

    private static string Short(string column) => column.StartsWith("set.", StringComparison.Ordinal) ? column[4..] : column;
}
