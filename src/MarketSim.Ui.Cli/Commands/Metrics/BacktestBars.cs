using MarketSim.Analysis;
using MarketSim.Core;
using MarketSim.Simulation;

namespace MarketSim.Ui.Cli;

/// <summary>Reads once more the bars that a back-test ran over, where they are still there.</summary>
internal static class BacktestBars
{
    /// <summary>What its fills cost; null where nothing was filled, or the bars of no instrument that was traded are at hand.</summary>
    public static ExecutionCosts? CostsOf(BacktestRecord record)
    {
        if (record.Fills.Count == 0 || record.Data.Count == 0)
        {
            return null;
        }

        try
        {
            var costs = ExecutionCosts.Of(record, Read(record.Data));
            return costs.Fills > 0 ? costs : null;
        }
        catch (Exception problem) when (problem is IOException or FormatException or DataFormatException or ArgumentException or UnauthorizedAccessException)
        {
            // Data that went, or were no bars: the numbers that need them are null, and the rest stand.
            return null;
        }
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
