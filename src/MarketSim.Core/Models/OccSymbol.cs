using System.Globalization;

namespace MarketSim.Core;

/// <summary>What the symbol of a listed option says, as the clearing house writes it: root, last day, C or P, strike in thousandths, such
/// as AAPL140606C00645000.</summary>
/// <remarks>Source: OCC, Options Symbology Initiative (2010). A last day on a Saturday, as until 2015, is the Friday before: the last on
/// which the series trades.</remarks>
/// <param name="Root">The symbol of the underlying, mostly.</param>
/// <param name="Expiry">The last trading day.</param>
/// <param name="Written">The last day as it is written.</param>
/// <param name="Right">Call or put.</param>
/// <param name="StrikeThousandths">The strike in thousandths of the currency.</param>
public readonly record struct OccSymbol(string Root, DateOnly Expiry, DateOnly Written, OptionRight Right, long StrikeThousandths)
{
    private const int TailLength = 15;

    /// <summary>Reads one, in any case, its root filled up with blanks or not.</summary>
    /// <returns>Null if it is none.</returns>
    public static OccSymbol? TryParse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var at = text.Length - TailLength;
        if (at is < 1 or > 6 || !text[..at].Trim().All(char.IsAsciiLetterOrDigit) || text[..at].Trim().Length == 0
            || !DateOnly.TryParseExact(text.AsSpan(at, 6), "yyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var written)
            || char.ToUpperInvariant(text[at + 6]) is not ('C' or 'P')
            || !long.TryParse(text.AsSpan(at + 7), NumberStyles.None, CultureInfo.InvariantCulture, out var strike) || strike < 1)
        {
            return null;
        }

        var expiry = written.DayOfWeek switch
        {
            DayOfWeek.Saturday => written.AddDays(-1), DayOfWeek.Sunday => written.AddDays(-2), _ => written,
        };
        return new OccSymbol(
            text[..at].Trim(), expiry, written, char.ToUpperInvariant(text[at + 6]) == 'C' ? OptionRight.Call : OptionRight.Put, strike);
    }
}
