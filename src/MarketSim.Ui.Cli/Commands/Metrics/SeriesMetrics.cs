using System.Globalization;
using MarketSim.Analysis;

namespace MarketSim.Ui.Cli;

/// <summary>The performance of a series of returns: numbers, drawdowns, months, or a moving window.</summary>
internal static class SeriesMetrics
{
    private static readonly string[] Months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

    public static int Show(Screen screen, ReturnFile file, MetricsRequest request)
    {
        var input = Input(file.Returns, request);
        if (request.Rolling is { } window)
        {
            return RollingMetrics.Show(screen.Output, input, window, request.WritesJson);
        }

        var values = MetricValue.Choose(Measure(input, request), request);
        if (request.WritesJson)
        {
            MetricValue.WriteJson(screen.Output, values, SeriesTables.Of(input, request));
            return ExitCode.Ok;
        }

        WriteBasis(screen.Output, input, request, file);
        MetricValue.Write(screen.Output, values);
        WriteTables(screen.Output, input, request);
        return ExitCode.Ok;
    }

    /// <summary>The series with what it is measured against.</summary>
    public static PerformanceInput Input(ReturnSeries returns, MetricsRequest request)
    {
        var benchmark = request.Benchmark is not { } path ? null : ReturnFile.Read(
            path, request.File with { Column = request.BenchmarkColumn, ArePrices = null, ArePercent = false, PeriodsPerYear = returns.PeriodsPerYear }).Returns;
        return new PerformanceInput(returns, benchmark, request.RiskFree, request.MinimumAcceptable) { Trials = request.Trials };
    }

    /// <summary>All metrics of a series.</summary>
    public static IReadOnlyList<MetricValue> Measure(PerformanceInput input, MetricsRequest request)
        => [.. request.Metrics.Select(m => new MetricValue(m.Name, Heading(m.Group), m.Title, m.Unit, m.Measure(input)))];

    /// <summary>All of them, where none is defined.</summary>
    public static IReadOnlyList<MetricValue> Unknown(MetricsRequest request)
        => [.. request.Metrics.Select(m => new MetricValue(m.Name, Heading(m.Group), m.Title, m.Unit, null))];

    /// <summary>What the numbers rest on.</summary>
    public static void WriteBasis(TextWriter output, PerformanceInput input, MetricsRequest request, ReturnFile? file = null)
    {
        var column = file is { Column.Length: > 0 } ? $"{(file.ArePrices ? "made of the values in" : "read from")} column '{file.Column}'; " : "";
        var span = input.Returns.Dates is { Count: > 0 } dates
            ? string.Create(CultureInfo.InvariantCulture, $" from {dates[0]:yyyy-MM-dd} to {dates[^1]:yyyy-MM-dd}") : "";
        var missing = file is { Missing: > 0 } ? $" {file.Missing} row{(file.Missing == 1 ? "" : "s")} without a value left out." : "";
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{input.Count:#,##0} return{(input.Count == 1 ? "" : "s")}{span}: {column}{input.PeriodsPerYear:0.##} periods a year{(request.File.PeriodsPerYear is not null ? "" : input.Returns.Dates is null ? ", taken for trading days" : ", by the dates")}; risk-free {input.RiskFree:0.##%} a year.{missing}"));
        output.WriteLine();
    }

    /// <summary>Drawdowns, and months where they are wanted.</summary>
    public static void WriteTables(TextWriter output, PerformanceInput input, MetricsRequest request)
    {
        var deepest = input.Drawdowns.Deepest(request.Drawdowns);
        if (request.Only.Count == 0 && deepest.Count > 0)
        {
            output.WriteLine();
            var table = new PlainTable("depth %", "peak", "trough", "recovered", "periods under water") { RightAligned = [0, 4] };
            foreach (var fall in deepest)
            {
                table.Add(
                    Percent(fall.Depth), Moment(fall.PeakDate, fall.Peak), Moment(fall.TroughDate, fall.Trough),
                    fall.Recovery is { } back ? Moment(fall.RecoveryDate, back) : "not yet",
                    fall.PeriodsUnderWater.ToString(CultureInfo.InvariantCulture));
            }

            table.Write(output);
        }

        if (request.ShowsMonths)
        {
            WriteMonths(output, input);
        }
    }

    private static void WriteMonths(TextWriter output, PerformanceInput input)
    {
        if (input.Returns.Dates is null)
        {
            throw new ArgumentException("--monthly needs dates, and the table has none.");
        }

        output.WriteLine();
        var table = new PlainTable(["%", .. Months, "year"]) { RightAligned = [.. Enumerable.Range(1, 13)] };
        foreach (var year in input.Years.All)
        {
            table.Add(
            [
                year.Year.ToString(CultureInfo.InvariantCulture),
                .. Enumerable.Range(1, 12).Select(month => input.Months.All.Where(m => m.Year == year.Year && m.Month == month)
                    .Select(m => Percent(m.Value)).FirstOrDefault("")),
                Percent(year.Value),
            ]);
        }

        table.Write(output);
    }

    private static string Percent(double part) => (part * 100).ToString("0.0", CultureInfo.InvariantCulture);

    private static string Moment(DateTime? date, int periods) => date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
        ?? (periods == 0 ? "the start" : $"period {periods.ToString(CultureInfo.InvariantCulture)}");

    public static string Heading(MetricGroup group) => group switch
    {
        MetricGroup.RiskAdjusted => "Return for risk",
        MetricGroup.Gains => "Gains and losses",
        MetricGroup.Calendar => "Months and years",
        MetricGroup.OtherConventions => "As other tools define it",
        _ => group.ToString(),
    };
}
