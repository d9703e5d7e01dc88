using System.Globalization;

namespace MarketSim.Market;

/// <summary>The money market rates of a currency pair, and the forward rates that they lead to by covered parity.</summary>
/// <param name="Base">Simple rate of the base currency, a fraction a year.</param>
/// <param name="Quote">Simple rate of the quote currency, a fraction a year.</param>
/// <param name="BaseYear">Days of the base currency's year: 360, or 365 as for sterling.</param>
/// <param name="QuoteYear">Days of the quote currency's year.</param>
public readonly record struct InterestRates(decimal Base, decimal Quote, int BaseYear, int QuoteYear)
{
    /// <summary>What is accepted, for error sentences.</summary>
    public const string Accepted =
        "'EURUSD:3.5/5' (pair:base/quote, in percent a year), with the days of the years where they are not 360: 'GBPUSD:4/5:365/360'";

    /// <summary>F = S (1 + r_quote t) / (1 + r_base t).</summary>
    /// <param name="spot">The spot rate.</param>
    /// <param name="days">Calendar days from the spot value date.</param>
    /// <remarks>Source: covered interest parity; MARKET rules, section 11.</remarks>
    public decimal Forward(decimal spot, int days)
        => FxForward.Price(spot, Quote, Base, days, QuoteYear, BaseYear);

    /// <summary>Reads rates of pairs, separated by blanks.</summary>
    /// <exception cref="FormatException">They make no sense; the message says what would.</exception>
    public static IReadOnlyDictionary<string, InterestRates> Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var rates = new SortedDictionary<string, InterestRates>(StringComparer.Ordinal);
        foreach (var part in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var fields = part.Split(':');
            if (fields.Length is not (2 or 3) || !TryPair(fields[1], out var percent)
                || !TryPair(fields.Length == 3 ? fields[2] : "360/360", out var years) || years.Item1 < 1 || years.Item2 < 1
                || !rates.TryAdd(fields[0], new(percent.Item1 / 100, percent.Item2 / 100, (int)years.Item1, (int)years.Item2)))
            {
                throw new FormatException($"'{part}' gives no rates here; accepted are pairs such as {Accepted}, each once.");
            }
        }

        return rates;
    }

    private static bool TryPair(string text, out (decimal, decimal) pair)
    {
        var fields = text.Split('/');
        pair = default;
        return fields.Length == 2 && TryNumber(fields[0], out pair.Item1) && TryNumber(fields[1], out pair.Item2);
    }

    private static bool TryNumber(string text, out decimal number)
        => decimal.TryParse(
            text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number)
            && Math.Abs(number) <= 1_000;
}
