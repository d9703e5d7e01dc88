namespace MarketSim.Core;

/// <summary>The best bid and ask of all venues whose quotes a tick file holds.</summary>
internal sealed class TickQuotes
{
    // By the venue's letter; files without venues use the first.
    private readonly (long Price, long Size)[,] _quotes = new (long, long)[2, 256];
    private readonly List<byte> _venues = [];
    private readonly (long Price, long Size)[] _best = new (long, long)[2];

    /// <summary>Bid and ask added up; zero where one is missing.</summary>
    public long TwiceTheMiddle => _best[0].Price > 0 && _best[1].Price > 0 ? _best[0].Price + _best[1].Price : 0;

    /// <summary>Takes in a row, and gives what changed of the best.</summary>
    public void Take(in TickRow row, bool hasSizes, long position, Queue<RecordedMessage> changes)
    {
        if (!_venues.Contains(row.Venue))
        {
            _venues.Add(row.Venue);
        }

        // Lean writes zeros on the side that a row is not about.
        var isOneSided = row.Venue != 0 && (row.Bid == 0) != (row.Ask == 0);
        if (row.HasBid && !(isOneSided && row.Bid == 0))
        {
            _quotes[0, row.Venue] = Of(row.Bid, row.BidSize, hasSizes);
        }

        if (row.HasAsk && !(isOneSided && row.Ask == 0))
        {
            _quotes[1, row.Venue] = Of(row.Ask, row.AskSize, hasSizes);
        }

        Follow(Side.Buy, row.Time, position, changes);
        Follow(Side.Sell, row.Time, position, changes);
    }

    private static (long Price, long Size) Of(long price, long size, bool hasSizes)
        => price == 0 ? default : (price, hasSizes ? size : TickFeed.UnknownSize);

    private void Follow(Side side, long time, long position, Queue<RecordedMessage> changes)
    {
        (long Price, long Size) best = default;
        foreach (var venue in _venues)
        {
            var (price, size) = _quotes[(int)side, venue];
            if (size > 0 && (best.Size == 0 || (side == Side.Buy ? price > best.Price : price < best.Price)))
            {
                best = (price, size);
            }
            else if (size > 0 && price == best.Price)
            {
                best.Size += size;
            }
        }

        if (best != _best[(int)side])
        {
            _best[(int)side] = best;
            changes.Enqueue(new RecordedMessage
            {
                Kind = RecordedKind.Quote, Side = side, Flags = RecordedFlags.EndOfEvent, Timestamp = time, Price = best.Price,
                Quantity = best.Size, Position = position,
            });
        }
    }
}
