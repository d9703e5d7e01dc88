using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>The first two moments of averages of a lognormal price that starts at 1.</summary>
internal static class AverageMoments
{
    /// <summary>Of the mean over the whole time, with a drift of <paramref name="b"/> and a variance of <paramref name="v"/> until
    /// then: M₁ = (e^b - 1)/b; M₂ = 2 [ (e^(2b+v) - 1)/(2b+v) - (e^b - 1)/b ] / (b + v).</summary>
    /// <remarks>The divided differences are taken as such, so that no denominator can be 0.</remarks>
    public static (double First, double Second) Continuous(double b, double v)
    {
        var first = Quotient(b);
        if (Math.Abs(b + v) > 0.01)
        {
            return (first, 2 * (Quotient((2 * b) + v) - first) / (b + v));
        }

        // The slope of the quotient between b and 2b + v, by Gauss-Legendre over its derivative ∫ u e^(bu) du.
        var rule = Rule;
        var second = 0.0;
        for (var k = 0; k < rule.Points.Length; k++)
        {
            var u = 0.5 * (1 + rule.Points[k]);
            second += 0.5 * rule.Weights[k] * PortableMath.Exp(b * u) * u * Quotient((b + v) * u);
        }

        return (first, 2 * second);
    }

    /// <summary>Of the sum at given moments.</summary>
    public static (double First, double Second) Discrete(in OptionInputs i, IReadOnlyList<double> times)
    {
        var variance = i.Volatility * i.Volatility;
        var (first, second, later) = (0.0, 0.0, 0.0);
        for (var k = times.Count - 1; k >= 0; k--)
        {
            var mean = PortableMath.Exp(i.Carry * times[k]);
            var growth = PortableMath.Exp(variance * times[k]);
            second += mean * growth * (mean + (2 * later));
            first += mean;
            later += mean;
        }

        return (first, second);
    }

    private static GaussLegendre Rule { get; } = new(16);

    /// <summary>(e^x - 1) / x.</summary>
    private static double Quotient(double x) => x == 0 ? 1 : PortableMath.ExpMinusOne(x) / x;
}
