using System.Diagnostics;
using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Tests.Performance;

public sealed class MemoryTests
{
    private const long Megabyte = 1_000_000;

    /// <summary>Counts the whole process's memory before and after, native memory included.</summary>
    [Theory]
    [InlineData(1UL)]
    [InlineData(0x9E3779B97F4A7C15UL)]
    public void AMillionRestingOrdersTakeLessThan200Megabytes(ulong idStep)
    {
        var before = ResidentBytes();
        using var book = new LadderBook(null);
        var fills = new FillBuffer();
        for (var i = 1UL; i <= 1_000_000; i++)
        {
            var side = (Side)(i & 1);
            var price = 100_000 - (side.Sign() * (1 + (long)(i * 7919 % 5_000)));
            book.Enter(
                new OrderId(unchecked(i * idStep)), new AccountId((int)(i % 1_000)), owner: 0, side, new Price(price),
                new Quantity(100), restRemainder: true, fills);
        }

        Assert.Equal(1_000_000, book.Count);
        Assert.InRange(ResidentBytes() - before, 0, 200 * Megabyte);
    }

    private static long ResidentBytes()
    {
        GC.Collect();
        using var process = Process.GetCurrentProcess();
        process.Refresh();
        return process.WorkingSet64;
    }
}
