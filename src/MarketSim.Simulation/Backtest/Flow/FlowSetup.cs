namespace MarketSim.Simulation;

/// <summary>At which prices an order that takes trades.</summary>
public enum FlowTaking : byte
{
    /// <summary>At what stands there, level by level, and what it took is gone for its later orders.</summary>
    Walk,

    /// <summary>Any quantity at the best price.</summary>
    Touch,

    /// <summary>Any quantity at the middle of bid and ask.</summary>
    Middle,
}

/// <summary>Everything besides the data that decides a back-test over order flow or ticks.</summary>
public sealed record FlowSetup
{
    /// <summary>Strategy, money, account, commission and mechanisms, as for bars; what concerns bars alone is not used.</summary>
    public required BacktestSetup Terms { get; init; }

    /// <summary>How orders that wait move forward; null: counted where the data name orders, else <see cref="RiskAverseQueue"/>.</summary>
    public IQueueModel? Queue { get; init; }

    /// <summary>How long market data take to the strategy.</summary>
    public IDelay FeedDelay { get; init; } = ConstantDelay.None;

    /// <summary>How long orders take to the market.</summary>
    public IDelay OrderDelay { get; init; } = ConstantDelay.None;

    /// <summary>How long the market's answers take.</summary>
    public IDelay ResponseDelay { get; init; } = ConstantDelay.None;

    /// <summary>At which prices orders that take trade.</summary>
    public FlowTaking Taking { get; init; }

    /// <summary>How often equity is noted, in nanoseconds; zero: at the end of each day.</summary>
    public long EquityEvery { get; init; } = 60_000_000_000;

    /// <summary>What it takes for granted, as sentences.</summary>
    public IReadOnlyList<string> Assumptions(FlowDepth depth) =>
    [
        "History goes on as recorded whatever the strategy does: nobody reacts to its orders.",
        QueueFor(depth).Assumes,
        Taking switch
        {
            FlowTaking.Walk => "An order that takes trades with what stands there, price by price; what it took counts as gone for later orders "
                + "for as long as the recording shows it.",
            FlowTaking.Touch => "An order that takes trades in full at the best price, whatever its size.",
            _ => "An order that takes trades in full at the middle of bid and ask.",
        },
        depth switch
        {
            FlowDepth.Trades => "The data are trades alone: bid and ask stand half of --spread around the last trade, and an order that waits "
                + "trades once the price goes through its limit.",
            FlowDepth.Quotes => "The data tell the best bid and ask alone: an order away from them waits behind an unknown queue until its price is the best.",
            _ => "One recorded trade fills at most its own size of the strategy's orders.",
        },
        $"Delays: market data {FeedDelay.Name}, orders {OrderDelay.Name}, answers {ResponseDelay.Name}.",
    ];

    /// <summary>The queue model for data of a depth.</summary>
    /// <exception cref="ArgumentException">The chosen one needs data that name orders.</exception>
    public IQueueModel QueueFor(FlowDepth depth)
    {
        if (Queue is { CountsOrders: true } && depth != FlowDepth.Orders)
        {
            throw new ArgumentException(
                "--queue fifo needs data that name orders (level 3); these do not. Accepted for them is risk-averse, log, log2, power:N or none.");
        }

        return Queue ?? (depth == FlowDepth.Orders ? new FifoQueue() : new RiskAverseQueue());
    }
}
