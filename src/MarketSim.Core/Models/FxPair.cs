namespace MarketSim.Core;

/// <summary>One currency against another, such as EURUSD; lots count the base currency.</summary>
public sealed record FxPair : Instrument;
