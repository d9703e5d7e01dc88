using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>A company whose warrants are outstanding: what its equity is worth, and into how many parts it is divided.</summary>
/// <param name="Share">Its share.</param>
/// <param name="SharesOutstanding">Shares that exist: N.</param>
/// <param name="Value">Its equity, what its warrants are worth included, in minor units: V; null if nobody has stated it.</param>
/// <param name="Warrants">Each issue of warrants and how many of it are outstanding: M.</param>
/// <remarks>Source: Galai and Schneller (1978); Hull, "Options, Futures, and Other Derivatives", chapter on warrants.</remarks>
public sealed record Company(
    Instrument Share, long SharesOutstanding, Money? Value, IReadOnlyList<(Warrant Issue, long Outstanding)> Warrants)
{
    /// <summary>Equity per existing share, V / N, in price units of the share, unrounded.</summary>
    /// <exception cref="InvalidOperationException">Nobody has stated a value, or there are no shares.</exception>
    public double ValuePerShare => Known / SharesOutstanding * TicksPerMinor;

    /// <summary>How an issue dilutes, exercised alone: the model of its value.</summary>
    public GalaiSchneller Dilution(Warrant issue)
    {
        ArgumentNullException.ThrowIfNull(issue);
        return new(SharesOutstanding, Warrants.First(entry => entry.Issue.Id == issue.Id).Outstanding, issue.SharesPerWarrant);
    }

    /// <summary>The price of a share once all warrants of an issue are exercised, if that pays: (V + g M X) / (N + g M), else V / N; in
    /// price units.</summary>
    public double PriceAfterExercise(Warrant issue)
        => Dilution(issue).SharePriceAtExpiry(Known * TicksPerMinor, issue.Strike.Ticks);

    /// <summary>What a warrant pays at expiry: g N / (N + g M) × max(0, V / N - X), in price units of the share.</summary>
    public double PayoffPerWarrant(Warrant issue) => Dilution(issue).PayoffAtExpiry(Known * TicksPerMinor, issue.Strike.Ticks);

    /// <summary>The price of a share as the company's value says, rounded half up to the price unit; null without a value.</summary>
    public Price? FairPrice => Value is { } value && SharesOutstanding > 0
        ? new((long)Rounding.HalfUp.Divide((Int128)value.Minor * Share.TickValueDenominator, (Int128)SharesOutstanding * Share.TickValueNumerator))
        : null;

    private double Known => Value?.Minor ?? throw new InvalidOperationException(
        $"Nobody has stated the value of the company of '{Share.Symbol}'; the instruction CompanyValue does.");

    private double TicksPerMinor => (double)Share.TickValueDenominator / Share.TickValueNumerator;
}
