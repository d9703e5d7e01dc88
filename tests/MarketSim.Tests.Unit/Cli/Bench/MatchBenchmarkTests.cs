using System.Globalization;
using MarketSim.Core;
using MarketSim.Market;
using MarketSim.Ui.Cli;

namespace MarketSim.Tests.Unit;

public sealed class MatchBenchmarkTests
{
    private static readonly MatchBenchmarkOptions Quick = new() { Latency = false };

    [Fact]
    public void ItsOutcomesAreThoseOfThePlainBook()
    {
        var commands = SomeOrderFlow.Commands(seed: 5, count: 20_000, symbols: 4);

        var result = SomeOrderFlow.With(
            SomeOrderFlow.File(commands, symbols: 4, prefill: 100), path => MatchBenchmark.Run(path, Quick));

        var plain = new PlainRun(commands, symbols: 4);
        Assert.Equal(plain.TradeHash.ToString(), result.TradeHash);
        Assert.Equal(plain.Rejects, result.Rejects);
        Assert.Equal(plain.BookHash(), result.BookHash);
        Assert.True(result.Trades > 100 && result.RestingLevels > 10, "the flow is too thin to show anything");
        Assert.Equal(commands.Length - 100, result.Commands);
    }

    [Fact]
    public void ADifferenceFromTheExpectedResultsIsNamed()
    {
        var file = SomeOrderFlow.File(SomeOrderFlow.Commands(seed: 6, count: 1_000));
        var right = SomeOrderFlow.With(file, path => MatchBenchmark.Run(path, Quick));
        var expected = string.Create(CultureInfo.InvariantCulture, $$"""
            {"rejects": {{right.Rejects}}, "trades": {{right.Trades + 1}}, "tradedQty": {{right.TradedQty}},
             "notional": {{right.Notional}}, "tradeHash": "{{right.TradeHash}}", "restingOrders": {{right.RestingOrders}},
             "restingQty": {{right.RestingQty}}, "restingLevels": {{right.RestingLevels}}, "bookHash": "{{right.BookHash}}"}
            """);

        var result = SomeOrderFlow.With(System.Text.Encoding.UTF8.GetBytes(expected), expectedPath =>
            SomeOrderFlow.With(file, path => MatchBenchmark.Run(path, Quick with { ExpectedPath = expectedPath })));

        Assert.False(result.MatchesExpected);
        var difference = Assert.Single(result.Differences);
        Assert.Equal($"trades: expected {right.Trades + 1}, got {right.Trades}", difference);
    }

    [Fact]
    public void ExpectedResultsThatAreNotAreRefused()
    {
        var file = SomeOrderFlow.File(SomeOrderFlow.Commands(seed: 7, count: 10));

        var thrown = Assert.Throws<InvalidDataException>(() => SomeOrderFlow.With("[]"u8.ToArray(), expectedPath =>
            SomeOrderFlow.With(file, path => MatchBenchmark.Run(path, Quick with { ExpectedPath = expectedPath }))));

        Assert.Contains("not a file of expected results", thrown.Message, StringComparison.Ordinal);
    }

    /// <summary>The same commands through the plain book, written anew from the meaning of the commands.</summary>
    private sealed class PlainRun
    {
        private readonly OrderBook[] _books;
        private readonly FillBuffer _fills = new();
        public StateHash TradeHash;

        public PlainRun(OrderFlowRecord[] commands, int symbols)
        {
            _books = [.. Enumerable.Range(0, symbols).Select(_ => new OrderBook(null))];
            foreach (var command in commands)
            {
                Execute(command, _books[command.Symbol]);
            }
        }

        public long Rejects { get; private set; }

        public string BookHash()
        {
            var hash = default(StateHash);
            for (var symbol = 0; symbol < _books.Length; symbol++)
            {
                foreach (var level in new[] { Side.Buy, Side.Sell }.SelectMany(_books[symbol].InPriority)
                             .GroupBy(order => (order.Side, order.Price)))
                {
                    hash.Add((long)symbol);
                    hash.Add((long)level.Key.Side);
                    hash.Add(level.Key.Price.Ticks);
                    foreach (var order in level)
                    {
                        hash.Add(order.Id.Value);
                        hash.Add(order.Open.Lots);
                    }
                }
            }

            return hash.ToString();
        }

        private void Execute(in OrderFlowRecord command, OrderBook book)
        {
            var id = new OrderId(command.Order);
            var done = command.Type switch
            {
                OrderFlowType.Cancel => book.Remove(id, out _),
                OrderFlowType.Reduce => book.Reduce(id, new Quantity(command.Quantity), out _),
                OrderFlowType.Replace => book.Remove(id, out _) && Enter(book, command, command.NewOrder, command.Price, rests: true),
                OrderFlowType.Market => Enter(
                    book, command, command.Order, command.Side == Side.Buy ? long.MaxValue : long.MinValue, rests: false),
                _ => Enter(book, command, command.Order, command.Price, rests: command.Type == OrderFlowType.Add),
            };
            Rejects += done ? 0 : 1;
        }

        private bool Enter(OrderBook book, in OrderFlowRecord command, ulong id, long limit, bool rests)
        {
            _fills.Clear();
            book.Enter(
                new OrderId(id), default, owner: 0, command.Side, new Price(limit), new Quantity(command.Quantity), rests, _fills);
            foreach (var fill in _fills.Items)
            {
                TradeHash.Add(fill.Maker.Value);
                TradeHash.Add(id);
                TradeHash.Add(fill.Price.Ticks);
                TradeHash.Add(fill.Quantity.Lots);
            }

            return true;
        }
    }
}
