using MarketSim.Core;

namespace MarketSim.Tests.Unit;

/// <summary>Random cases of a pricing test; a failure names the seed, the case and the command that runs it again.</summary>
internal static class Replay
{
    public const ulong Seed = 20_260_102;

    /// <summary>Runs a check on many random cases, each with a stream of its own.</summary>
    public static void Cases(string test, int ordinary, int nightly, Action<Rng> check)
    {
        for (var number = 0; number < Effort.Cases(ordinary, nightly); number++)
        {
            try
            {
                check(new Rng(Seed + (ulong)number, test));
            }
            catch (Exception failure)
            {
                throw new InvalidOperationException(
                    $"Seed {Seed}, case {number}; again with ./test unit --filter-class '*{test}*'. {failure.Message}", failure);
            }
        }
    }

    /// <summary>A number whose logarithm is uniform.</summary>
    public static double Scale(this Rng random, double low, double high)
        => low * PortableMath.Exp(random.NextDouble() * PortableMath.Log(high / low));

    /// <summary>Call or put.</summary>
    public static OptionRight Right(this Rng random)
        => random.Chance(0.5) ? OptionRight.Call : OptionRight.Put;

    public static void Relative(double expected, double actual, double bound, object what)
        => Assert.True(
            Math.Abs(actual - expected) <= bound * Math.Abs(expected), $"{actual:r}, not {expected:r}: {what}");

    public static void Near(double expected, double actual, double bound, object what)
        => Assert.True(Math.Abs(actual - expected) <= bound, $"{actual:r}, not {expected:r}: {what}");
}
