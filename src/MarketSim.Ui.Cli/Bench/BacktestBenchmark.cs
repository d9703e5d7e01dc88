using System.Diagnostics;
using System.Text;
using MarketSim.Core;
using MarketSim.Simulation;
using MarketSim.Strategies;

namespace MarketSim.Ui.Cli;

/// <summary>Measures the back-test over made-up minute bars: the crossing of two averages, from memory and from a CSV, by turns with the
/// same in a plain loop that knows no exchange. All must come to the same fills.</summary>
public static class BacktestBenchmark
{
    private const int Fast = 50;
    private const int Slow = 200;
    private const long Shares = 100;
    private const long Minute = 60_000_000_000;

    /// <summary>Runs it.</summary>
    /// <param name="bars">How many bars; at least 1,000.</param>
    /// <param name="rounds">Timed rounds, of which the median counts; from 1.</param>
    public static BacktestBenchmarkReport Run(int bars = 1_000_000, int rounds = 5)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bars, 1_000);
        ArgumentOutOfRangeException.ThrowIfLessThan(rounds, 1);
        var rows = Make(bars);
        var memory = new BarMemory([new BarSeries("bars", "memory", 2, Minute)], rows);
        var file = Path.GetTempFileName();
        try
        {
            Write(rows, file);
            var (plain, engine, reading) = (new List<double>(), new List<double>(), new List<double>());
            var fills = 0L;
            for (var round = 0; round <= rounds; round++)
            {
                var (expected, plainSeconds) = Timed(() => PlainFills(rows));
                var (found, engineSeconds) = Timed(() => Fills(memory.Open()));
                var (read, readingSeconds) = Timed(() =>
                {
                    using var source = BarFiles.OpenAll([file]);
                    return Fills(source);
                });
                if (found != expected || read != expected)
                {
                    throw new InvalidOperationException($"The back-test came to {found} and {read} fills, the plain loop to {expected}.");
                }

                // The first round is for the compiler.
                if (round > 0)
                {
                    plain.Add(plainSeconds);
                    engine.Add(engineSeconds);
                    reading.Add(readingSeconds);
                }

                fills = expected;
            }

            return new BacktestBenchmarkReport(
                bars, rounds, fills, bars / Median(engine), bars / Median(reading), bars / Median(plain), Median(engine) / Median(plain));
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static (long Fills, double Seconds) Timed(Func<long> work)
    {
        var start = Stopwatch.GetTimestamp();
        var fills = work();
        return (fills, Stopwatch.GetElapsedTime(start).TotalSeconds);
    }

    private static long Fills(IBarSource source)
    {
        var setup = new BacktestSetup { Strategy = "sma-cross", Create = s => new SmaCross(s.Instrument, Fast, Slow, Shares) };
        return new Backtest(setup, source, new Forgetful()).Run().Fills;
    }

    private static long PlainFills(BarRow[] rows)
    {
        long fastSum = 0, slowSum = 0, fills = 0;
        var (isHeld, waits) = (false, false);
        for (var i = 0; i < rows.Length; i++)
        {
            if (waits)
            {
                (isHeld, waits, fills) = (!isHeld, false, fills + 1);
            }

            fastSum += rows[i].Close - (i >= Fast ? rows[i - Fast].Close : 0);
            slowSum += rows[i].Close - (i >= Slow ? rows[i - Slow].Close : 0);
            var difference = (fastSum * Slow) - (slowSum * Fast);
            waits = i + 1 >= Slow && (isHeld ? difference < 0 : difference > 0);
        }

        return fills;
    }

    // A random walk in whole cents: 390 bars a day from 9:30, on weekdays.
    private static BarRow[] Make(int count)
    {
        const long FirstDay = 14_613; // 2010-01-04, a Monday.
        var random = new Rng(5, "bars");
        var rows = new BarRow[count];
        var close = 10_000L;
        for (var i = 0; i < count; i++)
        {
            var open = close + random.Between(-3, 3);
            close = Math.Abs(open + random.Between(-6, 6) - 500) + 500;
            var day = i / 390;
            rows[i] = new BarRow
            {
                Time = ((FirstDay + (day / 5 * 7) + (day % 5)) * 1440 * Minute) + ((570 + (i % 390)) * Minute),
                Open = open, Close = close, High = Math.Max(open, close) + random.Between(0, 4),
                Low = Math.Min(open, close) - random.Between(0, 4), Volume = random.Between(100, 10_000),
            };
        }

        return rows;
    }

    private static void Write(BarRow[] rows, string path)
    {
        using var file = new StreamWriter(path, append: false, Encoding.ASCII, 1 << 16) { NewLine = "\n" };
        file.WriteLine("Date,Open,High,Low,Close,Volume");
        foreach (ref readonly var row in rows.AsSpan())
        {
            file.Write(BacktestFolder.TimeText(row.Time).Replace('T', ' '));
            foreach (var price in (ReadOnlySpan<long>)[row.Open, row.High, row.Low, row.Close])
            {
                file.Write(string.Create(System.Globalization.CultureInfo.InvariantCulture, $",{price / 100}.{price % 100:00}"));
            }

            file.WriteLine(string.Create(System.Globalization.CultureInfo.InvariantCulture, $",{row.Volume}"));
        }
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private sealed class Forgetful : IBacktestRecorder
    {
        public void Begin(IReadOnlyList<Instrument> instruments)
        {
        }

        public void Fill(in BacktestFill fill)
        {
        }

        public void Trip(in BacktestTrip trip)
        {
        }

        public void Equity(long time, long equity, long cash)
        {
        }

        public void Position(long time, int instrument, long lots, long price, long value)
        {
        }
    }
}

/// <summary>What the benchmark of back-tests came to.</summary>
/// <param name="Bars">Bars of each run.</param>
/// <param name="Rounds">Timed rounds.</param>
/// <param name="Fills">Fills of each run.</param>
/// <param name="BarsPerSecond">From memory.</param>
/// <param name="BarsPerSecondReading">From a CSV, which is read meanwhile.</param>
/// <param name="PlainBarsPerSecond">Of the plain loop, from memory.</param>
/// <param name="TimesPlain">The time of the back-test over that of the plain loop.</param>
public sealed record BacktestBenchmarkReport(
    int Bars, int Rounds, long Fills, double BarsPerSecond, double BarsPerSecondReading, double PlainBarsPerSecond, double TimesPlain);
