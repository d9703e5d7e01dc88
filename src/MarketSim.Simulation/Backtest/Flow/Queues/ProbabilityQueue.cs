using System.Globalization;
using MarketSim.Core;

namespace MarketSim.Simulation;

/// <summary>Lots that vanish were partly before and partly behind us, in proportion to how much stands there.</summary>
/// <remarks>
/// <code>
/// change = before − after          back = before − front          p = part of the change behind us
/// front' = min(front − (1 − p)·change + min(back − p·change, 0), after)
/// </code>
/// with p = f(back) / (f(back) + f(front)), or f(back) / f(back + front), or 1 − f(front / (front + back)), and f(x) = ln(1 + x) or xⁿ.
/// Sources: Rigtorp (2013), "Estimating order queue position"; the probability models of hftbacktest.
/// </remarks>
public sealed class ProbabilityQueue : IQueueModel
{
    private readonly double _power;
    private readonly int _form;

    private ProbabilityQueue(string name, int form, double power) => (Name, _form, _power) = (name, form, power);

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public string Assumes => "Lots that vanish from a queue without a trade were before and behind us in proportion to "
        + (_power == 0 ? "the logarithms of" : string.Create(CultureInfo.InvariantCulture, $"power {_power} of")) + " what stands there.";

    /// <summary>With f(x) = ln(1 + x).</summary>
    /// <param name="form">Which formula of p: 1 or 2.</param>
    public static ProbabilityQueue Logarithmic(int form = 1) => new(form == 1 ? "log" : "log2", form, 0);

    /// <summary>With f(x) = xⁿ.</summary>
    /// <param name="power">n, above zero: the larger, the more of what vanishes was in the longer part.</param>
    /// <param name="form">Which formula of p: 1, 2 or 3.</param>
    public static ProbabilityQueue OfPower(double power, int form = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(power);
        return new ProbabilityQueue(
            string.Create(CultureInfo.InvariantCulture, $"power{(form == 1 ? "" : form)}:{power}"), form, power);
    }

    /// <inheritdoc/>
    public double Change(double front, double before, long after)
    {
        var change = before - after;
        if (change <= 0 || !double.IsFinite(front))
        {
            return Math.Min(front, after);
        }

        var back = Math.Max(0, before - front);
        var behind = PartBehind(front, back);
        var estimate = front - ((1 - behind) * change) + Math.Min(back - (behind * change), 0);
        return Math.Clamp(estimate, 0, after);
    }

    private double PartBehind(double front, double back)
    {
        if (front + back <= 0)
        {
            return 1;
        }

        return _form switch
        {
            1 => F(back) / (F(back) + F(front)),
            2 => F(back) / F(back + front),
            _ => 1 - F(front / (front + back)),
        };
    }

    private double F(double x) => _power == 0 ? PortableMath.Log(1 + x) : x <= 0 ? 0 : PortableMath.Exp(_power * PortableMath.Log(x));
}
