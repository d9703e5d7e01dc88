using System.Globalization;
using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>The smile of one expiry as five numbers: w(k) = a + b (ρ (k - m) + √((k - m)² + σ²)), the total variance σ²T at a log
/// moneyness k = ln(K/F).</summary>
/// <remarks>Source: Gatheral and Jacquier (2014), "Arbitrage-free SVI volatility surfaces", Quantitative Finance 14.</remarks>
public sealed record SviSlice
{
    /// <summary>A slice.</summary>
    /// <param name="a">Level of variance.</param>
    /// <param name="b">Slope of the wings; not negative.</param>
    /// <param name="rho">Tilt; from -1 to 1.</param>
    /// <param name="m">Where the smile is centred.</param>
    /// <param name="sigma">How round it is there; above 0.</param>
    /// <exception cref="ArgumentException">A parameter is out of its range, or the variance would be negative somewhere.</exception>
    public SviSlice(double a, double b, double rho, double m, double sigma)
    {
        (A, B, Rho) = (PricingGuard.Finite(a, "level a"), PricingGuard.NotNegative(b, "slope b"),
            PricingGuard.Between(rho, -1, 1, "tilt rho"));
        (M, Sigma) = (PricingGuard.Finite(m, "centre m"), PricingGuard.Positive(sigma, "roundness sigma"));
        if (a + (b * sigma * Math.Sqrt(1 - (rho * rho))) < 0)
        {
            throw new ArgumentException("The least variance a + b σ √(1 - ρ²) of the smile must be at least 0.");
        }
    }

    /// <summary>Level of variance.</summary>
    public double A { get; }

    /// <summary>Slope of the wings.</summary>
    public double B { get; }

    /// <summary>Tilt.</summary>
    public double Rho { get; }

    /// <summary>Centre.</summary>
    public double M { get; }

    /// <summary>Roundness.</summary>
    public double Sigma { get; }

    /// <summary>Total variance at a log moneyness.</summary>
    public double TotalVariance(double k) => A + (B * ((Rho * (k - M)) + Root(k)));

    /// <summary>What must not be negative for butterflies to cost nothing less than nothing: Durrleman's function g.</summary>
    public double Density(double k)
    {
        var (w, root) = (TotalVariance(k), Root(k));
        var first = B * (Rho + ((k - M) / root));
        var second = B * Sigma * Sigma / (root * root * root);
        var term = 1 - (k * first / (2 * w));
        return (term * term) - (0.25 * first * first * ((1 / w) + 0.25)) + (0.5 * second);
    }

    /// <summary>The first butterfly that could be bought for less than nothing, as a sentence; null if none is found between the log
    /// moneynesses -<paramref name="reach"/> and <paramref name="reach"/>, or in the wings.</summary>
    public string? ButterflyArbitrage(double reach = 2, int points = 801)
    {
        if (B * (1 + Math.Abs(Rho)) > 2)
        {
            return "The wings are too steep: b (1 + |ρ|) must be at most 2.";
        }

        for (var n = 0; n < points; n++)
        {
            var k = reach * (((2.0 * n) / (points - 1)) - 1);
            if (Density(k) < 0)
            {
                return string.Create(
                    CultureInfo.InvariantCulture, $"A butterfly at the log moneyness {k:0.###} would cost less than nothing.");
            }
        }

        return null;
    }

    private double Root(double k) => Math.Sqrt(((k - M) * (k - M)) + (Sigma * Sigma));
}
