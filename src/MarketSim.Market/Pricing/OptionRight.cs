namespace MarketSim.Market;

/// <summary>Which way an option pays.</summary>
public enum OptionRight
{
    /// <summary>The right to buy: pays spot less strike.</summary>
    Call,

    /// <summary>The right to sell: pays strike less spot.</summary>
    Put,
}

/// <summary>When an option may be exercised.</summary>
public enum ExerciseStyle
{
    /// <summary>At expiry only.</summary>
    European,

    /// <summary>At any time up to expiry.</summary>
    American,
}

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
