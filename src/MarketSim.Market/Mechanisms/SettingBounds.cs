using System.Globalization;
using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>How large a mechanism's numbers and durations may be where their own range says nothing: far beyond anything real, and
/// small enough that amounts and instants computed from them can be represented.</summary>
internal static class SettingBounds
{
    private const double LargestNumber = 1e12;
    private static readonly SimDuration LongestDuration = SimDuration.FromHours(100 * 366 * 24);

    /// <summary>Checks an option that has been set.</summary>
    /// <exception cref="ArgumentException">It is larger.</exception>
    public static void Check(OptionSet options, string name)
    {
        var kind = options.Specs.First(spec => spec.Name == name).Kind;
        if (kind is OptionKind.Integer or OptionKind.Number && !(Math.Abs(options.Number(name)) <= LargestNumber))
        {
            throw new ArgumentException(string.Create(
                CultureInfo.InvariantCulture, $"Option '{name}' was '{options.Text(name)}'; accepted is no number beyond {LargestNumber:N0}."));
        }

        if (kind == OptionKind.Duration && options.Duration(name) > LongestDuration)
        {
            throw new ArgumentException($"Option '{name}' was '{options.Text(name)}'; accepted is no duration beyond a hundred years.");
        }
    }
}
