using MarketSim.Core;

namespace MarketSim.Analysis;

/// <summary>The touch of any recording from its messages alone: orders, levels, or quotes.</summary>
/// <param name="book">The book of orders, to which the messages are applied by somebody else.</param>
/// <param name="instrument">Of which instrument.</param>
internal sealed class RebuiltTouch(RecordedBook book, int instrument) : ITouchSource
{
    private readonly LevelBook _levels = new();
    private bool _hasLevels;
    private Touch _quote;
    private bool _hasQuotes;

    public Touch Touch => _hasLevels ? RecordedTouch.Of(_levels.Best(Side.Buy), _levels.Best(Side.Sell))
        : _hasQuotes ? _quote
        : RecordedTouch.Of(Best(Side.Buy), Best(Side.Sell));

    public void Apply(in RecordedMessage message)
    {
        switch (message.Kind)
        {
            case RecordedKind.Clear:
                _levels.Clear();
                break;
            case RecordedKind.Level:
                _hasLevels = true;
                _levels.Set(message.Side, message.Price, message.Quantity);
                break;
            case RecordedKind.Quote:
                _hasQuotes = true;
                _quote = message.Side == Side.Buy
                    ? _quote with { Bid = new Price(message.Price), BidQuantity = new Quantity(message.Quantity) }
                    : _quote with { Ask = new Price(message.Price), AskQuantity = new Quantity(message.Quantity) };
                break;
        }
    }

    public void Dispose()
    {
    }

    private PriceLevel Best(Side side) => book.Of(side, instrument).Best is { } best
        ? new PriceLevel(best.Price, (long)Int128.Min(best.Quantity, long.MaxValue)) : default;
}
