using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Tests.Unit;

/// <summary>What every order book must do: the suite over <see cref="IOrderBook"/>, one part per file. A book
/// joins by a class of five lines, such as <see cref="OrderBookTests"/>.</summary>
/// <remarks>Calls, steps and books are written in the language of <see cref="BookText"/>.</remarks>
public abstract partial class OrderBookContract
{
    private readonly BookText _text = new();
    private readonly FillBuffer _fills = new();

    /// <summary>An empty book of the kind under test.</summary>
    protected abstract IOrderBook NewBook(IAllocation? allocation = null);

    /// <summary>A new book after some calls, none of which it may refuse.</summary>
    private IOrderBook BookAfter(params string[] calls) => BookAfter(allocation: "", calls);

    private IOrderBook BookAfter(string allocation, string[] calls)
    {
        var book = NewBook(AllocationText.Parse(allocation));
        foreach (var call in calls)
        {
            var answer = _text.ParseCommand(call).ApplyTo(book, _fills);
            Assert.True(answer.Refusal is null, $"{call}: {answer.Refusal}");
        }

        return book;
    }

    /// <summary>The steps of a call and then its answer.</summary>
    private string[] Steps(IOrderBook book, string call)
    {
        var command = _text.ParseCommand(call);
        var answer = command.ApplyTo(book, _fills);
        var lines = new List<string>();
        foreach (var step in _fills.Items)
        {
            lines.Add(_text.ToText(step));
        }

        return [.. lines, _text.ToText(command, answer)];
    }

    private BookOrder Order(string rest) => _text.ParseCommand($"rest {rest}").Order;

    private OrderId Id(string name) => _text.ParseCommand($"get {name}").Order.Id;

    /// <summary>A side's orders in priority, as text.</summary>
    private string[] Queue(IOrderBook book, Side side) => [.. book.InPriority(side).Select(order => _text.ToText(order))];

    private string[] Asks(IOrderBook book) => Queue(book, Side.Sell);

    private string[] Bids(IOrderBook book) => Queue(book, Side.Buy);

    /// <summary>The whole book as text, to say that nothing changed.</summary>
    private string Drawn(IOrderBook book) => string.Join('\n', _text.Draw(book));
}
