using MarketSim.Core;

namespace MarketSim.Analysis;

/// <summary>How sure one may be of the best of many trials: the probabilistic Sharpe ratio against the best that trials without any
/// merit would have shown by luck.</summary>
/// <param name="Threshold">SR0: the highest Sharpe ratio of a period to be expected of so many trials that have none.</param>
/// <param name="Probability">How probable it is that the true Sharpe ratio is above zero, so many trials considered.</param>
/// <remarks>
/// Source: Bailey and López de Prado (2014), "The deflated Sharpe ratio: correcting for selection bias, backtest overfitting and
/// non-normality", equation 2: SR0 = √V·((1 - γ)·z(1 - 1/N) + γ·z(1 - 1/(N·e))), V the variance of the trials' Sharpe ratios, N how many
/// independent ones there were, γ the constant of Euler and Mascheroni. All ratios are of a period, not annualised.
/// </remarks>
public sealed record DeflatedSharpe(double Threshold, double? Probability)
{
    /// <summary>The constant of Euler and Mascheroni.</summary>
    private const double Gamma = 0.5772156649015329;

    /// <summary>The highest Sharpe ratio to be expected of trials that have none.</summary>
    /// <param name="trials">How many independent ones, at least 1; one alone is no selection and gives 0.</param>
    /// <param name="variance">Of their Sharpe ratios.</param>
    public static double ExpectedHighest(int trials, double variance)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(trials, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(variance);
        return trials == 1 ? 0 : Math.Sqrt(variance) * (((1 - Gamma) * PortableMath.NormalQuantile(1 - (1.0 / trials)))
            + (Gamma * PortableMath.NormalQuantile(1 - (1 / (trials * Math.E)))));
    }

    /// <summary>Of the trial that was chosen.</summary>
    /// <param name="chosen">The Sharpe ratio of the chosen trial with its moments.</param>
    /// <param name="trials">How many independent trials it was chosen from.</param>
    /// <param name="variance">Of all trials' Sharpe ratios, of a period.</param>
    public static DeflatedSharpe Of(SharpeConfidence chosen, int trials, double variance)
    {
        ArgumentNullException.ThrowIfNull(chosen);
        var threshold = ExpectedHighest(trials, variance);
        return new DeflatedSharpe(threshold, chosen.ProbabilityAbove(threshold));
    }
}
