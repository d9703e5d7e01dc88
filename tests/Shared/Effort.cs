namespace MarketSim.Tests;

/// <summary>How much a random test does: little in an ordinary run, much where <c>MARKETSIM_NIGHTLY=1</c>
/// (which <c>./test nightly</c> sets).</summary>
internal static class Effort
{
    public static bool IsNightly { get; } = Environment.GetEnvironmentVariable("MARKETSIM_NIGHTLY") == "1";

    /// <summary>The number of random cases to run.</summary>
    public static int Cases(int ordinary, int nightly) => IsNightly ? nightly : ordinary;
}
