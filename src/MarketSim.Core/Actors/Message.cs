namespace MarketSim.Core;

/// <summary>What one actor tells another: an immutable record. One instance serves a whole broadcast.</summary>
public abstract record Message;
