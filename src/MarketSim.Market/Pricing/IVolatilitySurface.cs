namespace MarketSim.Market;

/// <summary>Which volatility an option of a strike and an expiry is quoted with.</summary>
public interface IVolatilitySurface
{
    /// <summary>Black-Scholes volatility a year.</summary>
    /// <param name="strike">Above 0.</param>
    /// <param name="years">To expiry; above 0.</param>
    /// <exception cref="ArgumentException">Strike or time is out of its range.</exception>
    double Volatility(double strike, double years);
}

/// <summary>The forward prices that a surface measures its strikes against: S e^((r-q)T).</summary>
/// <param name="Spot">Above 0.</param>
/// <param name="Rate">A year, continuously compounded.</param>
/// <param name="Yield">A year, continuously compounded.</param>
public readonly record struct ForwardPrices(double Spot, double Rate = 0, double Yield = 0)
{
    /// <summary>ln(strike / forward).</summary>
    public double LogMoneyness(double strike, double years)
    {
        PricingGuard.Positive(Spot, "spot");
        PricingGuard.Positive(strike, "strike");
        PricingGuard.Positive(years, "time to expiry in years");
        return PricingMath.LogRatio(strike, Spot) - ((Rate - Yield) * years);
    }
}
