using MarketSim.Core;

namespace MarketSim.Simulation;

/// <summary>Whether a resting limit order traded in a bar.</summary>
public interface ILimitRule
{
    /// <summary>What it takes for granted, as a sentence.</summary>
    string Assumption { get; }

    /// <summary>Whether a bar that ranged over these prices filled it; at its limit, or at the open where that was better.</summary>
    bool Fills(Side side, long limit, in BarRow bar);
}

/// <summary>A limit order trades once the price has gone beyond it.</summary>
/// <remarks>Assumes that our order is the last in its queue: whoever trades beyond a price has taken everything at it.</remarks>
public sealed class TradedThroughLimit : ILimitRule
{
    /// <inheritdoc/>
    public string Assumption => "A resting order trades at its limit once the price has gone beyond it: it is the last in its queue.";

    /// <inheritdoc/>
    public bool Fills(Side side, long limit, in BarRow bar) => side == Side.Buy ? bar.Low < limit : bar.High > limit;
}

/// <summary>A limit order trades once the price has reached it.</summary>
/// <remarks>Assumes that our order is the first in its queue: optimistic, the more so the thicker the book.</remarks>
public sealed class TouchedLimit : ILimitRule
{
    /// <inheritdoc/>
    public string Assumption => "A resting order trades at its limit once the price has reached it: it is the first in its queue, an upper bound.";

    /// <inheritdoc/>
    public bool Fills(Side side, long limit, in BarRow bar) => side == Side.Buy ? bar.Low <= limit : bar.High >= limit;
}
