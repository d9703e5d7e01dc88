namespace MarketSim.Core;

/// <summary>Compares a rebuilt book with recorded quotes of the same update. Quotes are published at once and depth in batches, so a
/// quote usually waits for its depth event.</summary>
internal sealed class BinanceQuoteCheck(DataCheckReport report, DataUnits units)
{
    // A recording without depth events must not fill memory.
    private const int MostWaiting = 1_000_000;

    private readonly Queue<Quote> _waiting = [];
    private PriceLevel _bid;
    private long _bookUpdate = -1;
    private long _equal;
    private long _compared;

    /// <summary>Takes in half of a quote: the bid, then the ask.</summary>
    public void Add(in RecordedMessage message, LevelBook book)
    {
        var level = new PriceLevel(message.Price, message.Quantity);
        if (message.Side == Side.Buy)
        {
            _bid = level;
            return;
        }

        var quote = new Quote((long)message.Other, message.Position, _bid, level);
        if (quote.Update == _bookUpdate)
        {
            Compare(quote, book);
        }
        else if (quote.Update > _bookUpdate)
        {
            if (_waiting.Count == MostWaiting)
            {
                _waiting.Dequeue();
            }

            _waiting.Enqueue(quote);
        }
    }

    /// <summary>The book is complete up to an update.</summary>
    public void BookIsAt(long update, LevelBook book)
    {
        _bookUpdate = update;
        while (_waiting.TryPeek(out var quote) && quote.Update <= update)
        {
            _waiting.Dequeue();
            if (quote.Update == update)
            {
                Compare(quote, book);
            }
        }
    }

    public void Report()
        => report.AddMatch("best bid and ask with sizes, where a quote has the same update number", _equal, _compared);

    private void Compare(Quote quote, LevelBook book)
    {
        _compared++;
        var (bid, ask) = (book.Best(Side.Buy), book.Best(Side.Sell));
        if (IsSame(bid, quote.Bid) && IsSame(ask, quote.Ask))
        {
            _equal++;
            return;
        }

        report.AddDifference(
            $"line {quote.Line}, update {quote.Update}: rebuilt {DataCheckReport.Quote(bid, ask, units)}, "
            + $"quoted {DataCheckReport.Quote(quote.Bid, quote.Ask, units)}");
    }

    // An empty side has no price.
    private static bool IsSame(PriceLevel book, PriceLevel quote)
        => book.Quantity == quote.Quantity && (book.Price == quote.Price || book.Quantity == 0);

    private readonly record struct Quote(long Update, long Line, PriceLevel Bid, PriceLevel Ask);
}
