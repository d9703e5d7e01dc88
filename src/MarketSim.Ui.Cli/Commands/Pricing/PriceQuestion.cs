using System.CommandLine;
using System.Globalization;

namespace MarketSim.Ui.Cli;

/// <summary>A kind of thing that <c>marketsim price</c> can value.</summary>
/// <param name="name">What is typed.</param>
/// <param name="summary">One sentence.</param>
/// <param name="examples">Lines that can be typed as they stand.</param>
internal abstract class PriceQuestion(string name, string summary, params string[] examples)
{
    public string Name { get; } = name;

    public string Summary { get; } = summary;

    public string[] Examples { get; } = examples;

    /// <summary>What it takes, in reading order.</summary>
    public abstract IReadOnlyList<Option> Options { get; }

    /// <summary>Values a case.</summary>
    /// <exception cref="ArgumentException">An option is missing or out of its range.</exception>
    public PriceAnswer Answer(ParseResult parsed) => Sentences.Plain(() => Compute(parsed));

    protected abstract PriceAnswer Compute(ParseResult parsed);

    /// <summary>The value of an option that must be given.</summary>
    protected static T Need<T>(ParseResult parsed, Option<T?> option)
        where T : struct
        => parsed.GetValue(option) ?? throw Missing(option);

    /// <inheritdoc cref="Need{T}(ParseResult, Option{T?})"/>
    protected static string Need(ParseResult parsed, Option<string?> option) => parsed.GetValue(option) ?? throw Missing(option);

    private static ArgumentException Missing(Option option) => new($"'{option.Name}' is missing: {option.Description}");
}

/// <summary>Named results in reading order, or a refusal.</summary>
internal sealed record PriceAnswer(IReadOnlyList<(string Name, object? Value)> Results, string? Refusal = null)
{
    public static PriceAnswer Of(params (string Name, object? Value)[] results) => new(results);

    /// <summary>Ordered as given; numbers that JSON does not know are null.</summary>
    public Dictionary<string, object?> ToJson() => Results.ToDictionary(
        result => result.Name, result => result.Value is double number && !double.IsFinite(number) ? null : result.Value);

    /// <summary>A result as text with all its digits.</summary>
    public static string Text(object? value) => value is double number
        ? number.ToString("R", CultureInfo.InvariantCulture)
        : Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
}
