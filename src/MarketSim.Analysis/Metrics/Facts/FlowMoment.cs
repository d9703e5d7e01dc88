using MarketSim.Core;

namespace MarketSim.Analysis;

/// <summary>What can be seen of a market by everybody: displayed orders, trades and the touch.</summary>
public enum FlowKind : byte
{
    /// <summary>The touch changed; <see cref="FlowMoment.Touch"/> holds from now on.</summary>
    Touch,

    /// <summary>A displayed order came to stand in the book: side, price, quantity.</summary>
    Add,

    /// <summary>A displayed order left the book without a trade: what was left of it.</summary>
    Cancel,

    /// <summary>A displayed order was made smaller, by the quantity, and kept its place.</summary>
    Reduce,

    /// <summary>An incoming order met a resting one, displayed or hidden: <see cref="FlowMoment.Side"/> is the incoming order's.</summary>
    Trade,
}

/// <summary>One thing that happened in the order flow, in one shape for simulated and recorded markets.</summary>
/// <remarks>What an order did to the touch follows it as a moment of kind <see cref="FlowKind.Touch"/>.</remarks>
/// <param name="Kind">What.</param>
/// <param name="Time">When.</param>
/// <param name="Side">Side of the order; of a trade that of the incoming order.</param>
/// <param name="Price">In price units.</param>
/// <param name="Quantity">In lots.</param>
/// <param name="Order">The resting order; zero where it is not known.</param>
/// <param name="Touch">The new touch; only of <see cref="FlowKind.Touch"/>.</param>
public readonly record struct FlowMoment(
    FlowKind Kind, SimTime Time, Side Side, Price Price, Quantity Quantity, ulong Order, Touch Touch)
{
    /// <summary>A change of the touch.</summary>
    public static FlowMoment Quote(SimTime time, in Touch touch)
        => new(FlowKind.Touch, time, default, default, default, 0, touch);
}
