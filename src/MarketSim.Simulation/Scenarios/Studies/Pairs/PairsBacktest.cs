namespace MarketSim.Simulation;

/// <summary>A pair traded two ways: by a line fitted to the first half, in and out of sample, and by a moving window.</summary>
/// <remarks>
/// Fitted: z is the residual over its standard deviation of the first half; enter beyond 1, leave at 0; profit is in the residual, so that one
/// unit of the first leg stands against β of the second. The first day has no day before it and is not traded. Moving: z is the log ratio's
/// distance from the mean of the 30 days before; enter beyond 2, leave at 0; one unit against one. Trades are at the close that was seen: the
/// kindest assumption, and the delay of a day shows what it is worth.
/// </remarks>
public sealed class PairsBacktest
{
    /// <summary>Days of the moving window.</summary>
    public const int Window = 30;

    private static readonly SpreadRule FittedRule = new(Entry: 1, Exit: 0);
    private static readonly SpreadRule MovingRule = new(Entry: 2, Exit: 0);

    /// <summary>Trades a pair.</summary>
    /// <param name="history">The closes.</param>
    public PairsBacktest(PairHistory history)
    {
        ArgumentNullException.ThrowIfNull(history);
        History = history;
        FitDays = history.Days.Count / 2;
        double[] y = [.. history.Y];
        double[] x = [.. history.X];
        Fit = PairFit.Of(y.AsSpan(0, FitDays), x.AsSpan(0, FitDays));
        Residuals = Fit.Residuals(y, x);
        FittedScores = [.. Residuals.Select(r => r / Fit.Deviation)];
        LogRatio = [.. y.Zip(x, (a, b) => a - b)];
        MovingScores = SpreadRule.RollingScores(LogRatio, Window);
        InSample = Fitted(1, FitDays);
        OutOfSample = Fitted(FitDays, y.Length);
        Moving = MovingRule.Trade(MovingScores, LogRatio, 0, y.Length);
    }

    /// <summary>The closes.</summary>
    public PairHistory History { get; }

    /// <summary>How many days the line is fitted to: the first half.</summary>
    public int FitDays { get; }

    /// <summary>The line.</summary>
    public PairFit Fit { get; }

    /// <summary>What the line leaves over, each day.</summary>
    public IReadOnlyList<double> Residuals { get; }

    /// <summary>The residuals in standard deviations of the first half.</summary>
    public IReadOnlyList<double> FittedScores { get; }

    /// <summary>ln(y / x).</summary>
    public IReadOnlyList<double> LogRatio { get; }

    /// <summary>The log ratio's distance from the window before it.</summary>
    public IReadOnlyList<double> MovingScores { get; }

    /// <summary>Trades of the line where it was fitted.</summary>
    public IReadOnlyList<SpreadTrade> InSample { get; }

    /// <summary>Trades of the line afterwards.</summary>
    public IReadOnlyList<SpreadTrade> OutOfSample { get; }

    /// <summary>Trades of the moving window, all days.</summary>
    public IReadOnlyList<SpreadTrade> Moving { get; }

    /// <summary>Trades of the line, seen so many days before they are made.</summary>
    public IReadOnlyList<SpreadTrade> Fitted(int first, int end, int delay = 0) => FittedRule.Trade(FittedScores, Residuals, first, end, delay);

    /// <summary>Trades of the moving window, seen so many days before they are made.</summary>
    public IReadOnlyList<SpreadTrade> MovingWith(int delay) => MovingRule.Trade(MovingScores, LogRatio, 0, LogRatio.Count, delay);

    /// <summary>Profit of trades after so many basis points for each leg that is traded.</summary>
    public static double Profit(IEnumerable<SpreadTrade> trades, double basisPointsPerLeg = 0)
        => trades.Sum(t => t.Profit - (t.Legs * basisPointsPerLeg / 10_000));

    /// <summary>The cost of a leg at which nothing is left, in basis points; zero without trades.</summary>
    public static double BreakEven(IReadOnlyList<SpreadTrade> trades)
    {
        ArgumentNullException.ThrowIfNull(trades);
        return trades.Count == 0 ? 0 : Profit(trades) * 10_000 / trades.Sum(t => t.Legs);
    }

    /// <summary>Days on which the moving window would have scored otherwise had the history ended there: zero, or it sees the future.</summary>
    public int DecisionsThatKnowTheFuture()
    {
        var different = 0;
        for (var end = Window + 1; end <= LogRatio.Count; end++)
        {
            var known = SpreadRule.RollingScores([.. LogRatio.Skip(end - Window - 1).Take(Window + 1)], Window)[^1];
            different += known.Equals(MovingScores[end - 1]) ? 0 : 1;
        }

        return different;
    }

    /// <summary>Profit so far at each day's close, after cost; what is open is marked.</summary>
    public IReadOnlyList<double> Curve(IReadOnlyList<SpreadTrade> trades, IReadOnlyList<double> spread, double basisPointsPerLeg)
    {
        ArgumentNullException.ThrowIfNull(trades);
        ArgumentNullException.ThrowIfNull(spread);
        var curve = new double[LogRatio.Count];
        foreach (var trade in trades)
        {
            for (var day = trade.Opened; day < curve.Length; day++)
            {
                var held = Math.Min(day, trade.Closed);
                curve[day] += (trade.Sign * (spread[held] - spread[trade.Opened]))
                    - ((day >= trade.Closed ? trade.Legs : 2) * basisPointsPerLeg / 10_000);
            }
        }

        return curve;
    }
}
