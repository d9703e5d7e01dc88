using System.Globalization;
using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>Options that the volatility controls share in form, and how they are read.</summary>
internal static class VolatilityOptions
{
    public static OptionSpec Instruments { get; } = new()
    {
        Name = "instruments", Kind = OptionKind.Text, Default = "*", Summary = "Symbols separated by blanks, or * for all that trade.",
    };

    public static OptionSpec Percent(string name, string value, string summary, string source, string unit = "%") => new()
    {
        Name = name, Kind = OptionKind.Number, Default = value, Summary = summary, Unit = unit, Source = source, Min = 0, Max = 100_000,
    };

    /// <param name="name">Its name.</param>
    /// <param name="value">Its default.</param>
    /// <param name="summary">What it means.</param>
    /// <param name="source">The rule that it comes from.</param>
    /// <param name="mayBeZero">Whether no time at all makes sense; what must end later than it begins needs some.</param>
    public static OptionSpec Time(string name, string value, string summary, string source, bool mayBeZero = false) => new()
    {
        Name = name, Kind = OptionKind.Duration, Default = value, Summary = summary, Source = source, Min = mayBeZero ? 0 : 1e-9,
        Unit = "time",
    };

    public static OptionSpec TimeOfDay(string name, string value, string summary, string source) => new()
    {
        Name = name, Kind = OptionKind.TimeOfDay, Default = value, Summary = summary, Source = source, Unit = "time of day",
    };

    public static OptionSpec Whole(string name, string value, string summary, string unit, string source, long least = 0) => new()
    {
        Name = name, Kind = OptionKind.Integer, Default = value, Summary = summary, Unit = unit, Source = source, Min = least, Max = 1e12,
    };

    /// <summary>A decimal number as it is written.</summary>
    public static decimal Decimal(this OptionSet options, string name)
        => decimal.Parse(options.Text(name), NumberStyles.Float, CultureInfo.InvariantCulture);

    /// <summary>Percent as parts per million.</summary>
    public static long PartsPerMillion(this OptionSet options, string name) => (long)decimal.Round(options.Decimal(name) * 10_000);

    /// <summary>The instruments of a list that trade: an index has only a level.</summary>
    public static bool[] Covered(this MechanismDesk desk, string symbols)
    {
        var covered = new bool[desk.Instruments.Count];
        foreach (var instrument in desk.FindAll(symbols))
        {
            covered[instrument.Id.Value] = instrument is not MarketIndex;
        }

        return covered;
    }
}
