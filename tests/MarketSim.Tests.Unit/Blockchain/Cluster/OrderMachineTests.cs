using System.Text;
using MarketSim.Blockchain;
using MarketSim.Core;

namespace MarketSim.Tests.Unit;

[Trait("Area", "consensus")]
public sealed class OrderMachineTests
{
    [Fact]
    public void OrdersInTextTradeAndAreAnsweredWithWhatHappened()
    {
        var machine = new OrderMachine();
        Assert.Contains(Do(machine, 1, "buy 100 99.95"), e => e is { Kind: EventKind.Accepted, Order.Value: 1 });
        var trade = Assert.Single(Do(machine, 2, "sell 40 99.90 as 17"), e => e.Kind == EventKind.Traded);
        Assert.Equal((40, 9995, 1ul), (trade.Quantity.Lots, trade.Price.Ticks, trade.CounterOrder.Value));
        Assert.Contains(Do(machine, 3, "cancel 1"), e => e.Kind == EventKind.Cancelled);
        Assert.Contains(Do(machine, 4, "buy me a pony"), e => e is { Kind: EventKind.Rejected, Reject: RejectReason.Malformed });
    }

    [Theory]
    [InlineData("buy 10 99.95", true)]
    [InlineData("  sell 10 @99.95 as 115 ", true)]
    [InlineData("sell 10", true)]
    [InlineData("cancel 7 as 16", true)]
    [InlineData("buy 10 99.955", false)]
    [InlineData("buy 0 99.95", false)]
    [InlineData("buy -1 99.95", false)]
    [InlineData("buy 10 0", false)]
    [InlineData("buy 10 99.95 as 116", false)]
    [InlineData("buy 10 99.95 as 3", false)]
    [InlineData("BUY 10 99.95", false)]
    [InlineData("", false)]
    public void TextIsAnOrderOrItIsNot(string text, bool expected)
        => Assert.Equal(expected, OrderText.TryParse(text, new OrderId(1), out _));

    [Fact]
    public void ARestoredMachineGoesOnAsTheOneThatWasSaved()
    {
        var (first, second) = (new OrderMachine(), new OrderMachine());
        for (var i = 1; i <= 50; i++)
        {
            Do(first, i, i % 2 == 0 ? $"buy {i} 100.0{i % 10}" : $"sell {i} 100.0{i % 7} as 17");
        }

        second.Restore(first.Save());
        Assert.Equal(first.ComputeHash(), second.ComputeHash());
        Do(first, 51, "sell 1000");
        Assert.NotEqual(first.ComputeHash(), second.ComputeHash());
        Do(second, 51, "sell 1000");
        Assert.Equal(first.ComputeHash(), second.ComputeHash());
        second.Reset();
        Assert.Equal(new OrderMachine().ComputeHash(), second.ComputeHash());
    }

    private static MarketEvent[] Do(OrderMachine machine, long index, string text) => OrderMachine.ReadAnswer(machine.Apply(
        new LogEntry(1, index, LogEntryKind.Command, 0, 0, Encoding.UTF8.GetBytes(text))).Span);
}
