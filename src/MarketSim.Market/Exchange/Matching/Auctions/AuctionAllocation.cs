using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>Who trades how much at the price of an auction.</summary>
/// <remarks>In turn: market orders, better limits, displayed before hidden, time. Where the last price that is served cannot be
/// served whole, its orders go by time, or a pro-rata or other allocation shares what is left among them. Source: MARKET rules,
/// section 2.3.</remarks>
public static class AuctionAllocation
{
    /// <summary>Shares the volume among the orders of one side.</summary>
    /// <param name="inTurn">The orders that accept the price, in turn.</param>
    /// <param name="volume">Lots that trade; at most the sum of theirs.</param>
    /// <param name="margin">How the last price is shared; null by time.</param>
    /// <returns>The lots of each.</returns>
    public static long[] Share(IReadOnlyList<AuctionOrder> inTurn, long volume, IAllocation? margin = null)
    {
        ArgumentNullException.ThrowIfNull(inTurn);
        var shares = new long[inTurn.Count];
        for (var from = 0; from < inTurn.Count && volume > 0;)
        {
            var to = from;
            var total = 0L;
            while (to < inTurn.Count && IsSameRank(inTurn[from], inTurn[to]))
            {
                total += inTurn[to++].Lots;
            }

            var entries = inTurn.Skip(from).Take(to - from).Select(o => new AllocationEntry(o.Lots, IsTop: false)).ToArray();
            var part = shares.AsSpan(from, to - from);
            if (volume < total)
            {
                (margin ?? ByTime).Share(volume, entries, part);
                return shares;
            }

            for (var i = 0; i < part.Length; i++)
            {
                part[i] = entries[i].Lots;
            }

            volume -= total;
            from = to;
        }

        return shares;
    }

    /// <summary>Who trades with whom: the first with the first, until one is done.</summary>
    /// <returns>Places among buys and sells, and lots.</returns>
    public static IEnumerable<(int Buy, int Sell, long Lots)> Pair(IReadOnlyList<long> buys, IReadOnlyList<long> sells)
    {
        ArgumentNullException.ThrowIfNull(buys);
        ArgumentNullException.ThrowIfNull(sells);
        var (buy, sell) = (0, 0);
        var (ofBuy, ofSell) = (0L, 0L);
        while (true)
        {
            while (ofBuy == 0 && buy < buys.Count)
            {
                ofBuy = buys[buy++];
            }

            while (ofSell == 0 && sell < sells.Count)
            {
                ofSell = sells[sell++];
            }

            var lots = Math.Min(ofBuy, ofSell);
            if (lots == 0)
            {
                yield break;
            }

            yield return (buy - 1, sell - 1, lots);
            (ofBuy, ofSell) = (ofBuy - lots, ofSell - lots);
        }
    }

    private static readonly FifoAllocation ByTime = new();

    private static bool IsSameRank(in AuctionOrder first, in AuctionOrder other)
        => first.IsMarket ? other.IsMarket : !other.IsMarket && first.Limit == other.Limit;
}
