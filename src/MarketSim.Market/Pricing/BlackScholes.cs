using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>European calls and puts on a price with a continuous yield.</summary>
/// <remarks>
/// Source: Black and Scholes (1973), J. Political Economy 81; Merton (1973) for the yield; the Greeks as in Haug (2007), "The
/// Complete Guide to Option Pricing Formulas", chapter 2. d₁ = (ln(S/K) + (r - q + σ²/2)T) / (σ√T), d₂ = d₁ - σ√T.
/// <para>The value is intrinsic value of the forward plus an out-of-the-money part computed without cancellation
/// (<see cref="NormalisedBlack"/>), so that it is right to about 1e-13 of itself, also where it is 1e-200, and call less
/// put is the forward's value to the last bit or two.</para>
/// <para>At expiry, or without volatility, the value is the discounted payoff of the forward; delta is then 0, ½ or 1 of the
/// yield's discount, and gamma is 0.</para>
/// </remarks>
public static class BlackScholes
{
    /// <summary>The value.</summary>
    /// <returns>In the unit of the spot; never negative.</returns>
    /// <exception cref="ArgumentException">An input is out of its range.</exception>
    public static double Price(in OptionInputs inputs) => Value(inputs.Checked());

    /// <summary>The value and its Greeks.</summary>
    /// <exception cref="ArgumentException">An input is out of its range.</exception>
    public static Greeks Greeks(in OptionInputs inputs)
    {
        var i = inputs.Checked();
        var s = i.TotalVolatility;
        return s > 0 && i.Spot > 0 && i.Strike > 0 ? GreeksOf(i, s) : GreeksOfForward(i);
    }

    internal static double Value(in OptionInputs i)
    {
        var (carried, owed) = (i.Spot * i.YieldDiscount, i.Strike * i.Discount);
        var sign = i.Right.Sign();
        if (carried == 0 || owed == 0)
        {
            return Math.Max(0, sign * (carried - owed));
        }

        var x = i.LogMoneyness;
        var outside = Math.Sqrt(carried) * Math.Sqrt(owed) * NormalisedBlack.Value(-Math.Abs(x), i.TotalVolatility);

        // Near the money the difference of the two roundings would be all that is left.
        var forward = Math.Abs(x) < 0.3 ? owed * PortableMath.ExpMinusOne(x) : carried - owed;
        return Math.Max(0, sign * forward) + outside;
    }

    private static Greeks GreeksOf(in OptionInputs i, double s)
    {
        var sign = i.Right.Sign();
        var (t, sigma) = (i.Years, i.Volatility);
        var (carried, owed) = (i.Spot * i.YieldDiscount, i.Strike * i.Discount);
        var d1 = (i.LogMoneyness / s) + (0.5 * s);
        var d2 = d1 - s;
        var density = PortableMath.NormalDensity(d1);
        var (held, paid) = (PortableMath.NormalCdf(sign * d1), PortableMath.NormalCdf(sign * d2));
        var vega = carried * density * Math.Sqrt(t);
        return new Greeks(
            Price: Value(i),
            Delta: sign * i.YieldDiscount * held,
            Gamma: i.YieldDiscount * density / (i.Spot * s),
            Vega: vega,
            Theta: (sign * ((i.Yield * carried * held) - (i.Rate * owed * paid))) - (carried * density * sigma / (2 * Math.Sqrt(t))),
            Rho: sign * t * owed * paid,
            YieldRho: -sign * t * carried * held,
            Vanna: -i.YieldDiscount * density * d2 / sigma,
            Volga: vega * d1 * d2 / sigma,
            Charm: i.YieldDiscount * ((sign * i.Yield * held) - (density * ((2 * i.Carry * t) - (d2 * s)) / (2 * t * s))));
    }

    /// <summary>Without volatility an option is its forward where that ends in the money, and nothing elsewhere.</summary>
    private static Greeks GreeksOfForward(in OptionInputs i)
    {
        var sign = i.Right.Sign();
        var (carried, owed) = (i.Spot * i.YieldDiscount, i.Strike * i.Discount);
        var inside = sign * (carried - owed) > 0 ? 1 : carried == owed ? 0.5 : 0;
        var vega = inside == 0.5 ? carried * PricingMath.InverseSqrtTwoPi * Math.Sqrt(i.Years) : 0;
        return new Greeks(
            Price: Value(i),
            Delta: sign * i.YieldDiscount * inside,
            Gamma: 0,
            Vega: vega,
            Theta: sign * inside * ((i.Yield * carried) - (i.Rate * owed)),
            Rho: sign * i.Years * owed * inside,
            YieldRho: -sign * i.Years * carried * inside,
            Vanna: 0,
            Volga: 0,
            Charm: sign * i.Yield * i.YieldDiscount * inside);
    }
}
