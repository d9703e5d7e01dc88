using System.Globalization;

namespace MarketSim.Market;

/// <summary>Maintenance tiers as people write them: <c>0:0.4 50000:0.5</c>, from which notional on which rate in percent.</summary>
public static class MarginTierText
{
    /// <summary>What is accepted, for error sentences.</summary>
    public const string Accepted = "'0:0.4 50000:0.5' (notional:percent), the first notional 0, notionals rising and rates not falling";

    /// <summary>Reads tiers.</summary>
    /// <exception cref="FormatException">They make no sense; the message says what would.</exception>
    public static MarginTiers Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var tiers = new List<MarginTier>();
        foreach (var part in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var pair = part.Split(':');
            if (pair.Length != 2 || !TryNumber(pair[0], out var floor) || !TryNumber(pair[1], out var percent))
            {
                throw new FormatException($"'{part}' is no maintenance tier; accepted are tiers such as {Accepted}.");
            }

            tiers.Add(new MarginTier(floor, percent / 100));
        }

        try
        {
            return new MarginTiers(tiers);
        }
        catch (ArgumentException refusal)
        {
            throw new FormatException($"{refusal.Message} Accepted are tiers such as {Accepted}.", refusal);
        }
    }

    private static bool TryNumber(string text, out decimal number)
        => decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number);
}
