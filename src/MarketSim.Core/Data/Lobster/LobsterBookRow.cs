namespace MarketSim.Core;

/// <summary>One row of a LOBSTER order book file; a level that holds nothing is all zeros.</summary>
public sealed class LobsterBookRow
{
    /// <summary>The deepest file accepted.</summary>
    public const int MostLevels = 10_000;

    private PriceLevel[] _asks = [];
    private PriceLevel[] _bids = [];

    /// <summary>Levels per side.</summary>
    public int Levels => _asks.Length;

    /// <summary>Asks, best first.</summary>
    public Span<PriceLevel> Asks => _asks;

    /// <summary>Bids, best first.</summary>
    public Span<PriceLevel> Bids => _bids;

    /// <summary>The levels of one side, best first.</summary>
    public Span<PriceLevel> Of(Side side) => side == Side.Buy ? _bids : _asks;

    /// <summary>Takes over the levels of another row.</summary>
    public void CopyFrom(LobsterBookRow other)
    {
        SetLevels(other.Levels);
        other.Asks.CopyTo(_asks);
        other.Bids.CopyTo(_bids);
    }

    /// <summary>The row as its file has it.</summary>
    public override string ToString()
        => string.Join(',', Enumerable.Range(0, Levels).SelectMany(level => Show(_asks[level], 1).Concat(Show(_bids[level], -1))));

    internal void SetLevels(int levels)
    {
        if (levels != Levels)
        {
            _asks = new PriceLevel[levels];
            _bids = new PriceLevel[levels];
        }
    }

    private static long[] Show(PriceLevel level, int sign)
        => [level.Quantity == 0 ? sign * LobsterBookReader.EmptyPrice : level.Price, level.Quantity];
}
