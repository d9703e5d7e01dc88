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
        return WithBenchmark(record with { Prices = PricesOf(record, folder), Costs = BacktestBars.CostsOf(record) }, benchmark);
    }

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

    // A picture of trades is better with prices, but possible without: files that are gone, or of another format, are passed over.
    private static Dictionary<string, PriceLine> PricesOf(BacktestRecord record, string folder)
    {
        var prices = new Dictionary<string, PriceLine>(StringComparer.Ordinal);
        for (var i = 0; i < record.Instruments.Count && record.Data.Count == record.Instruments.Count; i++)
        {
            // A file may be named with its symbol: SYMBOL=PATH.
            var prefix = record.Instruments[i] + "=";
            var named = record.Data[i].StartsWith(prefix, StringComparison.Ordinal) ? record.Data[i][prefix.Length..] : record.Data[i];
            var path = Path.IsPathRooted(named) || File.Exists(named) ? named : Path.Combine(folder, named);
            if (!path.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) || !File.Exists(path))
            {
                continue;
            }

            try
            {
                var curve = SeriesFile.ReadCurve(path);
                prices[record.Instruments[i]] = new PriceLine(curve.Times, curve.Values);
            }
            catch (FormatException)
            {
                // Another format than that of bars with a header.
            }
        }

        return prices;
    }
}
