using MarketSim.Core;
using MarketSim.Market;
using MarketSim.Strategies;

namespace MarketSim.Simulation;

/// <summary>The reference market of ABIDES with 1,116 agents: for comparison of simulators.</summary>
/// <remarks>Source: "RMSC-4" of ABIDES-Markets (Amrouni et al. 2021, "ABIDES-Gym: Gym Environments for Multi-Agent Discrete Event
/// Simulation and Application to Financial Markets"): the same agents, rates, latencies and horizon, by the same mechanisms.
/// Random streams are our own, so runs agree in distribution, not one by one.</remarks>
public sealed class Rmsc04 : Scenario
{
    private static readonly OptionSpec Noise = RmscMarket.Count("noise-traders", 1_000, "Traders that come once and take.");
    private static readonly OptionSpec Value = RmscMarket.Count("value-traders", 102, "Traders with a Bayesian estimate of the value.");
    private static readonly OptionSpec Makers = RmscMarket.Count("market-makers", 2, "Makers whose ladder follows spread and volume.");
    private static readonly OptionSpec Momentum = RmscMarket.Count("momentum-traders", 12, "Traders that follow two moving averages.");

    /// <inheritdoc/>
    public override string Name => "rmsc04";

    /// <inheritdoc/>
    public override string Summary
        => "The reference configuration RMSC-4 of ABIDES: 1,000 noise, 102 value, 12 momentum traders and 2 adaptive makers.";

    /// <inheritdoc/>
    public override IReadOnlyList<OptionSpec> Options { get; } = [RmscMarket.Duration("6.5h"), Noise, Value, Makers, Momentum];

    /// <inheritdoc/>
    public override World Build(OptionSet options, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(options);
        var market = new RmscMarket(options, seed, volatilityPerRootNanosecond: 5e-5);
        market.Add("noise", options.Count(Noise.Name), new NoiseOnceOptions(), (id, o) => new NoiseOnce(id, o));
        market.Add(
            "value", options.Count(Value.Name),
            new BayesianValueOptions { Mean = RmscMarket.Mean, NoiseVariance = RmscMarket.Mean / 100.0, Horizon = market.World.Duration },
            (id, o) => new BayesianValueTrader(id, market.Fundamental, o));
        market.Add(
            "maker", options.Count(Makers.Name), new AdaptiveMakerOptions { GivesUpWithoutMarket = true },
            (id, o) => new AdaptiveMaker(id, o));
        market.Add(
            "momentum", options.Count(Momentum.Name), new MomentumCrossingOptions(), (id, o) => new MomentumCrossing(id, o));
        return market.World;
    }
}
