namespace MarketSim.Analysis;

/// <summary>Reads a file of dated returns, or of dated values, as a record without trades.</summary>
/// <remarks>A column <c>date</c> or <c>time</c>, and one of <c>return</c>, or of <c>equity</c>, <c>value</c>, <c>nav</c> or
/// <c>close</c>. Returns are parts, 0.01 for one percent, and become the worth of 1 put in before the first.</remarks>
public static class SeriesFile
{
    private static readonly string[] Times = ["date", "time", "timestamp", "datetime", ""];

    private static readonly string[] Returns = ["return", "returns", "ret"];

    private static readonly string[] Values = ["equity", "value", "nav", "close", "price"];

    /// <summary>What files are read, for sentences.</summary>
    public const string Accepted = "a column date and one of return, equity, value, nav or close";

    /// <summary>Whether a table has such columns.</summary>
    public static bool Fits(CsvFile file) => file.Find(Times) >= 0 && (file.Find(Returns) >= 0 || file.Find(Values) >= 0);

    /// <summary>Reads it.</summary>
    /// <exception cref="FormatException">It is damaged, or has no such columns.</exception>
    public static BacktestRecord Read(string path) => new() { Name = Path.GetFileNameWithoutExtension(path), Equity = ReadCurve(path) };

    /// <summary>Reads the worth over time alone.</summary>
    /// <exception cref="FormatException">It is damaged, or has no such columns.</exception>
    public static EquityCurve ReadCurve(string path)
    {
        var file = CsvFile.Open(path);
        if (!Fits(file))
        {
            throw new FormatException($"File '{path}' has the columns {string.Join(", ", file.Columns)}; accepted are {Accepted}.");
        }

        var (time, change) = (file.Find(Times), file.Find(Returns));
        var value = change >= 0 ? change : file.Find(Values);
        var (times, values) = (new List<DateTime>(), new List<double>());
        var worth = 1.0;
        foreach (var row in file.Rows())
        {
            var (at, number) = (file.Time(row, time), file.Number(row, value));
            if (double.IsNaN(number))
            {
                continue;
            }

            worth *= change >= 0 ? 1 + number : 1;
            times.Add(at);
            values.Add(change >= 0 ? worth : number);
        }

        return new EquityCurve(times, values) { Initial = change >= 0 ? 1 : null };
    }
}
