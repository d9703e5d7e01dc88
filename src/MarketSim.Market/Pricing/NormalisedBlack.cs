using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>The out-of-the-money Black value in its two real variables: x = -|ln(F/K)| and s = σ√T. Times √(FK) it is the
/// undiscounted value of the call above the forward, or of the put below it.</summary>
/// <remarks>
/// Source: Jäckel (2015), "Let's be rational", Wilmott 75, for the form; b = e^(x/2) Φ(h+t) - e^(-x/2) Φ(h-t) with h = x/s and
/// t = s/2. The difference of nearly equal terms is avoided in two ways. With Y(z) = Φ(z)/φ(z), b = e^(-(h²+t²)/2)/√(2π) ×
/// (Y(h+t) - Y(h-t)), where nothing underflows; and where t is small beside h, Y(h+t) - Y(h-t) is taken as the odd part of its
/// Taylor series, whose terms are all positive, since the n-th derivative of Y is ∫ u^n e^(hu - u²/2) du over u > 0.
/// <para>Measured against 50-digit arithmetic over x from 0 to -100 and values down to 1e-300: see NormalisedBlackTests.</para>
/// </remarks>
internal static class NormalisedBlack
{
    private const double SqrtTwoPi = 2.5066282746310002;
    private const int Terms = 12;

    /// <summary>The value.</summary>
    /// <param name="x">Not positive.</param>
    /// <param name="s">Not negative.</param>
    public static double Value(double x, double s)
    {
        if (!(s > 0) || double.IsNegativeInfinity(x))
        {
            return 0;
        }

        var (h, t) = (x / s, 0.5 * s);
        if (h + t > 0 && !IsSmall(h, t))
        {
            return (PortableMath.Exp(0.5 * x) * PortableMath.NormalCdf(h + t)) - (Vega(x, s) * PricingMath.MillsRatio(h - t));
        }

        var density = Vega(x, s);
        return density == 0 ? 0
            : density * (IsSmall(h, t) ? OddSeries(h, t) : PricingMath.MillsRatio(h + t) - PricingMath.MillsRatio(h - t));
    }

    /// <summary>What the value lacks to its limit e^(x/2) for a great volatility; without cancellation.</summary>
    public static double Complement(double x, double s)
    {
        var (h, t) = (x / s, 0.5 * s);
        return h + t > 0
            ? Vega(x, s) * (PricingMath.MillsRatio(-(h + t)) + PricingMath.MillsRatio(h - t))
            : PortableMath.Exp(0.5 * x) - Value(x, s);
    }

    /// <summary>The value's slope in s: e^(-(h²+t²)/2)/√(2π).</summary>
    public static double Vega(double x, double s)
        => PortableMath.NormalDensity(x / s) * PortableMath.NormalDensity(0.5 * s) * SqrtTwoPi;

    private static bool IsSmall(double h, double t) => t < 0.25 || t * 9 < -h;

    /// <summary>Y(h+t) - Y(h-t) = 2 Σ t^(2k+1) Y^(2k+1)(h) / (2k+1)!.</summary>
    private static double OddSeries(double h, double t)
    {
        // Derivatives over factorials, c_n = Y^(n)/n!, obey (n+1) c_(n+1) = h c_n + c_(n-1).
        Span<double> c = stackalloc double[(2 * Terms) + 1];
        c[0] = PricingMath.MillsRatio(h);
        if (h > -4)
        {
            c[1] = 1 + (h * c[0]);
            for (var n = 1; n < 2 * Terms; n++)
            {
                c[n + 1] = ((h * c[n]) + c[n - 1]) / (n + 1);
            }
        }
        else
        {
            FillBackwards(c, -h);
        }

        var square = t * t;
        var sum = 0.0;
        for (var k = (2 * Terms) - 1; k > 0; k -= 2)
        {
            sum = (sum * square) + c[k];
        }

        return 2 * t * sum;
    }

    /// <summary>For h well below zero the derivatives are the minimal solution of their recurrence, which is stable only
    /// downwards: as ratios c_n / c_(n-1) = 1 / (a + (n+1) ratio of the next), a continued fraction.</summary>
    private static void FillBackwards(Span<double> c, double a)
    {
        Span<double> ratios = stackalloc double[c.Length];
        var ratio = 1 / a;
        for (var n = a > 20 ? 2 * Terms : 60; n >= 1; n--)
        {
            ratio = 1 / (a + ((n + 1) * ratio));
            if (n < c.Length)
            {
                ratios[n] = ratio;
            }
        }

        for (var n = 1; n < c.Length; n++)
        {
            c[n] = c[n - 1] * ratios[n];
        }
    }
}
