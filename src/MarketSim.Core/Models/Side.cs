namespace MarketSim.Core;

/// <summary>Which way an order trades.</summary>
public enum Side : byte
{
    /// <summary>Buys; rests among the bids.</summary>
    Buy = 0,

    /// <summary>Sells; rests among the asks.</summary>
    Sell = 1,
}

/// <summary>What follows from a side alone.</summary>
public static class SideExtensions
{
    /// <summary>The side that it trades against.</summary>
    public static Side Opposite(this Side side) => (Side)((byte)side ^ 1);

    /// <summary>+1 for a buy, -1 for a sell.</summary>
    public static int Sign(this Side side) => 1 - (2 * (byte)side);

    /// <summary>Whether an order of this side with the given limit accepts the given price.</summary>
    public static bool Accepts(this Side side, Price limit, Price price) => side == Side.Buy ? price <= limit : price >= limit;

    /// <summary>Whether the first price ranks before the second among resting orders of this side.</summary>
    public static bool IsBetter(this Side side, Price first, Price second) => side == Side.Buy ? first > second : first < second;
}
