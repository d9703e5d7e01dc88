using MarketSim.Core;

namespace MarketSim.Strategies;

/// <summary>Between which price and which aggressiveness an adaptive-aggressive trader sees a connection.</summary>
/// <remarks>
/// Source: Vytelingum, Cliff and Jennings (2008), "Strategic bidding in continuous double auctions", Artificial Intelligence 172, section
/// 4: aggressiveness r from −1 (the best price there could be) over 0 (the equilibrium p*) to 1 (no profit at all), bent by θ. With
/// f(x) = (e^(xθ) − 1)/(e^θ − 1): a buyer who may hope to trade (limit l above p*) targets p* + (l − p*)f(r) for r ≥ 0 and p*(1 − f(−r))
/// below; one whose limit lies below p* targets l for r ≥ 0 and l(1 − f(−r)) below. Sellers likewise, up to the highest price.
/// </remarks>
public static class AggressivenessModel
{
    // Where θ is as small as this, f is the straight line that it tends to.
    private const double Straight = 1e-6;

    /// <summary>The price that an aggressiveness aims at.</summary>
    /// <param name="role">Buyer or seller.</param>
    /// <param name="limit">What the unit is worth, in price units.</param>
    /// <param name="equilibrium">p*, in price units.</param>
    /// <param name="ceiling">The highest price, in price units.</param>
    /// <param name="theta">θ.</param>
    /// <param name="aggressiveness">r, from −1 to 1.</param>
    public static double Target(Side role, double limit, double equilibrium, double ceiling, double theta, double aggressiveness)
    {
        var bent = Bend(Math.Abs(aggressiveness), theta);
        if (role == Side.Buy)
        {
            var middle = Math.Min(limit, equilibrium);
            return aggressiveness >= 0 ? middle + ((limit - middle) * bent) : middle * (1 - bent);
        }

        var centre = Math.Max(limit, equilibrium);
        return aggressiveness >= 0
            ? limit + ((centre - limit) * (1 - bent))
            : centre + ((Math.Max(ceiling, centre) - centre) * bent);
    }

    /// <summary>The aggressiveness that aims at a price: the inverse of <see cref="Target"/>, at most ±1.</summary>
    public static double Of(Side role, double limit, double equilibrium, double ceiling, double theta, double price)
    {
        if (role == Side.Buy)
        {
            var middle = Math.Min(limit, equilibrium);
            return price >= middle
                ? Unbend(Part(price - middle, limit - middle), theta)
                : -Unbend(Part(middle - price, middle), theta);
        }

        var centre = Math.Max(limit, equilibrium);
        return price <= centre
            ? Unbend(Part(centre - price, centre - limit), theta)
            : -Unbend(Part(price - centre, Math.Max(ceiling, centre) - centre), theta);
    }

    /// <summary>The θ that suits a volatility: high in a calm market, where it pays to stay at the equilibrium.</summary>
    /// <param name="volatility">Smith's α of late, as a fraction from zero (the calmest so far) to one (the most volatile).</param>
    /// <param name="gamma">γ.</param>
    /// <param name="min">θ in the most volatile market.</param>
    /// <param name="max">θ in the calmest.</param>
    public static double ThetaFor(double volatility, double gamma, double min, double max)
        => min + ((max - min) * (1 - (volatility * PortableMath.Exp(gamma * (volatility - 1)))));

    private static double Bend(double x, double theta)
        => Math.Abs(theta) < Straight ? x : PortableMath.ExpMinusOne(x * theta) / PortableMath.ExpMinusOne(theta);

    private static double Unbend(double part, double theta)
        => Math.Abs(theta) < Straight ? part : PortableMath.LogOnePlus(part * PortableMath.ExpMinusOne(theta)) / theta;

    // What lies beyond the end, or between ends that are one, is the end.
    private static double Part(double of, double whole) => whole <= 0 ? (of > 0 ? 1 : 0) : Math.Clamp(of / whole, 0, 1);
}
