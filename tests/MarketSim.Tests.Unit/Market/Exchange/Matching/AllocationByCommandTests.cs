using MarketSim.Core;

namespace MarketSim.Tests.Unit;

/// <summary>The allocation examples of MARKET rules, section 1, through commands and events.</summary>
public sealed class AllocationByCommandTests
{
    public static TheoryData<string, string, string> Examples
    {
        get
        {
            var examples = new TheoryData<string, string, string>();
            foreach (var book in BookKinds.All)
            {
                examples.Add(book.Data, "fifo", "A 30, B 67"); // EX-1a
                examples.Add(book.Data, "pro-rata 1", "A 13, B 58, C 1, D 25"); // EX-1b
                examples.Add(book.Data, "pro-rata 2", "A 14, B 58, D 25"); // EX-1c
                examples.Add(book.Data, "top 100 pro-rata 2", "A 30, B 48, D 19"); // EX-1d
                examples.Add(book.Data, "split 60 1", "A 30, B 49, C 1, D 17"); // EX-1e
            }

            return examples;
        }
    }

    [Theory, MemberData(nameof(Examples))]
    public void ALevelIsSharedAsItsAllocationSays(string book, string allocation, string expected)
    {
        var market = new MatchingFixture(book, allocation: allocation);
        long[] queue = [30, 150, 5, 65];
        for (var i = 0; i < queue.Length; i++)
        {
            market.Sell((ulong)(i + 1), queue[i], 1000);
        }

        market.Buy(9, 97, 1000);
        var filled = new long[queue.Length];
        foreach (var item in market.Events)
        {
            if (item.Kind == EventKind.Traded)
            {
                filled[item.CounterOrder.Value - 1] += item.Quantity.Lots;
            }
        }

        var shares = filled.Select((lots, i) => (Name: "ABCD"[i], Lots: lots)).Where(share => share.Lots > 0);
        Assert.Equal(expected, string.Join(", ", shares.Select(share => $"{share.Name} {share.Lots}")));
    }
}
