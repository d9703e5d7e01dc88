using System.Text;

namespace MarketSim.Analysis;

/// <summary>One number that says how a series of returns has done. Each member of <see cref="PerformanceCatalog"/> is one file of the same
/// anatomy: what it is called, its formula, where it is undefined, who defined it so, and the formula as code.</summary>
/// <remarks>
/// Symbols in formulas: r the returns, n their number, P periods in a year, R the yearly risk-free rate, f = (1+R)^(1/P) - 1 the rate of a
/// period, W wealth (1 before the first return), b the benchmark's returns, s the sample standard deviation (n - 1).
/// </remarks>
public abstract class PerformanceMetric
{
    /// <summary>Its name in JSON and on the command line, such as <c>maxDrawdown</c>.</summary>
    public abstract string Name { get; }

    /// <summary>Its name for people.</summary>
    public abstract string Title { get; }

    /// <summary>Under which heading it stands.</summary>
    public abstract MetricGroup Group { get; }

    /// <summary>What its number counts.</summary>
    public virtual MetricUnit Unit => MetricUnit.Number;

    /// <summary>What other tools call it.</summary>
    public virtual IReadOnlyList<string> Aliases => [];

    /// <summary>Its formula, annualisation and degrees of freedom included.</summary>
    public abstract string Formula { get; }

    /// <summary>Where there is no such number; it is null there.</summary>
    public abstract string Undefined { get; }

    /// <summary>Who defined it so.</summary>
    public abstract string Source { get; }

    /// <summary>Its value; null where it is undefined, never a number that stands for that.</summary>
    public double? Measure(PerformanceInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return Compute(input) is { } value && double.IsFinite(value) ? value : null;
    }

    /// <summary>Whether a name means this metric: its own, one that other tools use, or either with underscores.</summary>
    public bool IsCalled(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return Plain(Name) == Plain(name) || Aliases.Any(alias => Plain(alias) == Plain(name));
    }

    /// <summary>The formula. What is not finite becomes null.</summary>
    protected abstract double? Compute(PerformanceInput input);

    private static string Plain(string name)
    {
        var plain = new StringBuilder(name.Length);
        foreach (var letter in name)
        {
            _ = letter is '_' or '-' or ' ' ? plain : plain.Append(char.ToLowerInvariant(letter));
        }

        return plain.ToString();
    }
}
