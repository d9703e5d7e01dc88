using MarketSim.Core;

namespace MarketSim.Strategies;

/// <summary>How an adaptive-aggressive trader learns.</summary>
public sealed record AdaptiveAggressivenessOptions
{
    /// <summary>Who it is.</summary>
    public AuctionTraderOptions Trader { get; init; } = new();

    /// <summary>β1: how fast the aggressiveness is learnt.</summary>
    public double ShortTermRate { get; init; } = 0.4;

    /// <summary>β2: how fast θ follows the volatility.</summary>
    public double LongTermRate { get; init; } = 0.4;

    /// <summary>λr: relative step of the desired aggressiveness beyond what was heard.</summary>
    public double RelativeStep { get; init; } = 0.02;

    /// <summary>λa: absolute step of it.</summary>
    public double AbsoluteStep { get; init; } = 0.01;

    /// <summary>γ: how sharply θ falls with volatility.</summary>
    public double Gamma { get; init; } = 2;

    /// <summary>θ in the most volatile market.</summary>
    public double ThetaMin { get; init; } = -8;

    /// <summary>θ in the calmest market.</summary>
    public double ThetaMax { get; init; } = 2;

    /// <summary>η: a quote goes 1/η of the way to its target at once.</summary>
    public double Approach { get; init; } = 3;

    /// <summary>Trades over which the equilibrium is estimated.</summary>
    public int Window { get; init; } = 30;

    /// <summary>How much less a trade counts than the one after it.</summary>
    public double Decay { get; init; } = 0.9;

    internal static IReadOnlyList<OptionSpec> Specs { get; } =
    [
        .. AuctionTraderOptions.Specs,
        StrategyOption.Number("short-term-rate", "0.4", 0, 1, "β1: how fast its aggressiveness is learnt."),
        StrategyOption.Number("long-term-rate", "0.4", 0, 1, "β2: how fast θ follows the volatility."),
        StrategyOption.Number("relative-step", "0.02", 0, 1, "λr: relative step of the desired aggressiveness beyond what was heard."),
        StrategyOption.Number("absolute-step", "0.01", 0, 1, "λa: absolute step of it."),
        StrategyOption.Number("gamma", "2", 0, 100, "γ: how sharply θ falls with volatility."),
        StrategyOption.Number("theta-min", "-8", -100, 100, "θ in the most volatile market."),
        StrategyOption.Number("theta-max", "2", -100, 100, "θ in the calmest market."),
        StrategyOption.Number("approach", "3", 1, 1000, "η: a quote goes 1/η of the way to its target at once."),
        StrategyOption.Count("window", "30", "Trades over which the equilibrium is estimated."),
        StrategyOption.Number("decay", "0.9", 0, 1, "How much less a trade counts than the one after it."),
    ];

    internal static AdaptiveAggressivenessOptions Of(OptionSet options) => new()
    {
        Trader = AuctionTraderOptions.Of(options), ShortTermRate = options.Number("short-term-rate"),
        LongTermRate = options.Number("long-term-rate"), RelativeStep = options.Number("relative-step"),
        AbsoluteStep = options.Number("absolute-step"), Gamma = options.Number("gamma"), ThetaMin = options.Number("theta-min"),
        ThetaMax = options.Number("theta-max"), Approach = options.Number("approach"), Window = options.Count("window"),
        Decay = options.Number("decay"),
    };
}
