namespace MarketSim.Core;

/// <summary>A book known by price levels only (level 2): what stands at each price, best first.</summary>
/// <remarks>A side is a sorted array with the best price last: changes happen near the touch, so little is
/// moved.</remarks>
public sealed class LevelBook
{
    private readonly LevelSide _bids = new(Side.Buy);
    private readonly LevelSide _asks = new(Side.Sell);

    /// <summary>How many levels a side has.</summary>
    public int Count(Side side) => Of(side).Count;

    /// <summary>The level of a side by rank, 0 the best; all zeros beyond the last.</summary>
    public PriceLevel At(Side side, int rank) => Of(side).At(rank);

    /// <summary>The best level of a side; all zeros if the side is empty.</summary>
    public PriceLevel Best(Side side) => Of(side).At(0);

    /// <summary>What stands at a price; zero if nothing does.</summary>
    public long Quantity(Side side, long price) => Of(side).Quantity(price);

    /// <summary>How many levels of a side are better than a price.</summary>
    public int Rank(Side side, long price) => Of(side).Rank(price);

    /// <summary>Sets what stands at a price; zero removes the level.</summary>
    public void Set(Side side, long price, long quantity) => Of(side).Set(price, quantity);

    /// <summary>Adds to what stands at a price.</summary>
    /// <returns>False if it would exceed 64 bits: then nothing changed.</returns>
    public bool Add(Side side, long price, long quantity)
    {
        var before = Quantity(side, price);
        if (quantity > long.MaxValue - before)
        {
            return false;
        }

        Set(side, price, before + quantity);
        return true;
    }

    /// <summary>Takes from what stands at a price.</summary>
    /// <returns>False if less stood there: then the level is gone.</returns>
    public bool Remove(Side side, long price, long quantity)
    {
        var before = Quantity(side, price);
        Set(side, price, Math.Max(0, before - quantity));
        return before >= quantity;
    }

    /// <summary>Removes every level of a side that is better than a price.</summary>
    public void RemoveBetter(Side side, long price) => Of(side).RemoveBetter(price);

    /// <summary>Empties both sides.</summary>
    public void Clear()
    {
        _bids.Clear();
        _asks.Clear();
    }

    /// <summary>Whether both sides have levels and the best bid is not below the best ask.</summary>
    public bool IsCrossed => _bids.Count > 0 && _asks.Count > 0 && _bids.At(0).Price >= _asks.At(0).Price;

    private LevelSide Of(Side side) => side == Side.Buy ? _bids : _asks;
}
