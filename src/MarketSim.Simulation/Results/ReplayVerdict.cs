using MarketSim.Core;

namespace MarketSim.Simulation;

/// <summary>How far a replay has come.</summary>
/// <param name="Commands">Commands executed again.</param>
/// <param name="AllCommands">Commands recorded; zero where the manifest does not say.</param>
/// <param name="Time">The simulated instant.</param>
public readonly record struct ReplayProgress(long Commands, long AllCommands, SimTime Time);

/// <summary>What a replay found.</summary>
public sealed record ReplayVerdict
{
    /// <summary>Whether everything that could be read came out the same, and everything could be read that should be
    /// there.</summary>
    public required bool IsSame { get; init; }

    /// <summary>Whether all of a finished run was proved. False where a killed run left logs without an end: what is
    /// readable of them was.</summary>
    public required bool IsWhole { get; init; }

    /// <summary>The finding in one or two sentences.</summary>
    public required string Sentence { get; init; }

    /// <summary>Commands executed again.</summary>
    public required long Commands { get; init; }

    /// <summary>Events that were led to and compared.</summary>
    public required long Events { get; init; }

    /// <summary>The exchange's fingerprint after the last command, 16 hexadecimal digits.</summary>
    public required string StateHash { get; init; }

    /// <summary>The fingerprint that the manifest records; null where the run did not end.</summary>
    public string? RecordedHash { get; init; }

    /// <summary>Sequence number of the first event that differs.</summary>
    public long? FirstDifference { get; init; }

    /// <summary>The recorded event there; null where none is.</summary>
    public MarketEvent? Recorded { get; init; }

    /// <summary>The event that the commands lead to there; null where none is.</summary>
    public MarketEvent? Replayed { get; init; }
}
