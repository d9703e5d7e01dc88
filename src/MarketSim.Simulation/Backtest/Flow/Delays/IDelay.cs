namespace MarketSim.Simulation;

/// <summary>How long a message is on its way between market and trader in a back-test.</summary>
public interface IDelay
{
    /// <summary>What it is, as on the command line.</summary>
    string Name { get; }

    /// <summary>Nanoseconds that a message takes which leaves at an instant.</summary>
    /// <param name="time">Nanoseconds since 1970.</param>
    /// <returns>Zero or more.</returns>
    long At(long time);
}
