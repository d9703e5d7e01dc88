using MarketSim.Core;

namespace MarketSim.Analysis;

/// <summary>What an asset is called and how many decimals its smallest unit has.</summary>
/// <param name="Name">Its code, such as <c>USD</c>.</param>
/// <param name="Decimals">Two for cents.</param>
public sealed record AssetInfo(string Name, int Decimals);

/// <summary>What a picture of a run is drawn from: its events, and the names that events do not carry.</summary>
public sealed record PlotInput
{
    /// <summary>In the order of the log; read once, as a stream.</summary>
    public required IEnumerable<MarketEvent> Events { get; init; }

    /// <summary>What is traded; ids are their places.</summary>
    public required IReadOnlyList<Instrument> Instruments { get; init; }

    /// <summary>Names of assets by <see cref="AssetId"/>; where missing, a number stands for the name.</summary>
    public IReadOnlyList<AssetInfo> Assets { get; init; } = [];

    /// <summary>Types of agents by account, that of fees included.</summary>
    public IReadOnlyDictionary<AccountId, string> AccountTypes { get; init; } = new Dictionary<AccountId, string>();

    /// <summary>Who receives fees.</summary>
    public AccountId FeeAccount { get; init; } = new(1);

    /// <summary>When the picture begins.</summary>
    public SimTime Start { get; init; }

    /// <summary>When it ends: the close of the run.</summary>
    public required SimTime End { get; init; }

    /// <summary>What time of day the run began at, since midnight.</summary>
    public SimDuration OpensAt { get; init; } = SimDuration.FromMinutes((9 * 60) + 30);

    /// <summary>The scenario, or the name of the recording.</summary>
    public required string Scenario { get; init; }

    /// <summary>The key of the run's chance; none for recordings.</summary>
    public ulong? Seed { get; init; }

    /// <summary>Instruments to show; all if empty.</summary>
    public IReadOnlyList<InstrumentId> Only { get; init; } = [];

    /// <summary>For pictures of one instant: which; the end if null.</summary>
    public SimTime? At { get; init; }
}
