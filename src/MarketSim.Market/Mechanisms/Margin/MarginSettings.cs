using System.Globalization;
using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>The parameters that all margin mechanisms share, and reading them.</summary>
internal static class MarginSettings
{
    /// <summary>Calls, liquidation, interest.</summary>
    public static IReadOnlyList<OptionSpec> Common { get; } =
    [
        Of("call-days", OptionKind.Integer, "2",
            "A maintenance call is due so many business days after it; unused where call-after is set.",
            "business days", "FINRA 4210(f)(6)") with { Min = 0, Max = 30 },
        Of("initial-call-days", OptionKind.Integer, "3",
            "An initial call is due so many business days after the trade: settlement and two more; unused where call-after is set.",
            "business days", "12 CFR 220.2, 220.4(c)(3)") with { Min = 0, Max = 30 },
        Of("call-time", OptionKind.TimeOfDay, "12:00", "The time of day at which a call by days is due."),
        Of("call-after", OptionKind.Duration, "0", "A margin call is due so long after it, in the same session; 0: by days."),
        Of("initial-call-above", OptionKind.Number, "1000", "An initial call is made for deficiencies above this amount only.",
            "currency", "12 CFR 220.4(d)") with { Min = 0 },
        Of("intraday-calls", OptionKind.Flag, "true", "Whether accounts are marked at every price; else at the end of the day only."),
        Of("critical-equity", OptionKind.Number, "0",
            "Below this part of the maintenance requirement equity is liquidated at once, without waiting for the deadline.", "%")
            with { Min = 0, Max = 100 },
        Of("liquidates", OptionKind.Flag, "true", "Whether an unmet call leads to liquidation by market orders."),
        Of("retry-after", OptionKind.Duration, "1min", "How long a liquidation waits where the book had nothing to trade with."),
        Of("write-off-days", OptionKind.Integer, "0",
            "A debt that a liquidation left is booked to the broker's loss account so many business days later.", "business days")
            with { Min = 0, Max = 250 },
        Of("minimum-equity", OptionKind.Number, "2000", "No debit or short position is opened below this equity.", "currency",
            "FINRA 4210(b)") with { Min = 0 },
        Of("debit-interest", OptionKind.Number, "8", "Interest on debit balances.", "% a year") with { Min = 0, Max = 1000 },
        Of("credit-interest", OptionKind.Number, "0", "Interest on credit balances.", "% a year") with { Min = 0, Max = 1000 },
        Of("short-credit", OptionKind.Choice, "excluded",
            "Whether the proceeds of short sales lower the debit balance on which interest is due.", string.Empty,
            "12 CFR 220.4") with { Choices = ["excluded", "included"] },
        Of("interest-days", OptionKind.Integer, "0", "Interest is posted every so many days; 0: at the end of each month.", "days")
            with { Min = 0, Max = 366 },
        Of("interest-basis", OptionKind.Integer, "360", "Days of a year in interest.", "days") with { Min = 360, Max = 366 },
    ];

    /// <summary>A parameter.</summary>
    public static OptionSpec Of(
        string name, OptionKind kind, string value, string summary, string unit = "", string source = "")
        => new() { Name = name, Kind = kind, Default = value, Summary = summary, Unit = unit, Source = source };

    /// <summary>A percentage as an exact fraction.</summary>
    public static decimal Percent(this OptionSet options, string name)
        => decimal.Parse(options.Text(name), NumberStyles.Float, CultureInfo.InvariantCulture) / 100;

    /// <summary>A number, exactly as it is written.</summary>
    public static decimal Exact(this OptionSet options, string name)
        => decimal.Parse(options.Text(name), NumberStyles.Float, CultureInfo.InvariantCulture);

    /// <summary>Values by symbol: <c>ABC=40 XYZ=100</c>.</summary>
    /// <exception cref="FormatException">An entry is not of that form.</exception>
    public static IReadOnlyList<(string Symbol, decimal Value)> BySymbol(string text)
    {
        var found = new List<(string, decimal)>();
        foreach (var entry in text.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = entry.Split('=');
            if (parts.Length != 2 || parts[0].Length == 0
                || !decimal.TryParse(parts[1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value))
            {
                throw new FormatException($"'{entry}' was found; accepted are entries SYMBOL=NUMBER separated by blanks.");
            }

            found.Add((parts[0], value));
        }

        return found;
    }

    /// <summary>A parameter with values by symbol.</summary>
    public static OptionSpec BySymbol(string name, string summary, string unit, string source = "")
        => Of(name, OptionKind.Text, string.Empty, summary, unit, source) with { Check = text => BySymbol(text) };
}
