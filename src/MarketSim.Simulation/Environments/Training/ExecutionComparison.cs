using System.Globalization;
using MarketSim.Core;
using MarketSim.Strategies;

namespace MarketSim.Simulation;

/// <summary>What an order cost by one way of working it, over many markets.</summary>
/// <param name="Name">How it was worked.</param>
/// <param name="Mean">Mean shortfall, in basis points.</param>
/// <param name="Deviation">Its standard deviation from market to market.</param>
/// <param name="Error">The standard error of the mean.</param>
/// <param name="Markets">How many markets.</param>
public sealed record ExecutionCost(string Name, double Mean, double Deviation, double Error, int Markets);

/// <summary>Sets a learned policy beside the schedules of the literature, in the same unseen markets.</summary>
public static class ExecutionComparison
{
    /// <summary>The products κT of the Almgren-Chriss schedules that are compared: patient, as in the paper's example with λ = 1e-6
    /// (κ = 0.61 a day for five days), and urgent.</summary>
    public static IReadOnlyList<double> Urgencies { get; } = [3, 12];

    /// <summary>Measures them.</summary>
    /// <param name="trainer">Where to play.</param>
    /// <param name="policy">What was learned.</param>
    /// <param name="rounds">How often all copies are played; each with markets of its own.</param>
    /// <param name="firstSeed">The seed of the first market.</param>
    public static IReadOnlyList<ExecutionCost> Measure(ExecutionTrainer trainer, ExecutionPolicy policy, int rounds, ulong firstSeed = 1)
    {
        ArgumentNullException.ThrowIfNull(trainer);
        ArgumentNullException.ThrowIfNull(policy);
        return
        [
            Of("TWAP", trainer, rounds, firstSeed, (seen, left) => Nearest(UnexecutedIn(seen), left, policy.Steps, k => k / policy.Steps)),
            .. Urgencies.Select(urgency => Of(
                $"Almgren-Chriss, κT {urgency.ToString(CultureInfo.InvariantCulture)}", trainer, rounds, firstSeed,
                (seen, left) => Nearest(UnexecutedIn(seen), left, policy.Steps, k => Held(urgency, k / policy.Steps)))),
            Of("learned", trainer, rounds, firstSeed, (seen, _) => policy.Choose(seen)),
        ];
    }

    private static float UnexecutedIn(float[] seen) => seen[4];

    // The part of the order that is held with a part u of the time left: sinh(κT u) / sinh(κT).
    private static double Held(double urgency, double timeLeft) => Sinh(urgency * timeLeft) / Sinh(urgency);

    private static double Sinh(double x) => (PortableMath.Exp(x) - PortableMath.Exp(-x)) / 2;

    // The rate that comes nearest to what the schedule would hold after this step.
    private static int Nearest(double unexecuted, int stepsLeft, int steps, Func<double, double> held)
    {
        var wanted = (unexecuted - held(stepsLeft - 1)) * steps;
        var best = 0;
        for (var rate = 1; rate < ExecutionPolicy.Rates.Count; rate++)
        {
            if (Math.Abs(ExecutionPolicy.Rates[rate] - wanted) < Math.Abs(ExecutionPolicy.Rates[best] - wanted))
            {
                best = rate;
            }
        }

        return best;
    }

    private static ExecutionCost Of(string name, ExecutionTrainer trainer, int rounds, ulong firstSeed, Func<float[], int, int> choose)
    {
        var moments = new RunningMoments();
        var seed = firstSeed;
        for (var round = 0; round < rounds; round++)
        {
            var shortfalls = trainer.Evaluate(seed, choose);
            seed += (ulong)shortfalls.Count;
            foreach (var shortfall in shortfalls)
            {
                moments.Add(shortfall);
            }
        }

        return new ExecutionCost(
            name, moments.Mean, moments.StandardDeviation, moments.StandardDeviation / Math.Sqrt(moments.Count), (int)moments.Count);
    }
}
