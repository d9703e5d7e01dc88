namespace MarketSim.Core;

/// <summary>The best bid and ask of a tick file as its rows change them.</summary>
/// <param name="zeroIsSilent">Whether a side of zero is one that a row is not about, as in Lean's files, instead of an empty one.</param>
internal sealed class TickQuotes(bool zeroIsSilent)
{
    private (long Price, long Size) _bid;
    private (long Price, long Size) _ask;

    /// <summary>Bid and ask added up; zero where one is missing.</summary>
    public long TwiceTheMiddle => _bid.Price > 0 && _ask.Price > 0 ? _bid.Price + _ask.Price : 0;

    /// <summary>Takes in a row, and gives what changed.</summary>
    public void Take(in TickRow row, bool hasSizes, long position, Queue<RecordedMessage> changes)
    {
        if (row.HasBid && !(zeroIsSilent && row.Bid == 0))
        {
            Follow(Side.Buy, ref _bid, Of(row.Bid, row.BidSize, hasSizes), row.Time, position, changes);
        }

        if (row.HasAsk && !(zeroIsSilent && row.Ask == 0))
        {
            Follow(Side.Sell, ref _ask, Of(row.Ask, row.AskSize, hasSizes), row.Time, position, changes);
        }
    }

    private static (long Price, long Size) Of(long price, long size, bool hasSizes)
        => price == 0 || (hasSizes && size == 0) ? default : (price, hasSizes ? size : TickFeed.UnknownSize);

    private static void Follow(
        Side side, ref (long Price, long Size) quote, (long Price, long Size) now, long time, long position, Queue<RecordedMessage> changes)
    {
        if (now != quote)
        {
            quote = now;
            changes.Enqueue(new RecordedMessage
            {
                Kind = RecordedKind.Quote, Side = side, Flags = RecordedFlags.EndOfEvent, Timestamp = time, Price = now.Price,
                Quantity = now.Size, Position = position,
            });
        }
    }
}
