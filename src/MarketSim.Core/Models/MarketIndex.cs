namespace MarketSim.Core;

/// <summary>A number that others are written on, such as an index level or a spot price from elsewhere. It does not trade: its value
/// comes by <see cref="Instructions.ReferencePrice"/>.</summary>
public sealed record MarketIndex : Instrument;
