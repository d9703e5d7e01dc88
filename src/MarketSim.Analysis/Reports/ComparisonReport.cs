using System.Globalization;
using static MarketSim.Analysis.ReportNumbers;

namespace MarketSim.Analysis;

/// <summary>Several back-tests or series side by side.</summary>
public static class ComparisonReport
{
    /// <summary>Puts it together; all are compared with the first.</summary>
    public static Report Of(IReadOnlyList<BacktestRecord> records)
    {
        ArgumentNullException.ThrowIfNull(records);
        var names = Distinct([.. records.Select(record => record.Name)]);
        return new Report
        {
            Kind = "comparison",
            Title = string.Create(CultureInfo.InvariantCulture, $"{records.Count} back-tests side by side"),
            Subtitle = $"{string.Join(", ", names)} · differences from {names[0]}",
            Headlines = [.. records.Select((record, i) => new ReportFact($"Return of {names[i]}", Percent(TotalOf(record))) { Number = TotalOf(record) })],
            Warnings = [.. records.SelectMany((record, i) => record.Warnings.Select(warning => $"{names[i]}: {warning}")), .. Spans(records, names), .. Gone(records, names)],
            Sections =
            [
                new ReportSection("Equity", records.All(record => record.Equity.Count > 0)
                    ? new FigureBlock("equity", ComparisonFigure.Equity(names, [.. records.Select(record => record.Equity.Daily())]))
                    : new TextBlock("One of them has no equity.")),
                new ReportSection("Figures", Figures(records, names))
                {
                    Introduction = "Differences of percentages are in percentage points (pp). A dash is a figure that is not defined.", BeginsPage = true,
                },
                new ReportSection("Settings", SettingsTable(records, names)) { Introduction = "Settings that are the same in all are left out." },
            ],
        };
    }

    /// <summary>A table of a figure in each row, and each of the compared in a column, the differences from the first beside it.</summary>
    /// <param name="name">What the rows are.</param>
    /// <param name="names">Of the compared.</param>
    /// <param name="figures">Name and values, as many as there are compared.</param>
    public static TableBlock Table(string name, IReadOnlyList<string> names, IReadOnlyList<(string Name, double?[] Values)> figures)
    {
        ArgumentNullException.ThrowIfNull(names);
        ArgumentNullException.ThrowIfNull(figures);
        return new TableBlock(
            name, [name, names[0], .. names.Skip(1).SelectMany(other => new[] { other, $"{other} − {names[0]}" })],
            [
                .. figures.Select(IReadOnlyList<ReportCell> (figure) =>
                [
                    figure.Name, Cell(figure.Values[0]),
                    .. figure.Values.Skip(1).SelectMany(value => new[]
                    {
                        Cell(value), new ReportCell(Signed(value - figure.Values[0]), value - figure.Values[0] ?? double.NaN),
                    }),
                ]),
            ])
        {
            IsEven = true,
        };
    }

    /// <summary>Names that differ: where two are the same, a number is added.</summary>
    public static string[] Distinct(IReadOnlyList<string> names)
        => [.. names.Select((name, i) => names.Count(other => other == name) == 1 ? name
            : string.Create(CultureInfo.InvariantCulture, $"{name} ({names.Take(i + 1).Count(other => other == name)})"))];

    private static IReadOnlyList<ReportBlock> Figures(IReadOnlyList<BacktestRecord> records, string[] names)
    {
        var all = records.Select(record => BacktestMetrics.Groups(record).Concat(record.Trips.Count > 0 ? TradeFacts.Of(record) : [])
            .ToDictionary(group => group.Title, group => group.Facts, StringComparer.Ordinal)).ToList();
        return
        [
            .. all.SelectMany(one => one.Keys).Distinct(StringComparer.Ordinal)
                .Select(title => GroupTable(title, names, [.. all.Select(one => one.GetValueOrDefault(title, []))])),
        ];
    }

    private static TableBlock GroupTable(string title, string[] names, IReadOnlyList<ReportFact>[] facts)
    {
        string[] keys = [.. facts.SelectMany(one => one.Select(fact => fact.Name)).Distinct(StringComparer.Ordinal)];
        return new TableBlock(
            title, [title, names[0], .. names.Skip(1).SelectMany(other => new[] { other, $"{other} − {names[0]}" })],
            [
                .. keys.Select(key => facts.Select(one => one.FirstOrDefault(fact => fact.Name == key)).ToArray()).Select(IReadOnlyList<ReportCell> (row, i) =>
                [
                    keys[i], CellOf(row[0]), .. row.Skip(1).SelectMany(fact => new[] { CellOf(fact), Difference(row[0], fact) }),
                ]),
            ])
        {
            IsEven = true,
        };
    }

    private static ReportCell CellOf(ReportFact? fact) => new(fact?.Value ?? None, fact?.Number ?? double.NaN);

    private static ReportCell Difference(ReportFact? first, ReportFact? other)
    {
        var difference = (other?.Number ?? double.NaN) - (first?.Number ?? double.NaN);
        return !double.IsFinite(difference) ? new(None, double.NaN)
            : other!.Value.EndsWith('%') ? new((difference > 0 ? "+" : "") + Ticks.Number(100 * difference, 2) + " pp", difference)
            : new(Signed(difference), difference);
    }

    private static TableBlock SettingsTable(IReadOnlyList<BacktestRecord> records, string[] names)
    {
        var all = records.Select(record => ((string Name, string Value)[])
            [("strategy", record.Strategy), ("fill", record.Fill), ("instruments", string.Join(", ", record.Instruments)), .. record.Settings]).ToList();
        string[] keys = [.. all.SelectMany(one => one.Select(setting => setting.Name)).Distinct(StringComparer.Ordinal)];
        string ValueOf((string Name, string Value)[] settings, string key) => settings.FirstOrDefault(setting => setting.Name == key).Value ?? None;
        return new TableBlock("settings", ["Setting", .. names],
        [
            .. keys.Where(key => all.Select(one => ValueOf(one, key)).Distinct(StringComparer.Ordinal).Count() > 1)
                .Select(IReadOnlyList<ReportCell> (key) => [key, .. all.Select(one => new ReportCell(ValueOf(one, key)))]),
        ]);
    }

    private static IEnumerable<string> Spans(IReadOnlyList<BacktestRecord> records, string[] names)
    {
        var first = records[0].Equity;
        for (var i = 1; i < records.Count; i++)
        {
            var other = records[i].Equity;
            if (first.Count > 0 && other.Count > 0 && (first.Times[0].Date != other.Times[0].Date || first.Times[^1].Date != other.Times[^1].Date))
            {
                yield return $"{names[i]} spans {Day(other.Times[0])} to {Day(other.Times[^1])}, not {Day(first.Times[0])} to {Day(first.Times[^1])} as {names[0]}: figures of different spans say little about each other.";
            }
        }
    }

    // The same strategy under harder terms: what is left of what it earned.
    private static IEnumerable<string> Gone(IReadOnlyList<BacktestRecord> records, string[] names)
    {
        var first = TotalOf(records[0]);
        for (var i = 1; i < records.Count; i++)
        {
            var other = TotalOf(records[i]);
            if (records[i].Strategy == records[0].Strategy && records[i].Settings.SequenceEqual(records[0].Settings) && (first > 0) != (other > 0))
            {
                var (won, lost) = first > 0 ? (0, i) : (i, 0);
                yield return $"The edge is gone on the terms of {names[lost]}: the same strategy with the same settings made {Percent(TotalOf(records[won]))} as {names[won]} and {Percent(TotalOf(records[lost]))} there.";
            }
        }
    }

    private static double TotalOf(BacktestRecord record)
        => record.Equity.Count == 0 ? 0 : (record.Equity.Values[^1] / record.Equity.Start) - 1;
}
