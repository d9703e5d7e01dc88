namespace MarketSim.Core;

/// <summary>Whether recorded trades show up as decreases of orders: of the same amount, within three seconds,
/// on one side or both. Holds only what happened in that time.</summary>
internal sealed class BitstampTrades
{
    private const long Window = 3_000_000_000;

    private readonly Queue<(long Time, Side Side, long Quantity)> _decreases = [];
    private readonly Queue<(RecordedMessage Trade, bool[] Sides)> _trades = [];

    public long Count { get; private set; }

    public long OnOneSide { get; private set; }

    public long OnBothSides { get; private set; }

    public void AddDecrease(long time, Side side, long quantity)
    {
        _decreases.Enqueue((time, side, quantity));
        foreach (var (trade, sides) in _trades)
        {
            Match(trade, sides, time, side, quantity);
        }
    }

    public void AddTrade(in RecordedMessage trade)
    {
        var sides = new bool[2];
        foreach (var (time, side, quantity) in _decreases)
        {
            Match(trade, sides, time, side, quantity);
        }

        _trades.Enqueue((trade, sides));
    }

    /// <summary>Settles what is older than the window.</summary>
    /// <param name="unmatched">Told of each trade that no decrease matches.</param>
    public void Advance(long now, Action<RecordedMessage> unmatched)
    {
        while (_decreases.TryPeek(out var oldest) && now - oldest.Time > Window)
        {
            _decreases.Dequeue();
        }

        while (_trades.TryPeek(out var oldest) && now - oldest.Trade.Timestamp > Window)
        {
            var (trade, sides) = _trades.Dequeue();
            Count++;
            OnBothSides += sides[0] && sides[1] ? 1 : 0;
            OnOneSide += sides[0] != sides[1] ? 1 : 0;
            if (!sides[0] && !sides[1])
            {
                unmatched(trade);
            }
        }
    }

    private static void Match(in RecordedMessage trade, bool[] sides, long time, Side side, long quantity)
        => sides[(int)side] |= quantity == trade.Quantity && Math.Abs(time - trade.Timestamp) <= Window;
}
