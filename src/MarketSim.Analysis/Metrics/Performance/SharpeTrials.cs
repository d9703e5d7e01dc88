namespace MarketSim.Analysis;

/// <summary>How many trials a series was chosen from, and how much they differed.</summary>
public sealed record SharpeTrials
{
    /// <summary>Trials, the chosen one among them.</summary>
    /// <param name="count">How many independent ones, at least 1.</param>
    /// <param name="sharpeDeviation">Standard deviation of their Sharpe ratios a year, zero or above.</param>
    /// <exception cref="ArgumentException">One of them is out of its range.</exception>
    public SharpeTrials(int count, double sharpeDeviation) => (Count, SharpeDeviation) = count >= 1 && sharpeDeviation is >= 0 and < double.PositiveInfinity
        ? (count, sharpeDeviation) : throw new ArgumentException(
            $"{count} trials whose Sharpe ratios have a standard deviation of {sharpeDeviation}; accepted are 1 or more, and 0 or above.");

    /// <summary>How many independent ones.</summary>
    public int Count { get; }

    /// <summary>Standard deviation of their Sharpe ratios a year.</summary>
    public double SharpeDeviation { get; }
}
