using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>Strategy-based margin of options and of the shares they are written on.</summary>
/// <remarks>
/// Sources: Cboe Rule 10.3 and Margin Manual, FINRA 4210(f)(2). The permitted strategies, of which the cheapest combination counts:
/// <list type="bullet">
/// <item>Naked: premium + max(rate × underlying - out of the money, minimum). Short straddle or strangle: the greater side + the other
/// side's premium.</item>
/// <item>Spread: as many long as short options of each right, none ending before the short it stands for, of any number of legs
/// (vertical, calendar, diagonal, butterfly, condor, iron condor, box, ratio): the greatest loss at expiry over all prices of the
/// underlying. Long options are paid in full.</item>
/// <item>Covered: shares and a short call, or short shares and a short put: nothing for the option; long shares are valued at most, short
/// ones at least, at the strike.</item>
/// <item>Protected (maintenance only): shares and a long put, short shares and a long call: 10% of the strike + what it is out of the
/// money, at most the shares' own margin. Collar: the same, at most 25% of the call's strike. Conversion and reversal (one strike, one
/// expiry): 10% of the strike.</item>
/// <item>Long options: paid in full; 75% where they end after more than nine months.</item>
/// </list>
/// </remarks>
public static class OptionMargin
{
    /// <summary>The cheapest permitted way to margin a book.</summary>
    /// <param name="book">Positions in one underlying and its options, and their prices.</param>
    /// <param name="time">Initial or maintenance; initially premiums are those at which positions were opened.</param>
    /// <param name="terms">The rates; left out, those of options on a US share.</param>
    /// <returns>Amounts in the money of the prices, exact.</returns>
    /// <exception cref="ArgumentException">A price or strike is negative, or a contract delivers nothing.</exception>
    public static OptionMarginResult Requirement(
        OptionBook book, MarginTime time = MarginTime.Initial, OptionMarginTerms? terms = null)
    {
        ArgumentNullException.ThrowIfNull(book);
        Validate(book);
        var rules = new StrategyRules(Merged(book), time, terms ?? OptionMarginTerms.Equity);
        return new StrategyMatching(rules).Match();
    }

    // The same series long and short is one position.
    private static OptionBook Merged(OptionBook book)
    {
        var legs = new List<OptionLeg>();
        foreach (var leg in book.Legs)
        {
            var same = legs.FindIndex(l => l.Right == leg.Right && l.Strike == leg.Strike && l.Expiry == leg.Expiry && l.DeliversAs(leg)
                && l.Price == leg.Price && l.Premium == leg.Premium);
            if (same < 0)
            {
                legs.Add(leg);
            }
            else
            {
                legs[same] = legs[same] with { Contracts = legs[same].Contracts + leg.Contracts };
            }
        }

        return book with { Legs = [.. legs.Where(leg => leg.Contracts != 0)] };
    }

    private static void Validate(OptionBook book)
    {
        if (book.Underlying < 0)
        {
            throw new ArgumentException($"The underlying's price is {book.Underlying}; a price of zero or more was expected.");
        }

        foreach (var leg in book.Legs)
        {
            if (leg.Strike < 0 || leg.Price < 0 || leg.Premium < 0)
            {
                throw new ArgumentException($"An option has strike {leg.Strike} and price {leg.Price}; zero or more was expected.");
            }

            if (leg.Deliverable < 1 || leg.Multiplier < 1)
            {
                throw new ArgumentException(
                    $"An option delivers {leg.Deliverable} shares at a multiplier of {leg.Multiplier}; one or more was expected.");
            }
        }
    }
}
