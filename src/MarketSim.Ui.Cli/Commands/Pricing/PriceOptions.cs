using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Ui.Cli;

/// <summary>The options that questions share, and how their values are read.</summary>
internal static class PriceOptions
{
    /// <summary>A number, plain or in percent.</summary>
    public static Option<double?> Number(string name, string description, double? standard = null) => new(name)
    {
        Description = description, HelpName = "NUMBER", CustomParser = result => (double?)Read(result, standard),
        DefaultValueFactory = _ => standard,
    };

    /// <summary>A number kept in decimal.</summary>
    public static Option<decimal?> Decimal(string name, string description, decimal? standard = null) => new(name)
    {
        Description = description, HelpName = "NUMBER", DefaultValueFactory = _ => standard,
        CustomParser = result =>
        {
            if (TryDecimal(result.Tokens[0].Value, out var value))
            {
                return value;
            }

            result.AddError(Wrong(result));
            return null;
        },
    };

    /// <summary>A whole number.</summary>
    public static Option<int?> Whole(string name, string description, int? standard = null)
        => new(name) { Description = description, HelpName = "NUMBER", DefaultValueFactory = _ => standard };

    /// <summary>A date as 2026-04-10.</summary>
    public static Option<DateOnly?> Date(string name, string description) => new(name)
    {
        Description = description, HelpName = "YYYY-MM-DD",
        CustomParser = result =>
        {
            if (DateOnly.TryParseExact(
                result.Tokens[0].Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            {
                return date;
            }

            result.AddError($"'{result.Tokens[0].Value}' is not a date such as 2026-04-10.");
            return null;
        },
    };

    /// <summary>One of several words.</summary>
    public static Option<string?> Choice(string name, string description, string? standard, params string[] words)
    {
        var option = new Option<string?>(name)
        {
            Description = $"{description}: {string.Join(", ", words)}.", HelpName = "WORD", DefaultValueFactory = _ => standard,
        };
        option.AcceptOnlyFromAmong(words);
        return option;
    }

    /// <summary>Reads a decimal, plain or in percent.</summary>
    public static bool TryDecimal(string text, out decimal value)
    {
        var isPercent = text.EndsWith('%');
        var isNumber = decimal.TryParse(
            isPercent ? text[..^1] : text, NumberStyles.Float, CultureInfo.InvariantCulture, out value);
        value = isPercent ? value / 100 : value;
        return isNumber;
    }

    private static double? Read(ArgumentResult result, double? standard)
    {
        if (result.Tokens.Count == 0)
        {
            return standard;
        }

        var text = result.Tokens[0].Value;
        var isPercent = text.EndsWith('%');
        if (isPercent && TryDecimal(text, out var exact))
        {
            return (double)exact; // 0.7% is the double nearest to 0.007
        }

        if (double.TryParse(isPercent ? text[..^1] : text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value))
        {
            return isPercent ? value / 100 : value;
        }

        result.AddError(Wrong(result));
        return null;
    }

    private static string Wrong(ArgumentResult result)
        => $"'{result.Tokens[0].Value}' is not a number such as 0.03 or 3%.";
}

/// <summary>What every option on a share takes.</summary>
internal sealed class SharedInputs
{
    private readonly Option<string?> _right = PriceOptions.Choice("--right", "Call or put", "call", "call", "put");
    private readonly Option<double?> _spot = PriceOptions.Number("--spot", "Price of the underlying.");
    private readonly Option<double?> _strike = PriceOptions.Number("--strike", "Price of exercise.");
    private readonly Option<double?> _years = PriceOptions.Number("--years", "Time to expiry in years.");
    private readonly Option<double?> _rate = PriceOptions.Number("--rate", "Risk-free rate, continuously compounded: 3% or 0.03.", 0);
    private readonly Option<double?> _yield = PriceOptions.Number("--yield", "Dividend yield, continuously compounded.", 0);
    private readonly Option<double?> _volatility = PriceOptions.Number("--vol", "Volatility a year: 30% or 0.3.");

    /// <summary>All but the volatility.</summary>
    public IReadOnlyList<Option> WithoutVolatility => [_right, _spot, _strike, _years, _rate, _yield];

    public IReadOnlyList<Option> All => [.. WithoutVolatility, _volatility];

    public OptionInputs Of(ParseResult parsed, bool takesVolatility = true)
    {
        static double Need(ParseResult parsed, Option<double?> option)
            => parsed.GetValue(option) ?? throw new ArgumentException($"'{option.Name}' is missing: {option.Description}");

        return new OptionInputs(
            parsed.GetValue(_right) == "put" ? OptionRight.Put : OptionRight.Call, Need(parsed, _spot), Need(parsed, _strike),
            Need(parsed, _years), Need(parsed, _rate), Need(parsed, _yield), takesVolatility ? Need(parsed, _volatility) : 0);
    }
}
