using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>A simulated value with its standard error.</summary>
public readonly record struct SimulatedValue(double Price, double StandardError);

/// <summary>Options on an arithmetic average by simulation, with the geometric average as the control: the reference for
/// <see cref="AsianOption"/>.</summary>
/// <remarks>Source: Kemna and Vorst (1990). The control takes away all but a hundredth or less of the standard error.</remarks>
public static class AsianMonteCarlo
{
    /// <summary>The value.</summary>
    /// <param name="random">Its stream decides; the same stream gives the same bits.</param>
    /// <param name="paths">At least 2.</param>
    /// <exception cref="ArgumentException">An input or moment is out of its range, or prices have been averaged already.</exception>
    public static SimulatedValue ArithmeticDiscrete(in OptionInputs inputs, AsianFixings fixings, Rng random, int paths)
    {
        var i = inputs.Checked();
        fixings.Check(i);
        PricingGuard.AtLeast(paths, 2, "number of paths");
        PricingGuard.Positive(i.Spot, "spot");
        if (fixings.PastCount > 0 || fixings.YearsToCome.Count == 0)
        {
            throw new ArgumentException("The simulation averages prices to come only; it was given past ones, or none to come.");
        }

        var known = AsianOption.GeometricDiscrete(i, fixings);
        var (sums, squares, controls, controlSquares, products) = (0.0, 0.0, 0.0, 0.0, 0.0);
        for (var path = 0; path < paths; path++)
        {
            var (value, control) = Payoffs(i, fixings.YearsToCome, random);
            sums += value;
            squares += value * value;
            controls += control;
            controlSquares += control * control;
            products += value * control;
        }

        var (mean, controlMean) = (sums / paths, controls / paths);
        var controlVariance = (controlSquares / paths) - (controlMean * controlMean);
        var covariance = (products / paths) - (mean * controlMean);
        var weight = controlVariance > 0 ? covariance / controlVariance : 0;
        var left = (squares / paths) - (mean * mean) - (weight * covariance);
        return new SimulatedValue(mean + (weight * (known - controlMean)), Math.Sqrt(Math.Max(0, left) / paths));
    }

    private static (double Arithmetic, double Geometric) Payoffs(in OptionInputs i, IReadOnlyList<double> times, Rng random)
    {
        var drift = i.Carry - (0.5 * i.Volatility * i.Volatility);
        var (log, before, sum, logSum) = (0.0, 0.0, 0.0, 0.0);
        foreach (var time in times)
        {
            var step = time - before;
            log += (drift * step) + (i.Volatility * Math.Sqrt(step) * random.NextNormal());
            sum += PortableMath.Exp(log);
            logSum += log;
            before = time;
        }

        return (i.Discount * i.Right.Payoff(i.Spot * sum / times.Count, i.Strike),
            i.Discount * i.Right.Payoff(i.Spot * PortableMath.Exp(logSum / times.Count), i.Strike));
    }
}
