using MarketSim.Core;

namespace MarketSim.Strategies;

/// <summary>What insider and maker do in one auction of Kyle's sequence.</summary>
/// <param name="Impact">λ: by how much the price moves for each lot of net demand, in price units a lot.</param>
/// <param name="Intensity">β Δt: lots that the insider demands for each price unit by which the price lies below the value.</param>
/// <param name="VarianceLeft">Σ: variance of the value, as the maker sees it after the auction, in squared price units.</param>
public readonly record struct KyleAuction(double Impact, double Intensity, double VarianceLeft);

/// <summary>The equilibrium of an insider, noise traders and competitive makers over a number of auctions.</summary>
/// <remarks>
/// Source: Kyle (1985), "Continuous auctions and insider trading", Econometrica 53: section 2 for one auction, in which
/// λ = ½ √(Σ0 / σu²), and theorem 2 for N: with α and δ zero at the end, λ solves (1 − λ²σu²Δt/Σ)(1 − αλ) = ½, the smallest root, and
/// backwards α' = 1 / (4λ(1 − αλ)), δ' = δ + αλ²σu²Δt, Σ' = Σ / (1 − λ²σu²Δt/Σ). All scales with the variance at the end, so that
/// one pass finds the variance at the beginning that is asked for.
/// </remarks>
public sealed class KyleEquilibrium
{
    // Each halving gains a bit.
    private const int Halvings = 100;

    /// <summary>Solves it.</summary>
    /// <param name="auctions">N; at least one.</param>
    /// <param name="valueDeviation">√Σ0: standard deviation of the value, in price units; positive.</param>
    /// <param name="noiseDeviation">σu: standard deviation of what noise traders demand over all auctions, in lots; positive.</param>
    public KyleEquilibrium(int auctions, double valueDeviation, double noiseDeviation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(auctions, 1);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(valueDeviation);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(noiseDeviation);
        var steps = new KyleAuction[auctions];
        var noise = noiseDeviation * noiseDeviation / auctions;
        var (alpha, delta, variance) = (0.0, 0.0, 1.0);
        for (var n = auctions - 1; n >= 0; n--)
        {
            var impact = ImpactOf(alpha, variance, noise);
            steps[n] = new KyleAuction(impact, impact * noise / variance, variance);
            delta += alpha * impact * impact * noise;
            alpha = 1 / (4 * impact * (1 - (alpha * impact)));
            variance /= 1 - (impact * impact * noise / variance);
        }

        var scale = valueDeviation / Math.Sqrt(variance);
        Auctions = [.. steps.Select(s => new KyleAuction(s.Impact * scale, s.Intensity / scale, s.VarianceLeft * scale * scale))];
        InsiderProfit = ((alpha * variance) + delta) * scale;
    }

    /// <summary>The auctions in order.</summary>
    public IReadOnlyList<KyleAuction> Auctions { get; }

    /// <summary>What the insider gains on average over all auctions, in price units times lots.</summary>
    public double InsiderProfit { get; }

    private static double ImpactOf(double alpha, double variance, double noise)
    {
        var (low, high) = (0.0, Math.Sqrt(variance / noise));
        high = alpha > 0 ? Math.Min(high, 1 / alpha) : high;
        for (var i = 0; i < Halvings; i++)
        {
            var middle = (low + high) / 2;
            if ((1 - (middle * middle * noise / variance)) * (1 - (alpha * middle)) > 0.5)
            {
                low = middle;
            }
            else
            {
                high = middle;
            }
        }

        return (low + high) / 2;
    }
}
