using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>Arithmetic averages by what they are expected to be, given the geometric one.</summary>
/// <remarks>With z the geometric average's logarithm in standard deviations, and κ the covariance of a price's logarithm with z, the
/// price is expected to be F e^(κz - κ²/2). The sum of these rises in z and meets the strike at one z*, so that the call is worth
/// Σ F Φ(κ - z*) - K Φ(-z*), discounted. Source: Rogers and Shi (1995), section 3.</remarks>
internal static class AsianConditioning
{
    private static readonly GaussLegendre Rule = new(32);

    /// <summary>On the mean over the whole time to expiry.</summary>
    public static double Continuous(in OptionInputs i)
    {
        var (forwards, loads) = (new double[Rule.Points.Length], new double[Rule.Points.Length]);
        var perDeviation = i.TotalVolatility * Math.Sqrt(3);
        for (var k = 0; k < forwards.Length; k++)
        {
            var u = 0.5 * (1 + Rule.Points[k]);
            forwards[k] = 0.5 * Rule.Weights[k] * i.Spot * PortableMath.Exp(i.Carry * i.Years * u);
            loads[k] = perDeviation * u * (1 - (0.5 * u));
        }

        return Value(i, forwards, loads, i.Strike);
    }

    /// <summary>On the sum of the prices at given moments, with a strike for that sum; above 0.</summary>
    public static double Discrete(in OptionInputs i, IReadOnlyList<double> times, double strike)
    {
        var (forwards, loads) = (new double[times.Count], new double[times.Count]);
        var (sumBefore, total) = (0.0, 0.0);
        for (var k = 0; k < times.Count; k++)
        {
            forwards[k] = i.Spot * PortableMath.Exp(i.Carry * times[k]);

            // Σ min(t_k, t_j) over all j.
            loads[k] = sumBefore + (times[k] * (times.Count - k));
            sumBefore += times[k];
            total += loads[k];
        }

        var scale = i.Volatility / Math.Sqrt(total);
        for (var k = 0; k < loads.Length; k++)
        {
            loads[k] *= scale;
        }

        return Value(i, forwards, loads, strike);
    }

    private static double Value(in OptionInputs i, double[] forwards, double[] loads, double strike)
    {
        var z = Meeting(forwards, loads, strike);
        var sign = i.Right.Sign();
        var sum = -strike * PortableMath.NormalCdf(-sign * z);
        for (var k = 0; k < forwards.Length; k++)
        {
            sum += forwards[k] * PortableMath.NormalCdf(sign * (loads[k] - z));
        }

        return Math.Max(0, i.Discount * sign * sum);
    }

    /// <summary>Where the expected sum is the strike: Newton's method on its logarithm, which rises with a slope between the
    /// least and the greatest load.</summary>
    private static double Meeting(double[] forwards, double[] loads, double strike)
    {
        var z = 0.0;
        for (var step = 0; step < 100; step++)
        {
            var (sum, slope) = (0.0, 0.0);
            for (var k = 0; k < forwards.Length; k++)
            {
                var term = forwards[k] * PortableMath.Exp((loads[k] * z) - (0.5 * loads[k] * loads[k]));
                sum += term;
                slope += loads[k] * term;
            }

            var move = PricingMath.LogRatio(strike, sum) * sum / slope;
            z = Math.Clamp(z + Math.Clamp(move, -10, 10), -60, 60);
            if (Math.Abs(move) < 1e-13 * (1 + Math.Abs(z)))
            {
                break;
            }
        }

        return z;
    }
}
