using System.Globalization;
using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Ui.Cli;

/// <summary>Positions in one underlying, as they are typed.</summary>
internal sealed record MarginCase(string Name, decimal Spot, long Shares, IReadOnlyList<OptionLeg> Legs, bool IsIndex)
{
    private const string Accepted = "accepted are 'short 1 call 55 @2.10', 'long 2 put 45 2026-06-19 @0.80 opened 1.00' "
        + "and 'long 100 shares'";

    /// <summary>Options that name no expiry all end on this day.</summary>
    public static readonly DateOnly SameDay = new(9999, 12, 31);

    /// <summary>Reads legs.</summary>
    /// <exception cref="ArgumentException">One of them is none; the sentence says what is accepted.</exception>
    public static MarginCase Of(IReadOnlyList<string> texts, decimal? spot, bool isIndex)
    {
        var legs = new List<OptionLeg>();
        var shares = 0L;
        foreach (var text in texts)
        {
            var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToList();
            if (words.Count == 3 && words[2] is "shares" or "share")
            {
                shares += Quantity(words, text);
            }
            else
            {
                legs.Add(Leg(words, text));
            }
        }

        return new MarginCase(
            string.Empty, spot ?? throw new ArgumentException("'--spot' is missing: the price of the underlying."), shares, legs, isIndex);
    }

    private static OptionLeg Leg(List<string> words, string text)
    {
        if (words.Count < 4 || words[2] is not ("call" or "put"))
        {
            throw Wrong(text);
        }

        var right = words[2] == "call" ? OptionRight.Call : OptionRight.Put;
        var leg = new OptionLeg(right, Number(words[3], text), SameDay, Quantity(words, text), -1);
        for (var i = 4; i < words.Count; i++)
        {
            if (words[i].StartsWith('@'))
            {
                leg = leg with { Price = Number(words[i][1..], text) };
            }
            else if (words[i] == "opened" && i + 1 < words.Count)
            {
                leg = leg with { Premium = Number(words[++i].TrimStart('@'), text) };
            }
            else if (DateOnly.TryParseExact(words[i], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var expiry))
            {
                leg = leg with { Expiry = expiry };
            }
            else
            {
                throw Wrong(text);
            }
        }

        return leg.Price >= 0 ? leg : throw new ArgumentException($"The leg '{text}' has no price; {Accepted}.");
    }

    private static long Quantity(List<string> words, string text)
    {
        if (words[0] is not ("long" or "short")
            || !long.TryParse(words[1], NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count is < 1 or > 1_000_000_000)
        {
            throw Wrong(text);
        }

        return words[0] == "long" ? count : -count;
    }

    private static decimal Number(string word, string text)
        => decimal.TryParse(word, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number < 1_000_000_000
            ? number
            : throw Wrong(text);

    private static ArgumentException Wrong(string text) => new($"The leg '{text}' is not understood; {Accepted}.");
}
