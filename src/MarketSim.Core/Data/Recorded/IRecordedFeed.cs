namespace MarketSim.Core;

/// <summary>A recording of market data, read message by message in memory that does not grow with its
/// length.</summary>
public interface IRecordedFeed : IDisposable
{
    /// <summary>What its integers count.</summary>
    DataUnits Units { get; }

    /// <summary>Which clock its timestamps are on.</summary>
    DataClock Clock { get; }

    /// <summary>The name of an instrument by its number, or an empty text where the recording has not named
    /// it.</summary>
    string NameOf(int instrument);

    /// <summary>Reads the next message.</summary>
    /// <returns>False at the end.</returns>
    /// <exception cref="DataFormatException">The file is malformed here.</exception>
    bool TryRead(out RecordedMessage message);
}
