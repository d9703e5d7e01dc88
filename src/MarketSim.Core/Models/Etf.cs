namespace MarketSim.Core;

/// <summary>A share of an exchange-traded fund; trades as an equity does.</summary>
public sealed record Etf : Instrument;
