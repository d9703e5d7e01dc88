namespace MarketSim.Core;

/// <summary>What stands at one price.</summary>
/// <param name="Price">In price units.</param>
/// <param name="Quantity">In lot units; zero means that there is no such level.</param>
public readonly record struct PriceLevel(long Price, long Quantity);
