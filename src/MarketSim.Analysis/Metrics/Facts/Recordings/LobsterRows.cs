using MarketSim.Core;

namespace MarketSim.Analysis;

/// <summary>The touch of a LOBSTER recording from the book file beside it, which has a row for each message.</summary>
/// <param name="book">Its path.</param>
internal sealed class LobsterRows(string book) : ITouchSource
{
    private readonly LobsterBookReader _rows = LobsterBookReader.Open(book);
    private readonly LobsterBookRow _row = new();

    public Touch Touch { get; private set; }

    public void Apply(in RecordedMessage message)
    {
        if (!_rows.TryRead(_row))
        {
            throw new DataFormatException($"{book}: no row for line {message.Position} of the messages; expected a row for each message.");
        }

        Touch = RecordedTouch.Of(_row.Bids[0], _row.Asks[0]);
    }

    public void Dispose() => _rows.Dispose();
}

/// <summary>The touch of a deep LOBSTER recording from its messages, begun with the book after the first, and set right by a level-1
/// file where that has one: orders outside the recorded window may leave unseen.</summary>
internal sealed class LobsterReplay(LobsterBookRow seed, string bestPrices) : ITouchSource
{
    private readonly LobsterBookReader _rows = LobsterBookReader.Open(bestPrices);
    private readonly LobsterDeepReplay _replay = new();
    private bool _hasBegun;

    public Touch Touch => RecordedTouch.Of(_replay.Best(Side.Buy), _replay.Best(Side.Sell));

    public void Apply(in RecordedMessage message)
    {
        if (!_hasBegun)
        {
            _hasBegun = true;
            _replay.Start(message, seed, _rows);
        }
        else
        {
            _replay.Step(message, _rows);
        }
    }

    public void Dispose() => _rows.Dispose();
}
