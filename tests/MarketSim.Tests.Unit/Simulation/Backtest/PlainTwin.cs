using MarketSim.Core;

namespace MarketSim.Tests.Unit;

/// <summary>The crossing of two averages in twenty plain lines of whole numbers, for comparison with the real thing.</summary>
internal static class PlainTwin
{
    public sealed record Outcome(List<(long Time, int Shares, long Price)> Fills, long Equity);

    /// <param name="rule">As on the command line.</param>
    /// <param name="unit">Price units of a cent.</param>
    public static Outcome SmaCross(BarRow[] rows, int fast, int slow, string rule, bool isDaily = false, long unit = 1)
    {
        var fills = new List<(long, int, long)>();
        long cash = 10_000_000, held = 0, fastSum = 0, slowSum = 0;
        var waiting = 0;
        void Fill(long time, int shares, long price)
        {
            cash -= shares * price / unit;
            held += shares;
            fills.Add((time, shares, price));
        }

        for (var i = 0; i < rows.Length; i++)
        {
            if (waiting != 0)
            {
                Fill(rows[i].Time, waiting, rows[i].Open);
                waiting = 0;
            }

            fastSum += rows[i].Close - (i >= fast ? rows[i - fast].Close : 0);
            slowSum += rows[i].Close - (i >= slow ? rows[i - slow].Close : 0);
            var difference = (fastSum * slow) - (slowSum * fast);
            var wanted = i + 1 < slow ? 0 : difference > 0 && held == 0 ? 100 : difference < 0 && held > 0 ? -100 : 0;
            var isLastOfDay = isDaily || (i + 1 < rows.Length && rows[i + 1].Time / SyntheticBars.Day > rows[i].Time / SyntheticBars.Day);
            if (wanted != 0 && (rule == "next-open" || (rule == "session" && isLastOfDay)))
            {
                waiting = wanted;
            }
            else if (wanted != 0)
            {
                Fill(rows[i].Time, wanted, rows[i].Close);
            }
        }

        return new Outcome(fills, cash + (held * rows[^1].Close / unit));
    }
}
