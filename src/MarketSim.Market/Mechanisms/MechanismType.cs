using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>One kind of mechanism: what can be set, and how it is made.</summary>
/// <param name="Options">Its parameters in reading order, each with default, unit and source: what <c>marketsim rules</c> prints.</param>
/// <param name="Create">Makes one from values of these.</param>
public sealed record MechanismType(IReadOnlyList<OptionSpec> Options, Func<OptionSet, ITradingMechanism> Create);
