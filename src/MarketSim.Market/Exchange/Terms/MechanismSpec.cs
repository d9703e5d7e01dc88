using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>A mechanism as plain texts: what scenario files and manifests carry. The mechanism catalog makes a mechanism of it.</summary>
/// <param name="Name">Its name in the catalog.</param>
/// <param name="Settings">Its settings by name; those left out have their defaults.</param>
public sealed record MechanismSpec(string Name, IReadOnlyDictionary<string, string> Settings)
{
    /// <summary>Its settings by name, in order of name.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init => field = OrdinalOrder.Of(value); } = OrdinalOrder.Of(Settings);

    /// <summary>A mechanism with these settings.</summary>
    public static MechanismSpec Of(string name, params IReadOnlyList<(string Name, string Value)> settings)
        => new(name, settings.ToDictionary(s => s.Name, s => s.Value, StringComparer.Ordinal));
}
