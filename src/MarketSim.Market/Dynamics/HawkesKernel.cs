using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>How the influence of an event on the rate of others fades: a sum of exponentials, scaled to an area of one.</summary>
/// <remarks>k(t) = Σ w_m β_m e^(-β_m t) with Σ w_m = 1. A power law is such a sum over decays that lie apart by a fixed factor, which keeps
/// simulation exact and its cost the same for each event. Source: Hardiman, Bercot and Bouchaud (2013), "Critical reflexivity in
/// financial markets: a Hawkes process analysis", equation 9 (without its smooth cut-off at short times).</remarks>
public sealed class HawkesKernel
{
    private HawkesKernel(IReadOnlyList<(double Weight, double Decay)> terms) => Terms = terms;

    /// <summary>Weights, which add up to one, and decays per second.</summary>
    public IReadOnlyList<(double Weight, double Decay)> Terms { get; }

    /// <summary>A single exponential.</summary>
    /// <param name="decay">β per second; positive.</param>
    public static HawkesKernel Exponential(double decay)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(decay);
        return new HawkesKernel([(1, decay)]);
    }

    /// <summary>Falls as t^-(1 + exponent) between a shortest and a longest time.</summary>
    /// <param name="exponent">Above zero; 0.15 to 0.5 are usual in markets.</param>
    /// <param name="shortest">τ: where the power law begins, in seconds; positive.</param>
    /// <param name="terms">How many exponentials; from 1.</param>
    /// <param name="ratio">By which factor their times lie apart; more than 1. The law ends near shortest · ratio^(terms - 1).</param>
    public static HawkesKernel PowerLaw(double exponent, double shortest, int terms = 10, double ratio = 4)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(exponent);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(shortest);
        ArgumentOutOfRangeException.ThrowIfLessThan(terms, 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(ratio, 1);
        var list = new List<(double Weight, double Decay)>();
        var (weight, time) = (1.0, shortest);
        for (var term = 0; term < terms; term++)
        {
            // ξ_m^-(1+ε) e^(-t/ξ_m) has the area ξ_m^-ε.
            list.Add((weight, 1 / time));
            weight *= PortableMath.Pow(ratio, -exponent);
            time *= ratio;
        }

        var sum = list.Sum(t => t.Weight);
        return new HawkesKernel([.. list.Select(t => (t.Weight / sum, t.Decay))]);
    }

    /// <summary>The kernel at a time after the event, per second.</summary>
    public double At(double seconds) => Terms.Sum(t => t.Weight * t.Decay * PortableMath.Exp(-t.Decay * seconds));
}
