using System.Globalization;
using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>Lists the series of a chain: every expiry with every strike, call and put.</summary>
public static class OptionChain
{
    /// <summary>The series in order of id: by expiry, then strike, the call before the put.</summary>
    /// <param name="underlying">What they are written on.</param>
    /// <param name="firstId">The id of the first; the others follow.</param>
    /// <param name="firstAsset">The asset of the first; each series has one of its own, and they follow.</param>
    /// <param name="terms">Which series.</param>
    /// <exception cref="ArgumentException">There would be none, or a strike makes no sense.</exception>
    public static IReadOnlyList<OptionContract> List(
        Instrument underlying, InstrumentId firstId, AssetId firstAsset, OptionChainTerms terms)
    {
        ArgumentNullException.ThrowIfNull(underlying);
        ArgumentNullException.ThrowIfNull(terms);
        if (terms.Expiries.Count == 0 || terms.Strikes.Count == 0)
        {
            throw new ArgumentException("A chain needs at least one expiry and one strike.", nameof(terms));
        }

        var series = new List<OptionContract>();
        foreach (var expiry in terms.Expiries.Distinct().Order())
        {
            foreach (var strike in terms.Strikes.Distinct().Order())
            {
                series.Add(Make(OptionRight.Call, expiry, strike));
                series.Add(Make(OptionRight.Put, expiry, strike));
            }
        }

        return series;

        OptionContract Make(OptionRight right, DateOnly expiry, decimal strike)
        {
            var contract = terms.Series(
                underlying, new InstrumentId(firstId.Value + series.Count), new AssetId(firstAsset.Value + series.Count), right, expiry, strike);
            return contract.Fault is { } fault ? throw new ArgumentException($"Series '{contract.Symbol}' {fault}.") : contract;
        }
    }

    /// <summary>The symbol of a series as the clearing house writes it: root, date, C or P, strike in thousandths.</summary>
    /// <param name="root">The root, such as the symbol of the underlying; at most six characters.</param>
    /// <param name="expiry">The last day.</param>
    /// <param name="right">Call or put.</param>
    /// <param name="strike">The strike in the quote currency; at most three decimals, below 100,000.</param>
    /// <param name="isPadded">Whether the root is filled with blanks to six characters, for 21 in all; lists of symbols separate
    /// them by blanks, so instruments go without.</param>
    /// <remarks>Source: OCC, Options Symbology Initiative (2010).</remarks>
    public static string Symbol(string root, DateOnly expiry, OptionRight right, decimal strike, bool isPadded = false)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(root);
        if (root.Length > 6)
        {
            throw new ArgumentException($"The root '{root}' has {root.Length} characters; at most six are accepted.", nameof(root));
        }

        var thousandths = strike * 1000;
        if (thousandths < 1 || thousandths >= 100_000_000 || thousandths != decimal.Truncate(thousandths))
        {
            throw new ArgumentException(
                string.Create(CultureInfo.InvariantCulture, $"The strike {strike} must lie between 0.001 and 99,999.999, in whole thousandths."),
                nameof(strike));
        }

        return string.Create(
            CultureInfo.InvariantCulture, $"{Stem(isPadded ? root.PadRight(6) : root, expiry, right)}{(long)thousandths:00000000}");
    }

    /// <summary>The symbol of a series as the clearing house writes it; where that form has no room for the root or the strike, both are
    /// written as they are: <c>BTCUSDT260116C120000.5</c>.</summary>
    /// <param name="root">The root, such as the symbol of the underlying.</param>
    /// <param name="expiry">The last day.</param>
    /// <param name="right">Call or put.</param>
    /// <param name="strike">The strike in the quote currency.</param>
    public static string AnySymbol(string root, DateOnly expiry, OptionRight right, decimal strike)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(root);
        var thousandths = strike * 1000;
        var fits = root.Length <= 6 && thousandths >= 1 && thousandths < 100_000_000 && thousandths == decimal.Truncate(thousandths);
        return fits ? Symbol(root, expiry, right, strike)
            : string.Create(CultureInfo.InvariantCulture, $"{Stem(root, expiry, right)}{strike:0.########}");
    }

    /// <summary>What the symbols of a root's series begin with: root, date, C or P.</summary>
    internal static string Stem(string root, DateOnly expiry, OptionRight right)
        => string.Create(CultureInfo.InvariantCulture, $"{root}{expiry:yyMMdd}{(right == OptionRight.Call ? 'C' : 'P')}");

    /// <summary>The third Friday of a month, or the business day before it where that is a holiday.</summary>
    public static DateOnly ThirdFriday(int year, int month, MarketCalendar calendar)
    {
        ArgumentNullException.ThrowIfNull(calendar);
        var first = new DateOnly(year, month, 1);
        var friday = first.AddDays((((int)DayOfWeek.Friday - (int)first.DayOfWeek + 7) % 7) + 14);
        return calendar.IsBusinessDay(friday) ? friday : calendar.AddBusinessDays(friday, -1);
    }

    /// <summary>The next monthly expiries, beginning with the first that is not before a day.</summary>
    public static IReadOnlyList<DateOnly> Monthly(DateOnly from, int count, MarketCalendar calendar)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var expiries = new List<DateOnly>();
        for (var month = new DateOnly(from.Year, from.Month, 1); expiries.Count < count; month = month.AddMonths(1))
        {
            if (ThirdFriday(month.Year, month.Month, calendar) is var expiry && expiry >= from)
            {
                expiries.Add(expiry);
            }
        }

        return expiries;
    }

    /// <summary>The standard distance between strikes: 2.50 below 25, 5 below 200, 10 from there.</summary>
    /// <remarks>Source: Cboe rule 4.5, standard strike price intervals.</remarks>
    public static decimal StandardInterval(decimal price) => price < 25 ? 2.5m : price < 200 ? 5 : 10;

    /// <summary>Strikes around a price: the nearest multiple of the interval, and so many on either side of it.</summary>
    /// <param name="price">The price of the underlying.</param>
    /// <param name="eachSide">How many above, and as many below; those that would not be positive are left out.</param>
    /// <param name="interval">Their distance; the standard one if left out, which is wider above 25 and above 200.</param>
    public static IReadOnlyList<decimal> StrikesAround(decimal price, int eachSide, decimal? interval = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(price);
        ArgumentOutOfRangeException.ThrowIfNegative(eachSide);
        if (interval is <= 0)
        {
            throw new ArgumentException("The interval between strikes must be positive.", nameof(interval));
        }

        var step = interval ?? StandardInterval(price);
        var middle = Math.Max(step, Math.Round(price / step, MidpointRounding.AwayFromZero) * step);
        var strikes = new SortedSet<decimal> { middle };
        var (up, down) = (middle, middle);
        for (var i = 0; i < eachSide; i++)
        {
            strikes.Add(up += interval ?? StandardInterval(up));

            // Going down, the interval is the one in force below: 25 is followed by 22.50, 200 by 195.
            down -= interval ?? StandardInterval(down - 0.01m);
            if (down > 0)
            {
                strikes.Add(down);
            }
        }

        return [.. strikes];
    }
}
