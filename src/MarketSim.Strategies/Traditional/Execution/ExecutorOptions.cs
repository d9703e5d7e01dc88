using MarketSim.Core;

namespace MarketSim.Strategies;

/// <summary>A parent order, and how it may be worked.</summary>
public sealed record ExecutorOptions
{
    /// <summary>Whether it buys or sells.</summary>
    public Side Side { get; init; } = Side.Sell;

    /// <summary>Lots in all; positive.</summary>
    public long Lots { get; init; } = 10_000;

    /// <summary>How long after the run begins the first child order may go out.</summary>
    public SimDuration Delay { get; init; } = SimDuration.Zero;

    /// <summary>How long the schedule lasts; what is left then follows as fast as the cap allows.</summary>
    public SimDuration Duration { get; init; } = SimDuration.FromHours(1);

    /// <summary>Time between child orders.</summary>
    public SimDuration Interval { get; init; } = SimDuration.FromSeconds(30);

    /// <summary>The largest part that it may be of all volume since it began, its own included; zero for no cap.</summary>
    public double Cap { get; init; }

    /// <summary>The largest part that a child order may take of what is shown at the opposite touch; zero for whatever is due. Where others
    /// withdraw, it waits with them.</summary>
    public double DepthPart { get; init; }

    /// <summary>How far beyond the opposite touch a child order may trade, in price units.</summary>
    public long ReachTicks { get; init; } = 100;

    /// <summary>Whether what is due by the next child order is offered at its own touch until then, and only what is overdue
    /// takes.</summary>
    public bool Posts { get; init; }

    /// <summary>The options, for a strategy type.</summary>
    internal static IReadOnlyList<OptionSpec> Specs { get; } =
    [
        StrategyOption.Choice("side", "sell", ["buy", "sell"], "What it does."),
        StrategyOption.Lots("quantity", "10000", "The parent order."),
        StrategyOption.Duration("delay", "0s", "How long after the run begins the first child order may go out.") with { Min = 0 },
        StrategyOption.Duration("duration", "1h", "Length of the schedule; what is left then follows as fast as the cap allows."),
        StrategyOption.Duration("interval", "30s", "Time between child orders."),
        StrategyOption.Number("cap", "0", 0, 99, "The largest part of all volume, its own included; zero for none.", "%"),
        StrategyOption.Number("depth-part", "0", 0, 100, "The largest part of what is shown at the touch to take at once; zero for all due.", "%"),
        StrategyOption.Ticks("reach-ticks", "100", "How far beyond the opposite touch a child order may trade."),
        StrategyOption.Choice("style", "take", ["take", "post"], "Takes what is due; or posts at its own touch and takes what is overdue."),
    ];

    internal static ExecutorOptions From(OptionSet values) => new()
    {
        Side = values.Text("side") == "buy" ? Side.Buy : Side.Sell, Lots = values.Integer("quantity"),
        Delay = values.Duration("delay"), Duration = values.Duration("duration"), Interval = values.Duration("interval"),
        Cap = values.Number("cap") / 100, DepthPart = values.Number("depth-part") / 100, ReachTicks = values.Integer("reach-ticks"), Posts = values.Text("style") == "post",
    };
}
