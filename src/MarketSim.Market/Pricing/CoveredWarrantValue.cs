using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>An issuer's warrant on shares or an index that exist already: cash-settled, no dilution.</summary>
/// <param name="Style">When it may be exercised.</param>
/// <param name="Ratio">Underlyings per warrant: 0.1 where ten warrants are worth an option; above 0.</param>
public readonly record struct CoveredWarrantValue(ExerciseStyle Style, double Ratio)
{
    /// <summary>Ratio × option.</summary>
    /// <exception cref="ArgumentException">A number is out of its range.</exception>
    public double Value(in OptionInputs option)
        => PricingGuard.Positive(Ratio, "ratio")
            * (Style == ExerciseStyle.European ? BlackScholes.Price(option) : AmericanOption.Price(option));

    /// <summary>What is paid in cash at expiry.</summary>
    /// <exception cref="ArgumentException">A number is out of its range.</exception>
    public double PayoffAtExpiry(OptionRight right, double settlementPrice, double strike)
        => PricingGuard.Positive(Ratio, "ratio")
            * right.Payoff(PricingGuard.NotNegative(settlementPrice, "settlement price"), PricingGuard.NotNegative(strike, "strike"));

    /// <summary>Delta times the underlying's price over the warrant's: by how many percent it moves where the underlying moves by
    /// one.</summary>
    /// <exception cref="ArgumentException">A number is out of its range, or the warrant is worth nothing.</exception>
    public double Leverage(in OptionInputs option)
    {
        var greeks = Style == ExerciseStyle.European ? BlackScholes.Greeks(option) : AmericanOption.Greeks(option);
        return greeks.Delta * option.Spot / PricingGuard.Positive(greeks.Price, "value of a warrant whose leverage is asked for");
    }
}
