namespace MarketSim.Market;

/// <summary>A value and how it answers to what it depends on.</summary>
/// <param name="Price">The value itself, in the unit of the spot.</param>
/// <param name="Delta">Change per unit of the underlying's price.</param>
/// <param name="Gamma">Change of delta per unit of the underlying's price.</param>
/// <param name="Vega">Change per 1.00 of volatility: a hundredth of it for a percentage point.</param>
/// <param name="Theta">Change per year that passes, all else equal: over 365 for a day.</param>
/// <param name="Rho">Change per 1.00 of the rate.</param>
/// <param name="YieldRho">Change per 1.00 of the yield; 0 for an option on a future.</param>
/// <param name="Vanna">Change of delta per 1.00 of volatility.</param>
/// <param name="Volga">Change of vega per 1.00 of volatility.</param>
/// <param name="Charm">Change of delta per year that passes.</param>
public readonly record struct Greeks(
    double Price, double Delta, double Gamma, double Vega, double Theta, double Rho, double YieldRho, double Vanna, double Volga,
    double Charm);
