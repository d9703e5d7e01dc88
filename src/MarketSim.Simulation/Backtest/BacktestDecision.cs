using MarketSim.Core;

namespace MarketSim.Simulation;

/// <summary>Something that a strategy asked for.</summary>
/// <param name="Bar">At which bar, counted from zero.</param>
/// <param name="Time">When that began, on the clock of the data.</param>
/// <param name="Kind">What.</param>
/// <param name="Instrument">In which instrument.</param>
/// <param name="Side">Of an order: its side.</param>
/// <param name="Type">Its type.</param>
/// <param name="Price">Its limit.</param>
/// <param name="Lots">Its size.</param>
public readonly record struct BacktestDecision(
    long Bar, long Time, CommandKind Kind, int Instrument, Side Side, OrderType Type, long Price, long Lots);
