using System.Globalization;
using System.Text;
using MarketSim.Core;
using MarketSim.Simulation;

namespace MarketSim.Tests.Unit;

/// <summary>Minute bars of a random walk in whole cents: 390 a day from 9:30, on weekdays. Averages of such prices tie now and then.</summary>
internal static class SyntheticBars
{
    public const long Day = 86_400_000_000_000;
    public const long Minute = 60_000_000_000;
    private const long FirstDay = 14_613; // 2010-01-04, a Monday, in days since 1970.

    public static BarRow[] Make(int count, ulong seed)
    {
        var random = new Rng(seed, "bars");
        var rows = new BarRow[count];
        var close = 10_000L;
        for (var i = 0; i < count; i++)
        {
            var open = close + random.Between(-3, 3);
            close = Math.Abs(open + random.Between(-6, 6) - 500) + 500;
            var day = i / 390;
            rows[i] = new BarRow
            {
                Time = ((FirstDay + (day / 5 * 7) + (day % 5)) * Day) + ((570 + (i % 390)) * Minute),
                Open = open, Close = close, High = Math.Max(open, close) + random.Between(0, 4),
                Low = Math.Min(open, close) - random.Between(0, 4), Volume = random.Between(100, 10_000),
            };
        }

        return rows;
    }

    public static BarMemory Memory(BarRow[] rows, long length = Minute, int decimals = 2)
        => new([new BarSeries("TEST", "memory", decimals, length)], rows);

    public static string Csv(ReadOnlySpan<BarRow> rows)
    {
        var text = new StringBuilder("Date,Open,High,Low,Close,Volume\n");
        foreach (ref readonly var row in rows)
        {
            text.Append(CultureInfo.InvariantCulture, $"{DateTime.UnixEpoch.AddTicks(row.Time / 100):yyyy-MM-dd HH:mm:ss}")
                .Append(CultureInfo.InvariantCulture, $",{row.Open / 100m:0.00},{row.High / 100m:0.00},{row.Low / 100m:0.00}")
                .Append(CultureInfo.InvariantCulture, $",{row.Close / 100m:0.00},{row.Volume}\n");
        }

        return text.ToString();
    }
}
