using MarketSim.Analysis;
using MarketSim.Core;

namespace MarketSim.Tests.Unit;

/// <summary>Back-tests of a portfolio that wanders, for pictures and reports.</summary>
internal static class MadeUpBacktest
{
    public static readonly DateTime Start = new(2020, 1, 2, 16, 0, 0, DateTimeKind.Utc);

    /// <summary>A record of so many days, with a fill every 25th of them and a benchmark.</summary>
    public static BacktestRecord Of(int days, ulong seed = 5)
    {
        var rng = new Rng(seed, "made-up back-test");
        var (times, equity, prices, other) = (new List<DateTime>(), new List<double>(), new List<double>(), new List<double>());
        var fills = new List<RecordedFill>();
        var (worth, price, index) = (100_000.0, 50.0, 300.0);
        var time = Start;
        for (var day = 0; day < days; day++)
        {
            var common = (rng.NextDouble() - 0.49) * 0.02;
            (worth, price, index) = (worth * (1 + common + ((rng.NextDouble() - 0.5) * 0.01)), price * (1 + common), index * (1 + (common / 2)));
            times.Add(time);
            equity.Add(worth);
            prices.Add(price);
            other.Add(index);
            if (day % 25 == 24)
            {
                fills.Add(new RecordedFill(time, "MADE", day / 25 % 2 == 0, 100, price, 1, ""));
            }

            time = time.AddDays(time.DayOfWeek == DayOfWeek.Friday ? 3 : 1);
        }

        return new BacktestRecord
        {
            Name = "made-up", Strategy = "wanderer", Currency = "USD", Instruments = ["MADE"], Fill = "next-open",
            Equity = new EquityCurve(times, equity), Fills = fills, Benchmark = new EquityCurve(times, other), BenchmarkName = "index",
            Prices = new Dictionary<string, PriceLine>(StringComparer.Ordinal) { ["MADE"] = new(times, prices) },
        };
    }
}
