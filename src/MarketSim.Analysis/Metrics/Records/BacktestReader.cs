using System.Globalization;
using System.Text.Json;

namespace MarketSim.Analysis;

/// <summary>Reads the folder that a back-test left.</summary>
public static class BacktestReader
{
    /// <summary>The file that makes a folder that of a back-test.</summary>
    public const string FileName = "backtest.json";

    // Told by their own fields of the record, or not worth a line.
    private static readonly string[] Told =
        ["schema", "strategy", "settings", "data", "instruments", "currency", "minorUnits", "fill", "warnings", "assumptions", "command"];

    /// <summary>Whether a back-test lies in a folder.</summary>
    public static bool Holds(string folder) => File.Exists(Path.Combine(folder, FileName));

    /// <summary>Reads it.</summary>
    /// <exception cref="FormatException">A file is damaged; the sentence says which, where and how.</exception>
    /// <exception cref="FileNotFoundException">There is no back-test in the folder.</exception>
    public static BacktestRecord Read(string folder)
    {
        if (!Holds(folder))
        {
            throw new FileNotFoundException(Directory.Exists(folder)
                ? $"Folder '{folder}' holds no back-test: there is no {FileName} in it."
                : $"There is no folder '{folder}'.");
        }

        using var json = Parse(Path.Combine(folder, FileName));
        var root = json.RootElement;
        return new BacktestRecord
        {
            Name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder))),
            Strategy = Text(root, "strategy"),
            Settings = root.TryGetProperty("settings", out var settings) ? Pairs(settings) : [],
            Facts = [.. Pairs(root).Where(pair => !Told.Contains(pair.Name))],
            Fill = Text(root, "fill"),
            Data = List(root, "data"),
            Instruments = List(root, "instruments"),
            Currency = Text(root, "currency"),
            Warnings = List(root, "warnings"),
            Equity = ReadEquity(Path.Combine(folder, "equity.csv")) with { Initial = Amount(root, "initialEquity") },
            Assumptions = List(root, "assumptions"),
            Command = Text(root, "command"),
            Trips = ReadTrips(Path.Combine(folder, "trades.csv")),
            Fills = ReadFills(Path.Combine(folder, "fills.csv")),
            Positions = ReadPositions(Path.Combine(folder, "positions.csv")),
            Ladder = HonestyFile.Find(folder),
        };
    }

    /// <summary>Reads what it was worth over time alone.</summary>
    /// <exception cref="FormatException">A file is damaged.</exception>
    public static EquityCurve ReadCurve(string folder)
    {
        using var json = Parse(Path.Combine(folder, FileName));
        return ReadEquity(Path.Combine(folder, "equity.csv")) with { Initial = Amount(json.RootElement, "initialEquity") };
    }

    private static JsonDocument Parse(string path)
    {
        try
        {
            var json = JsonDocument.Parse(File.ReadAllBytes(path));
            return json.RootElement.ValueKind == JsonValueKind.Object
                ? json
                : throw new FormatException($"File '{path}' holds no JSON object.");
        }
        catch (JsonException problem)
        {
            throw new FormatException($"File '{path}' is no JSON: {problem.Message}", problem);
        }
    }

    private static EquityCurve ReadEquity(string path)
    {
        var file = CsvFile.Open(path);
        var (time, equity, cash) = (file.Need("time"), file.Need("equity"), file.Find("cash"));
        var (times, values, cashes) = (new List<DateTime>(), new List<double>(), new List<double>());
        foreach (var row in file.Rows())
        {
            times.Add(file.Time(row, time));
            values.Add(file.Number(row, equity));
            if (cash >= 0)
            {
                cashes.Add(file.Number(row, cash));
            }
        }

        return new EquityCurve(times, values) { Cash = cashes };
    }

    private static List<RecordedFill> ReadFills(string path)
    {
        if (!File.Exists(path))
        {
            return [];
        }

        var file = CsvFile.Open(path);
        var (time, instrument, side) = (file.Need("time"), file.Need("instrument"), file.Need("side"));
        var (quantity, price, fee, note) = (file.Need("quantity"), file.Need("price"), file.Find("fee"), file.Find("note"));
        var order = file.Find("order");
        var fills = new List<RecordedFill>();
        foreach (var row in file.Rows())
        {
            fills.Add(new RecordedFill(
                file.Time(row, time), row.Values[instrument], row.Values[side].StartsWith("b", StringComparison.OrdinalIgnoreCase),
                file.Number(row, quantity), file.Number(row, price), fee < 0 ? 0 : file.Number(row, fee),
                note < 0 ? "" : row.Values[note])
            {
                Order = order >= 0 && long.TryParse(row.Values[order], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : fills.Count + 1L,
            });
        }

        return fills;
    }

    private static List<RoundTrip> ReadTrips(string path)
    {
        if (!File.Exists(path))
        {
            return [];
        }

        var file = CsvFile.Open(path);
        var (opened, closed, instrument, side) = (file.Need("opened"), file.Need("closed"), file.Need("instrument"), file.Need("side"));
        var (quantity, entry, exit, profit) = (file.Need("quantity"), file.Need("entry"), file.Need("exit"), file.Need("profit"));
        var (fees, worst, best, bars) = (file.Find("fees"), file.Find("mae"), file.Find("mfe"), file.Find("bars"));
        double Maybe((int Line, string[] Values) row, int column)
            => column < 0 || double.IsNaN(file.Number(row, column)) ? 0 : file.Number(row, column);
        return
        [
            .. file.Rows().Select(row => new RoundTrip(
                row.Values[instrument], file.Time(row, opened), file.Time(row, closed),
                row.Values[side].StartsWith("s", StringComparison.OrdinalIgnoreCase) ? -1 : 1, file.Number(row, quantity),
                file.Number(row, entry), file.Number(row, exit),

                // The file has the profit before fees.
                file.Number(row, profit) - Maybe(row, fees), Maybe(row, fees), -Math.Abs(Maybe(row, worst)), Math.Abs(Maybe(row, best)), (long)Maybe(row, bars))),
        ];
    }

    private static List<RecordedPosition> ReadPositions(string path)
    {
        if (!File.Exists(path))
        {
            return [];
        }

        var file = CsvFile.Open(path);
        var (time, instrument) = (file.Need("time"), file.Need("instrument"));
        var (quantity, price, value) = (file.Need("quantity"), file.Need("price"), file.Need("value"));
        return
        [
            .. file.Rows().Select(row => new RecordedPosition(
                file.Time(row, time), row.Values[instrument], file.Number(row, quantity), file.Number(row, price),
                file.Number(row, value))),
        ];
    }

    private static double? Amount(JsonElement root, string name)
        => double.TryParse(Text(root, name), NumberStyles.Float, CultureInfo.InvariantCulture, out var amount) && amount > 0 ? amount : null;

    private static string Text(JsonElement root, string name) => root.TryGetProperty(name, out var value) ? Show(value) : "";

    private static List<string> List(JsonElement root, string name)
        => root.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array
            ? [.. list.EnumerateArray().Select(Show)]
            : [];

    private static List<(string Name, string Value)> Pairs(JsonElement item) => item.ValueKind == JsonValueKind.Object
        ? [.. item.EnumerateObject().Select(pair => (pair.Name, Show(pair.Value)))]
        : [];

    private static string Show(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Null => "–",
        JsonValueKind.Array => string.Join(", ", value.EnumerateArray().Select(Show)),
        JsonValueKind.Object => string.Join(", ", value.EnumerateObject().Select(pair => $"{pair.Name} = {Show(pair.Value)}")),
        _ => value.GetRawText(),
    };
}
