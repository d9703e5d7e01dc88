using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>How an option on an arithmetic average is valued.</summary>
public enum AsianMethod
{
    /// <summary>The payoff of the average's expectation given the geometric average: a lower bound, below the true value by some
    /// 5e-6 of the spot at σ√T = 0.2 and 2e-4 at 0.8. Source: Rogers and Shi (1995), J. Applied Probability 32; Curran (1994),
    /// Management Science 40.</summary>
    GeometricConditioning,

    /// <summary>The average is given the lognormal distribution with its own mean and variance: off by some 3e-4 of the spot at
    /// σ√T = 0.2 and 7e-3 at 0.8. Source: Turnbull and Wakeman (1991), J. Financial and Quantitative Analysis 26; Lévy (1992),
    /// J. International Money and Finance 11.</summary>
    MomentMatching,
}

/// <summary>European options on an average price.</summary>
/// <remarks>A geometric average of lognormal prices is lognormal, so that its option has a closed form: Kemna and Vorst (1990), J.
/// Banking and Finance 14. An arithmetic average is not: see <see cref="AsianMethod"/>, and <see cref="AsianMonteCarlo"/>, which
/// has no error but chance.</remarks>
public static class AsianOption
{
    /// <summary>On the geometric average from now to expiry, watched always.</summary>
    /// <exception cref="ArgumentException">An input is out of its range.</exception>
    public static double GeometricContinuous(in OptionInputs inputs)
    {
        var i = inputs.Checked();

        // Cost of carry ½(b - σ²/6) at a volatility of σ/√3.
        var carry = 0.5 * (i.Carry - (i.Volatility * i.Volatility / 6));
        return BlackScholes.Value(i with { Yield = i.Rate - carry, Volatility = i.Volatility / Math.Sqrt(3) });
    }

    /// <summary>On the geometric average of prices at given moments.</summary>
    /// <exception cref="ArgumentException">An input or moment is out of its range.</exception>
    public static double GeometricDiscrete(in OptionInputs inputs, AsianFixings fixings)
    {
        var i = inputs.Checked();
        fixings.Check(i);
        var times = fixings.YearsToCome;
        var count = fixings.PastCount + times.Count;
        if (i.Spot == 0)
        {
            return i.Right.Payoff(times.Count > 0 ? 0 : fixings.PastAverage, i.Strike) * i.Discount;
        }

        var mean = fixings.PastCount == 0 ? 0 : fixings.PastCount * PortableMath.Log(fixings.PastAverage);
        var variance = 0.0;
        for (var k = 0; k < times.Count; k++)
        {
            mean += PortableMath.Log(i.Spot) + ((i.Carry - (0.5 * i.Volatility * i.Volatility)) * times[k]);

            // The k-th moment is the earlier one of 2 (n - k) - 1 pairs.
            variance += times[k] * ((2 * (times.Count - k)) - 1);
        }

        mean /= count;
        variance *= i.Volatility * i.Volatility / ((double)count * count);
        return OnLognormal(i, PortableMath.Exp(mean + (0.5 * variance)), variance, i.Strike);
    }

    /// <summary>On the arithmetic average from now to expiry, watched always.</summary>
    /// <exception cref="ArgumentException">An input is out of its range.</exception>
    public static double ArithmeticContinuous(
        in OptionInputs inputs, AsianMethod method = AsianMethod.GeometricConditioning)
    {
        var i = inputs.Checked();
        if (method == AsianMethod.GeometricConditioning && i.TotalVolatility > 0 && i.Spot > 0)
        {
            return AsianConditioning.Continuous(i);
        }

        var (first, second) = AverageMoments.Continuous(i.Carry * i.Years, i.Volatility * i.Volatility * i.Years);
        return OnLognormal(i, i.Spot * first, PortableMath.Log(second / (first * first)), i.Strike);
    }

    /// <summary>On the arithmetic average of prices at given moments.</summary>
    /// <exception cref="ArgumentException">An input or moment is out of its range.</exception>
    public static double ArithmeticDiscrete(
        in OptionInputs inputs, AsianFixings fixings, AsianMethod method = AsianMethod.GeometricConditioning)
    {
        var i = inputs.Checked();
        fixings.Check(i);
        var times = fixings.YearsToCome;
        var count = fixings.PastCount + times.Count;
        var (first, second) = AverageMoments.Discrete(i, times);

        // What the prices to come must sum to for the average to reach the strike.
        var strike = (count * i.Strike) - (fixings.PastCount * fixings.PastAverage);
        var variance = times.Count == 0 || i.Spot == 0 ? 0 : PortableMath.Log(second / (first * first));
        return method == AsianMethod.GeometricConditioning && variance > 0 && strike > 0
            ? AsianConditioning.Discrete(i, times, strike) / count
            : OnLognormal(i, i.Spot * first, variance, strike) / count;
    }

    /// <summary>The discounted expected payoff on a lognormal number.</summary>
    private static double OnLognormal(in OptionInputs i, double mean, double variance, double strike)
    {
        if (strike <= 0)
        {
            // Sure to end on one side.
            return i.Right == OptionRight.Call ? i.Discount * (mean - strike) : 0;
        }

        var deviation = Math.Sqrt(Math.Max(0, variance));
        return i.Discount * BlackScholes.Value(new OptionInputs(i.Right, mean, strike, 1, 0, 0, deviation));
    }
}
