namespace MarketSim.Core;

/// <summary>A share of a company.</summary>
public sealed record Equity : Instrument;
