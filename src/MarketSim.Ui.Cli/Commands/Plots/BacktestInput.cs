using MarketSim.Analysis;

namespace MarketSim.Ui.Cli;

/// <summary>Reads what pictures and reports of a back-test are made from, with the prices of its data where they are at hand.</summary>
internal static class BacktestInput
{
    /// <summary>Reads the folder of a back-test.</summary>
    /// <param name="folder">Where it lies.</param>
    /// <param name="benchmark">A series to compare it with; none if null.</param>
    /// <exception cref="FormatException">A file is damaged.</exception>
    public static BacktestRecord Read(string folder, string? benchmark)
    {
        var record = BacktestReader.Read(folder);
        var bars = BacktestBars.Of(record, folder);
        return WithBenchmark(record with { Prices = PricesOf(bars), Costs = BacktestBars.CostsOf(record, bars) }, benchmark);
    }

    /// <summary>Whether the trials of a walk-forward lie in a folder, one after the other.</summary>
    public static bool IsWalkForward(string folder) => File.Exists(Path.Combine(folder, "walkforward.json"));

    /// <summary>Their equity.</summary>
    public static string EquityOf(string folder) => Path.Combine(folder, "equity.csv");

    /// <summary>Reads a series of returns or values.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static BacktestRecord ReadSeries(string path, string? benchmark)
    {
        if (path.EndsWith(".parquet", StringComparison.OrdinalIgnoreCase))
        {
            throw new FormatException($"File '{path}' is a Parquet table; a series is read from CSV with {SeriesFile.Accepted}.");
        }

        return WithBenchmark(SeriesFile.Read(path), benchmark);
    }

    private static BacktestRecord WithBenchmark(BacktestRecord record, string? benchmark) => benchmark is null ? record : record with
    {
        Benchmark = SeriesFile.ReadCurve(benchmark), BenchmarkName = Path.GetFileNameWithoutExtension(benchmark),
    };

    // A picture of trades is better with prices, but possible without.
    private static Dictionary<string, PriceLine> PricesOf(IReadOnlyDictionary<string, BarTable> bars)
        => bars.ToDictionary(pair => pair.Key, pair => new PriceLine(pair.Value.Times, pair.Value.Close), StringComparer.Ordinal);
}
