using System.Globalization;

namespace MarketSim.Core;

/// <summary>What kind of value an option takes.</summary>
public enum OptionKind
{
    /// <summary>A whole number.</summary>
    Integer,

    /// <summary>A decimal number.</summary>
    Number,

    /// <summary>A length of time such as <c>50us</c>, <c>10s</c>, <c>6.5h</c>.</summary>
    Duration,

    /// <summary>One of the listed words.</summary>
    Choice,

    /// <summary>Any text that the option's own parser accepts.</summary>
    Text,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    Flag,

    /// <summary>A time of day such as <c>9:30</c>.</summary>
    TimeOfDay,
}

/// <summary>One adjustable value of a scenario or mechanism: its name, default, unit, range and meaning.</summary>
public sealed record OptionSpec
{
    /// <summary>Its name in <c>--set name=value</c> and in configuration files, in kebab case.</summary>
    public required string Name { get; init; }

    /// <summary>What it takes.</summary>
    public required OptionKind Kind { get; init; }

    /// <summary>Its value when nobody sets it, as text.</summary>
    public required string Default { get; init; }

    /// <summary>What it means, in one sentence with its unit.</summary>
    public required string Summary { get; init; }

    /// <summary>The unit of its value, such as <c>% a year</c> or <c>lots</c>; empty where the kind says enough.</summary>
    public string Unit { get; init; } = string.Empty;

    /// <summary>The rule or paper that it comes from; empty where it is this simulator's own.</summary>
    public string Source { get; init; } = string.Empty;

    /// <summary>The smallest accepted number.</summary>
    public double Min { get; init; } = double.NegativeInfinity;

    /// <summary>The largest accepted number.</summary>
    public double Max { get; init; } = double.PositiveInfinity;

    /// <summary>The accepted words of a choice.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>Throws on a bad text value, with a sentence that says what is accepted.</summary>
    public Action<string>? Check { get; init; }

    /// <summary>What is accepted, in words.</summary>
    public string Accepts => Kind switch
    {
        OptionKind.Integer => $"a whole number{Range}",
        OptionKind.Number => $"a number{Range}",
        OptionKind.Duration => "a duration such as 250ms, 10s, 30min or 6.5h",
        OptionKind.Choice => $"one of {string.Join(", ", Choices)}",
        OptionKind.Flag => "true or false",
        OptionKind.TimeOfDay => TimeOfDayText.Accepted,
        _ => "a text",
    };

    private string Range => (double.IsFinite(Min), double.IsFinite(Max)) switch
    {
        (true, true) => string.Create(CultureInfo.InvariantCulture, $" from {Min} to {Max}"),
        (true, false) => string.Create(CultureInfo.InvariantCulture, $" of at least {Min}"),
        (false, true) => string.Create(CultureInfo.InvariantCulture, $" of at most {Max}"),
        _ => string.Empty,
    };

    /// <summary>Refuses a text that is not a value of this option.</summary>
    /// <exception cref="ArgumentException">Naming the option, the value, and what is accepted.</exception>
    public void Validate(string value)
    {
        var isGood = Kind switch
        {
            OptionKind.Integer => long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole)
                && whole >= Min && whole <= Max,
            OptionKind.Number => double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                && double.IsFinite(number) && number >= Min && number <= Max,
            OptionKind.Duration => DurationText.TryParse(value, out var duration)
                && duration.ToSeconds() >= Min && duration.ToSeconds() <= Max,
            OptionKind.Choice => Choices.Contains(value, StringComparer.Ordinal),
            OptionKind.Flag => value is "true" or "false",
            OptionKind.TimeOfDay => TimeOfDayText.TryParse(value, out var time) && time.ToSeconds() >= Min && time.ToSeconds() <= Max,
            _ => true,
        };
        if (!isGood)
        {
            throw new ArgumentException($"Option '{Name}' was '{value}'; accepted is {Accepts}.");
        }

        try
        {
            Check?.Invoke(value);
        }
        catch (FormatException refusal)
        {
            throw new ArgumentException($"Option '{Name}' was '{value}': {refusal.Message}", refusal);
        }
    }
}
