using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Tests.Unit;

public sealed class RandomFlowTests
{
    /// <summary>Agreement on what never happens proves nothing.</summary>
    [Fact]
    public void RandomFlowsReachEveryRule()
    {
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var seed = 1UL; seed <= 160; seed++)
        {
            Observe(new RandomFlow(seed), seen);
        }

        var rare = Rules().Where(rule => seen.GetValueOrDefault(rule) < 10)
            .Select(rule => $"{rule}, {seen.GetValueOrDefault(rule)} times");
        Assert.True(!rare.Any(), $"seldom seen: {string.Join("; ", rare)}");
    }

    private static IEnumerable<string> Rules() =>
        from way in (string[])["fifo", "shared"]
        from happening in (string[])
        [
            "Trade", "Refresh", "SelfTradeMakerCancelled", "SelfTradeMakerReduced", "SelfTradeTakerCancelled",
            "Trade Hidden", "Trade AllOrNone", "Trade Pegged", "SelfTradeMakerCancelled Hidden",
            "SelfTradeMakerReduced Hidden", "SelfTradeTakerCancelled AllOrNone", "passed over", "many steps", "refused",
        ]
        select $"{way}: {happening}";

    private static void Observe(RandomFlow flow, Dictionary<string, int> seen)
    {
        var way = flow.Settings.Allocation is "" or "fifo" ? "fifo" : "shared";
        var book = new OrderBook(AllocationText.Parse(flow.Settings.Allocation));
        var steps = new FillBuffer();
        for (var i = 0; i < flow.Settings.Commands; i++)
        {
            var call = flow.Next();
            var answer = call.ApplyTo(book, steps);
            flow.Observe(call, answer, steps.Items);
            Count(answer.Refusal is not null, "refused");
            Count(steps.Count >= 10, "many steps");
            var best = default(Price);
            Count(
                call.Call == BookCall.Match && !answer.Quantity.IsZero && book.TryBest(call.Order.Side.Opposite(), out best)
                    && call.Order.Side.Accepts(call.Order.Price, best),
                "passed over");
            foreach (var step in steps.Items)
            {
                Count(true, $"{step.Kind}");
                foreach (var flag in Enum.GetValues<BookFlags>())
                {
                    Count((step.MakerFlags & flag) != 0, $"{step.Kind} {flag}");
                }
            }
        }

        void Count(bool happened, string what)
        {
            if (happened)
            {
                seen[$"{way}: {what}"] = seen.GetValueOrDefault($"{way}: {what}") + 1;
            }
        }
    }
}
