using System.Globalization;
using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Tests.Integration;

/// <summary>Settings of mechanisms that no sensible author would write.</summary>
internal static class HostileSettings
{
    private static readonly string[] Numbers =
    [
        "0", "-1", "1", "2", "100", "0.000000001", "2147483648", "9223372036854775807", "-9223372036854775808", "1e300", "-1e300", "1e-300",
        "NaN", "Infinity", "1000000000000", "one", "",
    ];

    private static readonly string[] Durations =
        ["0", "0s", "-1s", "1ns", "1ms", "17h", "30h", "2562047h", "9223372036854775807ns", "1e30s", "5min", "soon", ""];

    private static readonly string[] Times = ["0:00", "24:00", "23:59:59.999", "9:30", "-1:00", "16:00", "12:00", "25:61", "noon", ""];

    private static readonly string[] Texts =
    [
        "", " ", "*", "ALPHA", "ALPHA ALPHA", "NOPE", "INDEX", "PERP FUT", "*:1", "ALPHA:1", "ALPHA:-1", "ALPHA=0", "0", "-5", "1:1", "0:0 1:1", "5 3 1",
        "1,2,3", "999999999999999999999", "2026-02-30", "2026-01-05", "a=b;c=d", "\u0000", "{}", "ALPHA:9223372036854775807", "100:1e300",
    ];

    /// <summary>A mechanism with one to three settings spoilt.</summary>
    public static MechanismSpec Spoil(MechanismSpec spec, Rng random)
    {
        var options = MechanismCatalog.Types.Find(spec.Name).Value.Options;
        var settings = spec.Settings.ToDictionary(StringComparer.Ordinal);
        for (var left = options.Count == 0 ? 0 : random.Between(1, 3); left > 0; left--)
        {
            var option = options[(int)random.Below(options.Count)];
            settings[option.Name] = Any(option, random);
        }

        return spec with { Settings = settings };
    }

    private static string Any(OptionSpec option, Rng random)
    {
        string[] values = option.Kind switch
        {
            OptionKind.Integer or OptionKind.Number => [.. Numbers, .. Edges(option)],
            OptionKind.Duration => Durations,
            OptionKind.TimeOfDay => Times,
            OptionKind.Flag => ["true", "false", "maybe", ""],
            OptionKind.Choice => [.. option.Choices, "none of them", ""],
            _ => [.. Texts, option.Default, new string('x', 3_000)],
        };
        return values[(int)random.Below(values.Length)];
    }

    private static IEnumerable<string> Edges(OptionSpec option)
        => new[] { option.Min, option.Max }.Where(double.IsFinite).SelectMany(edge => new[] { edge - 1, edge, edge + 1 })
            .Select(edge => edge.ToString("R", CultureInfo.InvariantCulture));
}
