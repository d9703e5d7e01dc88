namespace MarketSim.Core;

/// <summary>Whether executions hit the order that price and time priority say: the best known price, and there
/// the order with the lowest reference. Meaningful on deep message files only: a level-1 file is silent about
/// orders away from the best price.</summary>
internal sealed class LobsterQueueCheck
{
    private readonly RecordedBook _book = new(RecordedPriority.Id);
    private long _executions;
    private long _atBest;
    private long _first;

    public void Add(in RecordedMessage message)
    {
        if (message.Kind == RecordedKind.Execute && _book.Find(message.Order) is { } order)
        {
            _executions++;
            var isBest = _book.Of(order.Side).Best!.Price == order.Price;
            _atBest += isBest ? 1 : 0;
            _first += isBest && order.Previous is null ? 1 : 0;
        }

        _book.Apply(message);
    }

    public void Report(DataCheckReport report)
    {
        report.AddMatch("executions of orders added in the file, at the best known price", _atBest, _executions);
        report.AddObservation(
            "executions of orders added in the file, of the first order by reference", _first, _executions);
    }
}
