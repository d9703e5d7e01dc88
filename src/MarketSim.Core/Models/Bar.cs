namespace MarketSim.Core;

/// <summary>What traded in a stretch of time, in five numbers: the first, highest, lowest and last price, and how much.</summary>
/// <param name="Instrument">Of which instrument.</param>
/// <param name="Time">When the stretch began.</param>
/// <param name="Length">How long it is; it is known only once it is over.</param>
/// <param name="Open">The first price.</param>
/// <param name="High">The highest price.</param>
/// <param name="Low">The lowest price.</param>
/// <param name="Close">The last price.</param>
/// <param name="Volume">Lots traded; zero where the data do not say.</param>
public readonly record struct Bar(
    InstrumentId Instrument, SimTime Time, SimDuration Length, Price Open, Price High, Price Low, Price Close, Quantity Volume)
{
    /// <summary>When it was over.</summary>
    public SimTime End => Time + Length;
}
