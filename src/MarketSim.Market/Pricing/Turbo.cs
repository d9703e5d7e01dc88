using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>An open-end knock-out: a share in an index or stock financed by the issuer, ended by a barrier.</summary>
/// <param name="Right">A call is long, a put is short.</param>
/// <param name="FinancingLevel">F, what the issuer has lent (or owes) per unit of the underlying; above 0.</param>
/// <param name="Barrier">B; touched from above by a long one, from below by a short one.</param>
/// <param name="Ratio">Underlyings per certificate: 0.01 for a hundredth; above 0.</param>
/// <remarks>Source: issuers' and venues' guides on knock-out products. A barrier that is the financing level leaves nothing; one on
/// the safe side of it leaves a residual.</remarks>
public readonly record struct Turbo(OptionRight Right, decimal FinancingLevel, decimal Barrier, decimal Ratio)
{
    private decimal Sign => Right == OptionRight.Call ? 1 : -1;

    /// <summary>Ratio × (S - F) for a long one, ratio × (F - S) for a short one; never negative.</summary>
    /// <param name="underlying">S; not negative.</param>
    /// <exception cref="ArgumentException">A number is out of its range.</exception>
    public decimal Value(decimal underlying)
    {
        PricingGuard.Positive(FinancingLevel, "financing level");
        PricingGuard.Positive(Ratio, "ratio");
        return Math.Max(0, Sign * Ratio * (PricingGuard.NotNegative(underlying, "price of the underlying") - FinancingLevel));
    }

    /// <summary>By how many percent it moves where the underlying moves by one: S × ratio / value.</summary>
    /// <exception cref="ArgumentException">It is worth nothing.</exception>
    public decimal Leverage(decimal underlying)
        => underlying * Ratio / PricingGuard.Positive(Value(underlying), "value of a turbo whose leverage is asked for");

    /// <summary>The same turbo some days later: F' = F × (1 + (r ± spread) × days / 360), the spread being the issuer's gain: added
    /// for a long one, taken off for a short one. A barrier that lies on the financing level moves with it.</summary>
    /// <param name="rate">A year: 0.02 is 2%.</param>
    /// <param name="spread">A year; not negative.</param>
    /// <param name="days">Calendar days; not negative.</param>
    /// <exception cref="ArgumentException">A number is out of its range.</exception>
    public Turbo After(decimal rate, decimal spread, int days = 1, decimal daysPerYear = 360)
    {
        PricingGuard.NotNegative(spread, "issuer's spread");
        PricingGuard.AtLeast(days, 0, "number of days");
        PricingGuard.Positive(daysPerYear, "number of days in a year");
        var next = FinancingLevel + (FinancingLevel * (rate + (Sign * spread)) * days / daysPerYear);
        return this with { FinancingLevel = next, Barrier = Barrier == FinancingLevel ? next : Barrier };
    }

    /// <summary>Whether this price ends it.</summary>
    public bool IsKnockedOutAt(decimal underlying)
        => Right == OptionRight.Call ? underlying <= Barrier : underlying >= Barrier;

    /// <summary>What is paid back after a knock-out: ratio × what the unwind price leaves over the financing level.</summary>
    /// <param name="unwindPrice">At which the issuer has closed its hedge; not negative.</param>
    /// <exception cref="ArgumentException">A number is out of its range.</exception>
    public decimal Residual(decimal unwindPrice) => Barrier == FinancingLevel ? 0 : Value(unwindPrice);
}
