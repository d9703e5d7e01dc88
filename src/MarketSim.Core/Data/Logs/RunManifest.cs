using System.Text.Json.Serialization;

namespace MarketSim.Core;

/// <summary>How far a run has come.</summary>
public enum RunStatus
{
    /// <summary>It goes on, or was killed: the logs hold what was flushed.</summary>
    [JsonStringEnumMemberName("running")]
    Running = 0,

    /// <summary>It reached its end.</summary>
    [JsonStringEnumMemberName("completed")]
    Completed = 1,

    /// <summary>It was asked to stop early; what there is is whole.</summary>
    [JsonStringEnumMemberName("interrupted")]
    Interrupted = 2,

    /// <summary>A broken invariant or an exception ended it; <see cref="RunManifest.Failure"/> says which.</summary>
    [JsonStringEnumMemberName("failed")]
    Failed = 3,
}

/// <summary>What a run was: enough to run it again, and enough to build its exchange empty and replay its commands.</summary>
/// <remarks>Written as JSON in the order in which the members stand here, so that the same run gives the same bytes.</remarks>
public sealed record RunManifest
{
    /// <summary>The version of the format that this program writes, and the newest that it reads.</summary>
    public const int NewestFormatVersion = 1;

    /// <summary>The name of the file in a run's folder.</summary>
    public const string FileName = "manifest.json";

    /// <summary>Version of this format.</summary>
    public int FormatVersion { get; init; } = NewestFormatVersion;

    /// <summary>Version of the program, with its commit where known.</summary>
    public required string CodeVersion { get; init; }

    /// <summary>The scenario's name.</summary>
    public required string Scenario { get; init; }

    /// <summary>All options of the scenario with the values in force, in order of name.</summary>
    public required IReadOnlyDictionary<string, string> Options { get; init => field = OrdinalOrder.Of(value); }

    /// <summary>The seed of all random streams.</summary>
    public required ulong Seed { get; init; }

    /// <summary>The simulated instant at which it began, in nanoseconds.</summary>
    public long StartNanoseconds { get; init; }

    /// <summary>The simulated instant at which it ended or, while it runs, is to end, in nanoseconds.</summary>
    public required long EndNanoseconds { get; init; }

    /// <summary>The time of day at simulated time zero, in nanoseconds since midnight; for people and plots.</summary>
    public long TimeOfDayNanoseconds { get; init; }

    /// <summary>What there is to own, by asset id.</summary>
    public required IReadOnlyList<ManifestAsset> Assets { get; init; }

    /// <summary>What is traded, by instrument id.</summary>
    public required IReadOnlyList<InstrumentSpec> Instruments { get; init; }

    /// <summary>Who takes part.</summary>
    public required IReadOnlyList<ManifestAccount> Accounts { get; init; }

    /// <summary>How the venue works: its settings in order of name.</summary>
    public required IReadOnlyDictionary<string, string> Exchange { get; init => field = OrdinalOrder.Of(value); }

    /// <summary>On what terms one trades, in the order in which the venue asks; with all settings in force. Left out where there are
    /// none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<ManifestMechanism>? Mechanisms { get; init => field = value is { Count: 0 } ? null : value; }

    /// <summary>Strategies that joined beside the scenario's own participants, as they were written. Left out where there are none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Joined { get; init => field = value is { Count: 0 } ? null : value; }

    /// <summary>How far it has come.</summary>
    public RunStatus Status { get; init; }

    /// <summary>What ended a failed run.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Failure { get; init; }

    /// <summary>Commands applied; zero while it runs.</summary>
    public long CommandCount { get; init; }

    /// <summary>Events that happened; zero while it runs.</summary>
    public long EventCount { get; init; }

    /// <summary>The exchange's fingerprint after the last command, as 16 hexadecimal digits; none while it runs.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? StateHash { get; init; }

    /// <summary>What it ran on. For information: results do not depend on it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Platform { get; init; }

    /// <summary>The instruments themselves, by id.</summary>
    /// <exception cref="ArgumentException">A description makes no sense; a manifest that was read has been checked for that.</exception>
    public IReadOnlyList<Instrument> CreateInstruments() => [.. Instruments.Select(InstrumentCatalog.Create)];

    /// <summary>Reads a manifest and checks it.</summary>
    /// <exception cref="FormatException">It is damaged, of a newer version, or contradicts itself; with one sentence that says
    /// how.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static RunManifest Read(string path) => RunManifestFile.Parse(File.ReadAllBytes(path));

    /// <summary>Reads a manifest from its JSON and checks it.</summary>
    /// <exception cref="FormatException">As for a file.</exception>
    public static RunManifest Parse(ReadOnlySpan<byte> json) => RunManifestFile.Parse(json);

    /// <summary>Its JSON: UTF-8, indented, ending with a line break.</summary>
    public byte[] ToJson() => RunManifestFile.ToJson(this);

    /// <summary>Writes it, so that at every moment the file holds either the old content or the new one.</summary>
    /// <exception cref="FormatException">It contradicts itself: nothing is written.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Write(string path) => RunManifestFile.Write(this, path);
}

/// <summary>Something to own.</summary>
/// <param name="Name">Its code, such as <c>USD</c>.</param>
/// <param name="Decimals">Decimals of its smallest unit.</param>
public sealed record ManifestAsset(string Name, int Decimals);

/// <summary>One who takes part in a run.</summary>
/// <param name="Id">Its account.</param>
/// <param name="Name">Its name: the key of its random stream.</param>
/// <param name="Type">What kind of agent it is, for results by type.</param>
public sealed record ManifestAccount(int Id, string Name, string Type);

/// <summary>One mechanism of a run's venue.</summary>
/// <param name="Name">Its name in the catalog.</param>
/// <param name="Settings">All its settings, in order of name.</param>
public sealed record ManifestMechanism(string Name, IReadOnlyDictionary<string, string> Settings)
{
    /// <summary>All its settings, in order of name.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init => field = OrdinalOrder.Of(value); } = OrdinalOrder.Of(Settings);

    /// <summary>The assembly that it comes from; left out for those that come with the program.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Assembly { get; init; }
}
