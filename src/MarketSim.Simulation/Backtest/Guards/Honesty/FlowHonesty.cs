using MarketSim.Market;

namespace MarketSim.Simulation;

/// <summary>The rungs of the honesty ladder for order flow and ticks.</summary>
/// <remarks>What mechanisms charge is charged on every rung, as over bars.</remarks>
public static class FlowHonesty
{
    /// <summary>How long market data take where nothing is asked for: a good line in the same city.</summary>
    public static ConstantDelay UsualFeedDelay { get; } = new(1_000_000);

    /// <summary>How long orders and answers take where nothing is asked for.</summary>
    public static ConstantDelay UsualOrderDelay { get; } = new(5_000_000);

    /// <summary>From nothing charged to everything.</summary>
    /// <param name="all">The terms of the last rung.</param>
    /// <param name="depth">What the data tell of the book.</param>
    public static IReadOnlyList<HonestyRung<FlowSetup>> Rungs(FlowSetup all, FlowDepth depth)
    {
        ArgumentNullException.ThrowIfNull(all);
        var queue = all.QueueFor(depth);
        return
        [
            new(
                "zero cost", "orders that take trade at the middle of bid and ask in any size, orders that wait have nobody before them, nothing takes time",
                _ => all with
                {
                    Terms = all.Terms with { Commission = Commission.None }, Taking = FlowTaking.Middle, Queue = new FirstInQueue(),
                    FeedDelay = ConstantDelay.None, OrderDelay = ConstantDelay.None, ResponseDelay = ConstantDelay.None,
                }),
            new("spread", "orders that take trade at the best price of the other side, in any size", setup => setup with { Taking = FlowTaking.Touch }),
            new("fees", $"the broker takes {BarHonesty.Text(all.Terms.Commission)}", setup => setup with { Terms = all.Terms }),
            new("queue", WithoutStop(queue.Assumes), setup => setup with { Queue = queue }),
            new(
                "latency", $"market data take {all.FeedDelay.Name}, orders {all.OrderDelay.Name}, answers {all.ResponseDelay.Name}",
                setup => setup with { FeedDelay = all.FeedDelay, OrderDelay = all.OrderDelay, ResponseDelay = all.ResponseDelay }),
            new(
                "impact", all.Taking == FlowTaking.Walk ? "orders that take pay for what stands there, price by price, and no quote fills two of them"
                    : "nothing more: --taking allows any size at one price",
                setup => setup with { Taking = all.Taking }),
        ];
    }

    // "There is no queue." in the middle of a list.
    private static string WithoutStop(string sentence) => char.ToLowerInvariant(sentence[0]) + sentence[1..].TrimEnd('.');
}
