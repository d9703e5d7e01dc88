using System.Globalization;
using System.Text.Json;
using MarketSim.Analysis;
using MarketSim.Core;

namespace MarketSim.Ui.Cli;

/// <summary>What a back-test's folder says: equity by day, round trips, and how the capital was used.</summary>
/// <param name="Returns">From the first day's end against the initial equity on.</param>
/// <param name="Trades">The round trips.</param>
/// <param name="Turnover">How much was traded and held.</param>
internal sealed record BacktestResults(ReturnSeries Returns, IReadOnlyList<RoundTrip> Trades, Turnover Turnover)
{
    /// <summary>Reads a folder.</summary>
    /// <exception cref="DataFormatException">A file is not what a back-test writes.</exception>
    public static BacktestResults Read(string folder, ReturnFileOptions options)
    {
        var equity = Rows(folder, "equity.csv", required: true);
        DateTime[] dates = [.. equity.Select(r => r.Time("time"))];
        double[] values = [.. equity.Select(r => r.Number("equity"))];
        var periods = options.PeriodsPerYear ?? PeriodsOfDates.Infer([.. dates.Select(d => d.Date)]);
        var returns = ReturnSeries.FromEquity(values, periods, dates, InitialEquity(folder));
        var trades = Rows(folder, "trades.csv", required: false).Select(Trade).ToArray();
        return new BacktestResults(returns, trades, Use(folder, dates, values, periods));
    }

    private static double? InitialEquity(string folder)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "backtest.json")));
            return document.RootElement.TryGetProperty("initialEquity", out var initial)
                && double.TryParse(initial.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value > 0 ? value : null;
        }
        catch (JsonException problem)
        {
            throw new DataFormatException($"{Path.Combine(folder, "backtest.json")} is not JSON: {problem.Message}", problem);
        }
    }

    private static RoundTrip Trade(Row row) => new(
        row.Text("instrument"), row.Time("opened"), row.Time("closed"), row.Text("side") is "sell" or "short" or "-1" ? -1 : 1,
        row.Number("quantity"), row.Number("entry"), row.Number("exit"), row.Number("profit"), row.Number("fees"), row.Number("mae"),
        row.Number("mfe"), (long)row.Number("bars"));

    private static Turnover Use(string folder, DateTime[] dates, double[] equity, double daysPerYear)
    {
        var gross = new Dictionary<DateTime, (double Gross, double Net)>();
        foreach (var row in Rows(folder, "positions.csv", required: false))
        {
            var day = row.Time("time").Date;
            var (before, value) = (gross.GetValueOrDefault(day), row.Number("value"));
            gross[day] = (before.Gross + Math.Abs(value), before.Net + value);
        }

        var traded = Rows(folder, "fills.csv", required: false).Sum(r => Math.Abs(r.Number("quantity") * r.Number("price")));
        return Turnover.Of(
            equity, [.. dates.Select(d => gross.GetValueOrDefault(d.Date).Gross)], [.. dates.Select(d => gross.GetValueOrDefault(d.Date).Net)],
            traded, daysPerYear);
    }

    private static IReadOnlyList<Row> Rows(string folder, string name, bool required)
    {
        var path = Path.Combine(folder, name);
        if (!required && !File.Exists(path))
        {
            return [];
        }

        var table = CsvTable.Read(path);
        return [.. Enumerable.Range(1, table.Rows.Count - 1).Select(i => new Row(table, i))];
    }

    /// <summary>A row whose fields are found by the names of the header.</summary>
    private readonly record struct Row(CsvTable Table, int Index)
    {
        public string Text(string column)
        {
            var place = Array.IndexOf(Table.Rows[0], column);
            return place >= 0 && place < Table.Rows[Index].Length ? Table.Rows[Index][place]
                : throw new DataFormatException($"{Table.File}, line {Table.Lines[Index]}: accepted is a row with a column '{column}', as back-tests write it.");
        }

        public double Number(string column)
            => double.TryParse(Text(column), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : throw Wrong(column, "a number");

        public DateTime Time(string column)
            => DateTimeOffset.TryParse(Text(column), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
                ? time.DateTime : throw Wrong(column, "a time");

        private DataFormatException Wrong(string column, string accepted) => new(
            $"{Table.File}, line {Table.Lines[Index]}: found '{Text(column)}' as {column}; accepted is {accepted}.");
    }
}
