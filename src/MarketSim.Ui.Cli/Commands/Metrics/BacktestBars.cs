using MarketSim.Analysis;
using MarketSim.Core;
using MarketSim.Simulation;

namespace MarketSim.Ui.Cli;

/// <summary>Reads once more the bars that a back-test ran over, where they are still there.</summary>
internal static class BacktestBars
{
    /// <summary>The bars by symbol; none where they are gone, or are no bars.</summary>
    /// <param name="record">The back-test, which names its data.</param>
    /// <param name="folder">Where it lies: data that are not found from here are looked for from there.</param>
    public static IReadOnlyDictionary<string, BarTable> Of(BacktestRecord record, string folder)
    {
        // Over order flow there are no bars, and a recording's columns may look like some.
        if (record.Facts.Any(fact => fact.Name == "messages"))
        {
            return new Dictionary<string, BarTable>(StringComparer.Ordinal);
        }

        try
        {
            return Read([.. record.Data.Select(path => Found(path, folder))]);
        }
        catch (Exception problem) when (problem is IOException or FormatException or DataFormatException or ArgumentException or UnauthorizedAccessException)
        {
            // What needs them is left out, and the rest stands.
            return new Dictionary<string, BarTable>(StringComparer.Ordinal);
        }
    }

    /// <summary>What its fills cost; null where nothing was filled, or no bars are at hand.</summary>
    public static ExecutionCosts? CostsOf(BacktestRecord record, IReadOnlyDictionary<string, BarTable> bars)
        => ExecutionCosts.Of(record, bars) is { Fills: > 0 } costs ? costs : null;

    // A file may be named with its symbol: SYMBOL=PATH.
    private static string Found(string path, string folder)
    {
        var equals = path.IndexOf('=', StringComparison.Ordinal);
        var (symbol, plain) = equals > 0 && !Path.Exists(path) ? (path[..(equals + 1)], path[(equals + 1)..]) : ("", path);
        return symbol + (Path.Exists(plain) ? plain : Path.Combine(folder, plain));
    }

    private static Dictionary<string, BarTable> Read(IReadOnlyList<string> data)
    {
        var rows = new Dictionary<string, Columns>(StringComparer.Ordinal);
        using var source = BarFiles.OpenAll(data, new BarReading { PriceDecimals = BarReading.MostDecimals });
        while (source.Next() is { IsEmpty: false } next)
        {
            foreach (ref readonly var row in next)
            {
                var series = source.Series[row.Series];
                if (!rows.TryGetValue(series.Symbol, out var columns))
                {
                    rows.Add(series.Symbol, columns = new Columns(Math.Pow(10, series.PriceDecimals)));
                }

                columns.Add(row);
            }
        }

        return rows.ToDictionary(pair => pair.Key, pair => pair.Value.Table, StringComparer.Ordinal);
    }

    private sealed class Columns(double unit)
    {
        private readonly List<DateTime> _times = [];
        private readonly List<double> _open = [];
        private readonly List<double> _high = [];
        private readonly List<double> _low = [];
        private readonly List<double> _close = [];
        private readonly List<double> _volume = [];

        public BarTable Table => new(_times, _open, _high, _low, _close, _volume);

        public void Add(in BarRow row)
        {
            _times.Add(DateTime.SpecifyKind(DateTime.UnixEpoch.AddTicks(row.Time / 100), DateTimeKind.Utc));
            _open.Add(row.Open / unit);
            _high.Add(row.High / unit);
            _low.Add(row.Low / unit);
            _close.Add(row.Close / unit);
            _volume.Add(row.Volume);
        }
    }
}
