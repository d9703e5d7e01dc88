using BenchmarkDotNet.Attributes;
using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Tests.Performance;

/// <summary>The fast book against its plain twin on one random flow: adds near the touch, cancels of recent orders, orders that
/// trade. Read the ratio, not the time.</summary>
[MemoryDiagnoser]
public class BookBenchmarks
{
    private const int Calls = 100_000;
    private readonly FillBuffer _fills = new();

    /// <summary>The plain book.</summary>
    [Benchmark(Baseline = true, OperationsPerInvoke = Calls)]
    public int Plain() => Drive(new OrderBook(null));

    /// <summary>The fast book.</summary>
    [Benchmark(OperationsPerInvoke = Calls)]
    public int Fast()
    {
        using var book = new LadderBook(null);
        return Drive(book);
    }

    private int Drive(IOrderBook book)
    {
        var random = new Rng(1, "flow");
        for (var id = 1UL; id <= Calls; id++)
        {
            _fills.Clear();
            if (random.Below(100) < 45 && id > 100)
            {
                book.Remove(new OrderId(id - (ulong)random.Between(1, 100)), out _);
                continue;
            }

            var side = (Side)random.Below(2);
            var price = 10_000 - (side.Sign() * random.Between(-1, 60));
            book.Enter(
                new OrderId(id), new AccountId(1), owner: 0, side, new Price(price), new Quantity(random.Between(1, 500)),
                restRemainder: true, _fills);
        }

        return book.Count;
    }
}
