using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>What follows from the right alone.</summary>
public static class OptionRights
{
    /// <summary>+1 for a call, -1 for a put.</summary>
    public static double Sign(this OptionRight right) => right == OptionRight.Call ? 1 : -1;

    /// <summary>What exercise at this price is worth, never negative.</summary>
    public static double Payoff(this OptionRight right, double spot, double strike)
        => Math.Max(0, right == OptionRight.Call ? spot - strike : strike - spot);

    /// <summary>The put for a call, the call for a put.</summary>
    public static OptionRight Opposite(this OptionRight right)
        => right == OptionRight.Call ? OptionRight.Put : OptionRight.Call;
}
