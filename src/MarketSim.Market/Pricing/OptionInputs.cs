using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>What the value of a plain option depends on, in the model of a lognormal price with constant parameters.</summary>
/// <param name="Right">Call or put.</param>
/// <param name="Spot">Price of the underlying now; not negative.</param>
/// <param name="Strike">Price of exercise, in the unit of the spot; not negative.</param>
/// <param name="Years">Time to expiry in years (Act/365 by convention); not negative.</param>
/// <param name="Rate">Risk-free rate a year, continuously compounded: 0.03 is 3%. May be negative.</param>
/// <param name="Yield">Dividend yield (foreign rate, borrow fee) a year, continuously compounded. The cost of carry is
/// <paramref name="Rate"/> less <paramref name="Yield"/>.</param>
/// <param name="Volatility">Standard deviation of the log return over a year: 0.3 is 30%; not negative.</param>
public readonly record struct OptionInputs(
    OptionRight Right, double Spot, double Strike, double Years, double Rate, double Yield, double Volatility)
{
    /// <summary>Cost of carry a year: rate less yield.</summary>
    public double Carry => Rate - Yield;

    /// <summary>Standard deviation of the log return until expiry: σ√T.</summary>
    public double TotalVolatility => Volatility * Math.Sqrt(Years);

    /// <summary>Present value of one unit of money at expiry.</summary>
    public double Discount => PortableMath.Exp(-Rate * Years);

    /// <summary>Present value of one share delivered at expiry, in shares: e^(-qT).</summary>
    public double YieldDiscount => PortableMath.Exp(-Yield * Years);

    /// <summary>Forward price for delivery at expiry.</summary>
    public double Forward => Spot * PortableMath.Exp(Carry * Years);

    /// <summary>Logarithm of forward over strike.</summary>
    public double LogMoneyness => PricingMath.LogRatio(Spot, Strike) + (Carry * Years);

    /// <summary>What exercise now is worth.</summary>
    public double Intrinsic => Right.Payoff(Spot, Strike);

    /// <summary>These inputs, if they make sense.</summary>
    /// <exception cref="ArgumentException">One of them does not; the sentence says which.</exception>
    public OptionInputs Checked()
    {
        PricingGuard.NotNegative(Spot, "spot");
        PricingGuard.NotNegative(Strike, "strike");
        PricingGuard.NotNegative(Years, "time to expiry in years");
        PricingGuard.Finite(Rate, "rate");
        PricingGuard.Finite(Yield, "yield");
        PricingGuard.NotNegative(Volatility, "volatility");
        return this;
    }
}
