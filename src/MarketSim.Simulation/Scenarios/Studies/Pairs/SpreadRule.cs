namespace MarketSim.Simulation;

/// <summary>One position in the spread between two prices.</summary>
/// <param name="Opened">The day, by its place, at whose close it was opened.</param>
/// <param name="Closed">The day at whose close it was closed; the last day if it is open still.</param>
/// <param name="Sign">1 bought the spread, -1 sold it.</param>
/// <param name="Profit">What the spread moved in its favour, as a part of one leg's value, before cost.</param>
/// <param name="IsOpen">Whether it is open still: its way out is not paid for yet.</param>
public readonly record struct SpreadTrade(int Opened, int Closed, int Sign, double Profit, bool IsOpen)
{
    /// <summary>How often a leg was traded: two in, two out.</summary>
    public int Legs => IsOpen ? 2 : 4;
}

/// <summary>Sells a spread when it is so many standard deviations too high, buys it when it is too low, and leaves when it is back.</summary>
/// <param name="Entry">How far from zero one enters, in standard deviations.</param>
/// <param name="Exit">How near to zero one leaves.</param>
public sealed record SpreadRule(double Entry, double Exit)
{
    /// <summary>Trades a stretch of days at their closes; what is open at the end is marked there.</summary>
    /// <param name="z">How far off the spread is, each day; not-a-number where that is not known.</param>
    /// <param name="spread">What a position in the spread earns by changing.</param>
    /// <param name="first">The first day on which one may enter.</param>
    /// <param name="end">The day after the last.</param>
    /// <param name="delay">Days between seeing and trading: 0 trades the close that was seen.</param>
    public IReadOnlyList<SpreadTrade> Trade(
        IReadOnlyList<double> z, IReadOnlyList<double> spread, int first, int end, int delay = 0)
    {
        ArgumentNullException.ThrowIfNull(z);
        ArgumentNullException.ThrowIfNull(spread);
        var trades = new List<SpreadTrade>();
        var (sign, opened) = (0, 0);
        for (var day = first; day < end; day++)
        {
            var seen = day - delay >= first && day - delay < end ? z[day - delay] : double.NaN;
            if (sign == 0 && (seen > Entry || seen < -Entry))
            {
                (sign, opened) = (seen > 0 ? -1 : 1, day);
            }
            else if (sign != 0 && sign * seen >= -Exit)
            {
                trades.Add(new SpreadTrade(opened, day, sign, sign * (spread[day] - spread[opened]), IsOpen: false));
                sign = 0;
            }
        }

        if (sign != 0)
        {
            trades.Add(new SpreadTrade(opened, end - 1, sign, sign * (spread[end - 1] - spread[opened]), IsOpen: true));
        }

        return trades;
    }

    /// <summary>How far each value is from the mean of the window before it, in standard deviations (over n) of that window; not-a-number
    /// where the window is not whole.</summary>
    public static double[] RollingScores(IReadOnlyList<double> values, int window)
    {
        ArgumentNullException.ThrowIfNull(values);
        var scores = new double[values.Count];
        for (var i = 0; i < scores.Length; i++)
        {
            scores[i] = i < window ? double.NaN : Score(values, i, window);
        }

        return scores;
    }

    private static double Score(IReadOnlyList<double> values, int at, int window)
    {
        var (mean, squares) = (0.0, 0.0);
        for (var i = at - window; i < at; i++)
        {
            mean += values[i] / window;
        }

        for (var i = at - window; i < at; i++)
        {
            squares += (values[i] - mean) * (values[i] - mean);
        }

        return squares > 0 ? (values[at] - mean) / Math.Sqrt(squares / window) : double.NaN;
    }
}
