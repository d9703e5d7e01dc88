using MarketSim.Core;

namespace MarketSim.Analysis;

/// <summary>A step series summed up in intervals of equal length: time-weighted mean, least and most of each.</summary>
/// <param name="Start">When the first interval begins.</param>
/// <param name="Width">Length of an interval.</param>
/// <param name="Mean">Time-weighted; not-a-number where the series had no value.</param>
/// <param name="Least">Lowest value that held, however briefly.</param>
/// <param name="Most">Highest value that held.</param>
public sealed record TimeBins(SimTime Start, SimDuration Width, double[] Mean, double[] Least, double[] Most)
{
    /// <summary>Sums up a series.</summary>
    /// <param name="series">Values that hold until the next.</param>
    /// <param name="start">Beginning of the first interval.</param>
    /// <param name="end">End of the last interval; after the start.</param>
    /// <param name="count">How many intervals; from 1.</param>
    public static TimeBins Of(TimeSeries series, SimTime start, SimTime end, int count)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(end, start);
        var width = new SimDuration(Math.Max(1, ((end - start).Nanoseconds + count - 1) / count));
        var (mean, least, most) = (new double[count], new double[count], new double[count]);
        var weight = new double[count];
        Array.Fill(least, double.NaN);
        Array.Fill(most, double.NaN);
        var times = series.Nanoseconds;
        var values = series.Values;
        for (var i = 0; i < times.Length; i++)
        {
            var from = Math.Max(times[i], start.Nanoseconds);
            var to = Math.Min(i + 1 < times.Length ? times[i + 1] : end.Nanoseconds, end.Nanoseconds);
            if (double.IsNaN(values[i]) || to <= from)
            {
                continue;
            }

            for (var bin = BinOf(from); bin < count && from < to; bin++)
            {
                var until = Math.Min(to, start.Nanoseconds + ((bin + 1) * width.Nanoseconds));
                mean[bin] += values[i] * (until - from);
                weight[bin] += until - from;
                least[bin] = values[i] >= least[bin] ? least[bin] : values[i];
                most[bin] = values[i] <= most[bin] ? most[bin] : values[i];
                from = until;
            }
        }

        for (var bin = 0; bin < count; bin++)
        {
            mean[bin] = weight[bin] > 0 ? mean[bin] / weight[bin] : double.NaN;
        }

        return new TimeBins(start, width, mean, least, most);

        int BinOf(long time) => (int)((time - start.Nanoseconds) / width.Nanoseconds);
    }
}
