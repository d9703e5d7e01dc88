using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>Futures that are settled daily.</summary>
public static class FutureMath
{
    /// <summary>What a position of contracts gains by a settlement: (settle - previous settle) × multiplier × contracts.</summary>
    /// <param name="contracts">Negative for a short position.</param>
    /// <param name="multiplier">Above 0.</param>
    /// <exception cref="ArgumentException">The multiplier is not above 0.</exception>
    public static decimal Variation(decimal previous, decimal settle, decimal multiplier, decimal contracts)
        => (settle - previous) * PricingGuard.Positive(multiplier, "multiplier") * contracts;

    /// <summary>What must be paid in: nothing down to the maintenance margin, below it the way back up to the initial one.</summary>
    /// <exception cref="ArgumentException">A margin is negative.</exception>
    public static decimal TopUp(decimal balance, decimal initial, decimal maintenance)
        => balance >= PricingGuard.NotNegative(maintenance, "maintenance margin")
            ? 0
            : PricingGuard.NotNegative(initial, "initial margin") - balance;

    /// <summary>The price at which holding the underlying and holding the future cost the same: S e^((r - q) T).</summary>
    /// <param name="spot">Not negative.</param>
    /// <param name="yield">What holding the underlying pays a year, less what it costs.</param>
    /// <param name="years">To delivery; not negative.</param>
    /// <exception cref="ArgumentException">A number is out of its range.</exception>
    public static double FairPrice(double spot, double rate, double yield, double years)
        => PricingGuard.NotNegative(spot, "spot")
            * PortableMath.Exp(PricingGuard.Finite(rate - yield, "rate less yield") * PricingGuard.NotNegative(years, "time in years"));
}
