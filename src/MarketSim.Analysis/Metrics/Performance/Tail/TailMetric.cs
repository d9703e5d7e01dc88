using System.Globalization;

namespace MarketSim.Analysis;

/// <summary>A metric of the worst periods, at a confidence level. Its value is a return: a loss is below zero.</summary>
/// <param name="level">How sure, between 0.5 and 1, such as 0.95: the tail holds the worst 5%.</param>
public abstract class TailMetric(double level) : PerformanceMetric
{
    /// <summary>The confidence level.</summary>
    public double Level { get; } = level is > 0.5 and < 1 ? level : throw new ArgumentException(
        string.Create(CultureInfo.InvariantCulture, $"The confidence level was '{level}'; accepted is a number between 0.5 and 1, such as 0.95."));

    /// <inheritdoc/>
    public sealed override string Name => Stem + Percent;

    /// <inheritdoc/>
    public sealed override string Title => $"{Words}, {Percent}%";

    /// <inheritdoc/>
    public sealed override MetricGroup Group => MetricGroup.Tail;

    /// <inheritdoc/>
    public sealed override MetricUnit Unit => MetricUnit.Fraction;

    /// <summary>The level's own name and, at 95%, that without the level.</summary>
    public sealed override IReadOnlyList<string> Aliases
        => [.. OtherStems.Select(s => s + Percent), .. Level.Equals(0.95) ? OtherStems.Prepend(Stem) : []];

    /// <summary>What its name begins with, before the level.</summary>
    protected abstract string Stem { get; }

    /// <summary>What it is called, before the level.</summary>
    protected abstract string Words { get; }

    /// <summary>What other tools call it, without the level.</summary>
    protected abstract IReadOnlyList<string> OtherStems { get; }

    /// <summary>q = 1 - level: how much of the distribution the tail holds.</summary>
    protected double TailProbability => 1 - Level;

    private string Percent => Math.Round(Level * 100, 6).ToString(CultureInfo.InvariantCulture);
}
