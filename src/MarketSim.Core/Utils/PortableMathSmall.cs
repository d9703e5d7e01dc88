namespace MarketSim.Core;

/// <content>Forms that keep all digits where the plain ones would cancel or underflow.</content>
public static partial class PortableMath
{
    /// <summary>exp(x²) times <see cref="Erfc"/>: what is left of the complementary error function without its decay, within
    /// 1e-15 of itself for x of at least 0, and within 1e-15 (1 + x²) below.</summary>
    /// <param name="x">From -26 on; infinity below.</param>
    public static double ErfcScaled(double x)
        => double.IsNaN(x) ? x : x >= 0 ? ErfcTimesExp(x) : (2 * Exp(x * x)) - ErfcTimesExp(-x);

    /// <summary>ln(1 + x), within two units in the last place also for tiny x. NaN below -1.</summary>
    /// <remarks>Source: Kahan's correction of the rounded sum, in Goldberg (1991), "What every computer scientist should know
    /// about floating-point arithmetic", theorem 4.</remarks>
    public static double LogOnePlus(double x)
    {
        var sum = 1 + x;
        return sum == 1 ? x : double.IsPositiveInfinity(sum) ? sum : Log(sum) * (x / (sum - 1));
    }

    /// <summary>e^x - 1, within two units in the last place also for tiny x.</summary>
    public static double ExpMinusOne(double x)
        => Math.Abs(x) < 0.35 ? x + (x * x * Polynomial(x, ExpSeries)) : Exp(x) - 1;
}
