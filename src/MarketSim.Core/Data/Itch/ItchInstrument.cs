namespace MarketSim.Core;

/// <summary>How an <see cref="ItchWriter"/> presents an instrument.</summary>
/// <param name="Instrument">The instrument.</param>
/// <param name="Symbol">1 to 8 printable ASCII characters.</param>
/// <param name="PriceFactor">Units of 0.0001 dollars in one of the instrument's price units: 100 where that is
/// a cent.</param>
/// <param name="ShareFactor">Shares in one of the instrument's lots.</param>
public readonly record struct ItchInstrument(InstrumentId Instrument, string Symbol, int PriceFactor = 100, int ShareFactor = 1);
