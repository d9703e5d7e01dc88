using System.Globalization;

namespace MarketSim.Market;

/// <summary>What a broker takes of every fill: by share, by value, with a least amount.</summary>
/// <param name="PerShare">In the currency.</param>
/// <param name="Percent">Of the value.</param>
/// <param name="Minimum">The least of a fill, in the currency.</param>
public sealed record Commission(decimal PerShare, decimal Percent, decimal Minimum)
{
    /// <summary>Nothing.</summary>
    public static Commission None { get; } = new(0, 0, 0);

    /// <summary>What is accepted, in words.</summary>
    public const string Accepted = "parts separated by commas: 0.005/share, 0.1%, 2bp, min=1";

    /// <summary>Reads one such as <c>0.005/share,min=1</c> or <c>0.1%</c>; semicolons separate as well.</summary>
    /// <exception cref="FormatException">It is none; the message says what would be.</exception>
    public static Commission Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var all = None;
        foreach (var part in text.Split([',', ';'], StringSplitOptions.TrimEntries))
        {
            all = part.EndsWith("/share", StringComparison.Ordinal) ? all with { PerShare = Number(part[..^6]) }
                : part.EndsWith('%') ? all with { Percent = Number(part[..^1]) }
                : part.EndsWith("bp", StringComparison.Ordinal) ? all with { Percent = Number(part[..^2]) / 100 }
                : part.StartsWith("min", StringComparison.Ordinal) ? all with { Minimum = Number(part[3..].TrimStart('=', ' ')) }
                : throw Refused(text);
        }

        return all;

        decimal Number(string number) => decimal.TryParse(
            number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) && value < 1_000_000 ? value : throw Refused(text);
    }

    /// <summary>What a fill costs in minor units, halves away from zero.</summary>
    /// <param name="shares">How many.</param>
    /// <param name="amount">What they cost, in minor units.</param>
    /// <param name="minorUnits">Minor units of one unit of the currency.</param>
    public long Of(decimal shares, long amount, decimal minorUnits)
    {
        var minor = (PerShare * shares * minorUnits) + (Percent / 100 * Math.Abs(amount));
        return (long)decimal.Round(Math.Max(minor, Minimum * minorUnits), MidpointRounding.AwayFromZero);
    }

    /// <summary>As it is read.</summary>
    public override string ToString()
    {
        var parts = new List<string>();
        Add(PerShare, "", "/share");
        Add(Percent, "", "%");
        Add(Minimum, "min=", "");
        return parts.Count == 0 ? "0%" : string.Join(';', parts);

        void Add(decimal value, string before, string after)
        {
            if (value != 0)
            {
                parts.Add(string.Create(CultureInfo.InvariantCulture, $"{before}{value.ToString("0.############", CultureInfo.InvariantCulture)}{after}"));
            }
        }
    }

    private static FormatException Refused(string text) => new($"'{text}' is no commission; accepted is {Accepted}.");
}
