using System.Globalization;
using System.Text.Json;
using MarketSim.Analysis;

namespace MarketSim.Ui.Cli;

/// <summary>Metrics over a window that moves along a series, a row for each period: CSV, or an array of JSON.</summary>
internal static class RollingMetrics
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static int Show(TextWriter output, PerformanceInput input, int window, bool writesJson)
    {
        PerformanceMetric[] metrics =
            [new Volatility(), new SharpeRatio(), new SortinoRatio(), new MaxDrawdown(), .. input.Benchmark is null ? [] : new[] { new BetaToBenchmark() }];
        IReadOnlyList<double?>[] columns = [.. metrics.Select(m => RollingMetric.Of(input, m, window))];
        var rows = Enumerable.Range(0, input.Count);
        if (writesJson)
        {
            output.WriteLine(JsonSerializer.Serialize(rows.Select(i => Row(input, metrics, columns, i)), Indented));
            return ExitCode.Ok;
        }

        output.WriteLine($"date,return,{string.Join(',', metrics.Select(m => m.Name))}");
        foreach (var i in rows)
        {
            output.WriteLine(string.Join(',', columns.Select(c => Number(c[i])).Prepend(Number(input.Returns.Values[i])).Prepend(Moment(input, i))));
        }

        return ExitCode.Ok;
    }

    private static Dictionary<string, object?> Row(
        PerformanceInput input, PerformanceMetric[] metrics, IReadOnlyList<double?>[] columns, int place)
    {
        var row = new Dictionary<string, object?>
        {
            ["date"] = input.Returns.Dates is null ? place + 1 : Moment(input, place), ["return"] = input.Returns.Values[place],
        };
        foreach (var (metric, column) in metrics.Zip(columns))
        {
            row[metric.Name] = column[place];
        }

        return row;
    }

    private static string Moment(PerformanceInput input, int place) => input.Returns.Dates is { } dates
        ? dates[place].ToString(dates[place].TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "s", CultureInfo.InvariantCulture)
        : (place + 1).ToString(CultureInfo.InvariantCulture);

    private static string Number(double? value) => value?.ToString("R", CultureInfo.InvariantCulture) ?? "";
}
