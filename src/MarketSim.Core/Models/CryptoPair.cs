namespace MarketSim.Core;

/// <summary>One crypto asset against another or against a currency; lots are small fractions of a coin.</summary>
public sealed record CryptoPair : Instrument;
