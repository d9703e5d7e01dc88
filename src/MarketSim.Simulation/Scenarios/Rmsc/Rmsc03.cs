using MarketSim.Core;
using MarketSim.Market;
using MarketSim.Strategies;

namespace MarketSim.Simulation;

/// <summary>The reference market of ABIDES with 5,126 agents: for comparison of simulators.</summary>
/// <remarks>Source: "RMSC-3" of ABIDES (Byrd, Hybinette and Balch 2019) with its defaults: one adaptive maker, no executor, each
/// agent with a size of its own. Random streams are our own, so runs agree in distribution, not one by one.</remarks>
public sealed class Rmsc03 : Scenario
{
    private static readonly OptionSpec Noise = RmscMarket.Count("noise-traders", 5_000, "Traders that come once and take.");
    private static readonly OptionSpec Value = RmscMarket.Count("value-traders", 100, "Traders with a Bayesian estimate of the value.");
    private static readonly OptionSpec Makers = RmscMarket.Count("market-makers", 1, "Makers whose ladder follows spread and volume.");
    private static readonly OptionSpec Momentum = RmscMarket.Count("momentum-traders", 25, "Traders that follow two moving averages.");

    /// <inheritdoc/>
    public override string Name => "rmsc03";

    /// <inheritdoc/>
    public override string Summary
        => "The reference configuration RMSC-3 of ABIDES: 5,000 noise, 100 value, 25 momentum traders and an adaptive maker.";

    /// <inheritdoc/>
    public override IReadOnlyList<OptionSpec> Options { get; } = [RmscMarket.Duration("1h"), Noise, Value, Makers, Momentum];

    /// <inheritdoc/>
    public override World Build(OptionSet options, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(options);
        var market = new RmscMarket(options, seed, volatilityPerRootNanosecond: 1e-3);
        market.Add(
            "noise", options.Count(Noise.Name), new NoiseOnceOptions { Sizes = OrderSizeRule.OwnSize }, (id, o) => new NoiseOnce(id, o));
        market.Add(
            "value", options.Count(Value.Name),
            new BayesianValueOptions
            {
                Mean = RmscMarket.Mean, NoiseVariance = RmscMarket.Mean / 10.0, Horizon = market.World.Duration,
                MeanInterval = SimDuration.FromNanoseconds(14_285_714_286), Sizes = OrderSizeRule.OwnSize,
            },
            (id, o) => new BayesianValueTrader(id, market.Fundamental, o));
        market.Add(
            "maker", options.Count(Makers.Name),
            new AdaptiveMakerOptions
            {
                MeanInterval = SimDuration.FromSeconds(10L), IsRegular = true, PriceSkew = 0, MinImbalance = 1, BackstopLots = 50_000,
            },
            (id, o) => new AdaptiveMaker(id, o));
        market.Add(
            "momentum", options.Count(Momentum.Name),
            new MomentumCrossingOptions
            {
                MeanInterval = SimDuration.FromSeconds(20L), IsRegular = true, Sizes = OrderSizeRule.OwnSize,
            },
            (id, o) => new MomentumCrossing(id, o));
        return market.World;
    }
}
