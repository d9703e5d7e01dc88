using MarketSim.Core;

namespace MarketSim.Strategies;

/// <summary>The unconstrained zero-intelligence trader (ZI-U): at any price, whatever the unit is worth to it.</summary>
/// <remarks>Source: Gode and Sunder (1993), "Allocative efficiency of markets with zero-intelligence traders", section II: bids and
/// offers are uniform over all prices. What it loses against <see cref="ZeroIntelligenceConstrained"/> is what the budget is worth.
/// </remarks>
public sealed class ZeroIntelligenceUnconstrained(StrategySetting setting, RandomShoutOptions options) : RandomShouter(setting, options)
{
    /// <summary>What can be set of it.</summary>
    public static StrategyType Type { get; } = new(
        RandomShoutOptions.Specs, (setting, options) => new ZeroIntelligenceUnconstrained(setting, RandomShoutOptions.Of(options)));

    /// <inheritdoc/>
    protected override (long Low, long High) Range(Price limit, long floor) => (floor, Math.Max(floor, Ceiling.Ticks));
}
