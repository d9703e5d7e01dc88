namespace MarketSim.Market;

/// <summary>Currencies for later delivery.</summary>
/// <remarks>Source: covered interest parity with simple interest, as money markets quote it: F = S (1 + r_quote t) / (1 + r_base t).
/// For the pair EURUSD the base is the euro and the quote the dollar.</remarks>
public static class FxForward
{
    /// <summary>The forward price.</summary>
    /// <param name="spot">Units of the quote currency for one of the base; above 0.</param>
    /// <param name="quoteRate">Simple, a year, of the quote currency: 0.05 is 5%.</param>
    /// <param name="baseRate">Simple, a year, of the base currency.</param>
    /// <param name="days">From spot date to delivery; not negative.</param>
    /// <param name="quoteDaysPerYear">360, or 365 for sterling and some others.</param>
    /// <param name="baseDaysPerYear">The same of the base currency.</param>
    /// <returns>Not rounded.</returns>
    /// <exception cref="ArgumentException">A number is out of its range.</exception>
    public static decimal Price(
        decimal spot, decimal quoteRate, decimal baseRate, int days, int quoteDaysPerYear = 360, int baseDaysPerYear = 360)
    {
        PricingGuard.Positive(spot, "spot");
        PricingGuard.AtLeast(days, 0, "number of days");
        PricingGuard.AtLeast(quoteDaysPerYear, 1, "number of days in a year");
        PricingGuard.AtLeast(baseDaysPerYear, 1, "number of days in a year");

        // One division, so that only the result is rounded.
        return spot * (quoteDaysPerYear + (quoteRate * days)) * baseDaysPerYear
            / (quoteDaysPerYear * PricingGuard.Positive(baseDaysPerYear + (baseRate * days), "growth of the base currency"));
    }

    /// <summary>Forward less spot, in pips.</summary>
    /// <param name="pip">0.0001, or 0.01 for pairs with the yen; above 0.</param>
    /// <exception cref="ArgumentException">The pip is not above 0.</exception>
    public static decimal Points(decimal spot, decimal forward, decimal pip = 0.0001m)
        => (forward - spot) / PricingGuard.Positive(pip, "pip");
}
