using MarketSim.Analysis;

namespace MarketSim.Ui.Cli;

/// <summary>What a back-test's folder says: equity by day, round trips, and how the capital was used.</summary>
/// <param name="Returns">From the first day's end against the initial equity on; null where the account was ruined, so that some are not
/// defined.</param>
/// <param name="Trades">The round trips.</param>
/// <param name="Facts">What its numbers about trading are made of.</param>
internal sealed record BacktestResults(ReturnSeries? Returns, IReadOnlyList<RoundTrip> Trades, BacktestFacts Facts)
{
    /// <summary>Reads a folder.</summary>
    /// <exception cref="FormatException">A file is not what a back-test writes.</exception>
    public static BacktestResults Read(string folder, ReturnFileOptions options)
    {
        var record = BacktestReader.Read(folder);
        var (times, equity) = (record.Equity.Times, record.Equity.Values);
        var periods = options.PeriodsPerYear ?? PeriodsOfDates.Infer(times);
        return new BacktestResults(
            record.Equity.RuinedAt is null ? ReturnSeries.FromEquity(equity, periods, Days(times), record.Equity.Initial) : null, record.Trips,
            new BacktestFacts(record, ProfitAttribution.Of(record), BacktestBars.CostsOf(record, BacktestBars.Of(record, folder)), Use(record, periods)));
    }

    // Whole days where each row is of another day, as tables of benchmarks have them.
    private static IReadOnlyList<DateTime> Days(IReadOnlyList<DateTime> times)
        => times.Zip(times.Skip(1)).All(pair => pair.First.Date < pair.Second.Date) ? [.. times.Select(t => t.Date)] : times;

    private static Turnover Use(BacktestRecord record, double daysPerYear)
    {
        var (gross, net) = (new Dictionary<DateTime, double>(), new Dictionary<DateTime, double>());
        foreach (var position in record.Positions)
        {
            gross[position.Time] = gross.GetValueOrDefault(position.Time) + Math.Abs(position.Value);
            net[position.Time] = net.GetValueOrDefault(position.Time) + position.Value;
        }

        var times = record.Equity.Times;
        return Turnover.Of(
            record.Equity.Values, [.. times.Select(t => gross.GetValueOrDefault(t))], [.. times.Select(t => net.GetValueOrDefault(t))],
            record.Fills.Sum(f => Math.Abs(f.Quantity * f.Price)), daysPerYear);
    }
}
