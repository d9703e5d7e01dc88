using System.Globalization;

namespace MarketSim.Market;

/// <summary>Fees a share of the two sides of a trade; negative is a rebate.</summary>
internal readonly record struct FeeRates(decimal Taker, decimal Maker);

/// <summary>Fee rates by the shares that an account has traded in the month.</summary>
internal sealed class FeeTiers
{
    private readonly List<(decimal From, FeeRates Rates)> _tiers;

    /// <summary>Reads tiers such as <c>1000000:0.0029/-0.0025 5000000:0.0028/-0.0030</c>.</summary>
    /// <exception cref="FormatException">The text is none; the message says what would be.</exception>
    public FeeTiers(FeeRates normal, string text)
    {
        _tiers = [(0, normal)];
        foreach (var tier in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (tier.Split(':', '/') is not [var from, var taker, var maker] || Parse(from) <= _tiers[^1].From)
            {
                throw new FormatException(
                    $"'{text}' is not a list of tiers; accepted are volume:taker/maker with ascending volumes, such as "
                    + "1000000:0.0029/-0.0025, separated by blanks.");
            }

            _tiers.Add((Parse(from), new FeeRates(Parse(taker), Parse(maker))));
        }
    }

    /// <summary>The rates at a volume.</summary>
    public FeeRates At(decimal volume) => _tiers.Last(tier => tier.From <= volume).Rates;

    public static decimal Parse(string number)
        => decimal.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw new FormatException($"'{number}' is not a number; accepted is one such as 0.0030.");
}
