using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>European options that pay all or nothing.</summary>
/// <remarks>Source: Reiner and Rubinstein (1991), "Unscrambling the binary code", Risk 4; Haug (2007), section 4.19. Exactly at the
/// strike a call and a put without time left are taken to pay half each, so that together they always pay once.</remarks>
public static class DigitalOption
{
    /// <summary>The value of a fixed amount paid at expiry if the price ends beyond the strike.</summary>
    /// <param name="cash">What is paid; not negative.</param>
    /// <exception cref="ArgumentException">An input is out of its range.</exception>
    public static double CashOrNothing(in OptionInputs inputs, double cash = 1)
    {
        var i = inputs.Checked();
        return PricingGuard.NotNegative(cash, "amount of cash") * i.Discount * Chance(i, -0.5);
    }

    /// <summary>The value of one share received at expiry if the price ends beyond the strike.</summary>
    /// <exception cref="ArgumentException">An input is out of its range.</exception>
    public static double AssetOrNothing(in OptionInputs inputs)
    {
        var i = inputs.Checked();
        return i.Spot == 0 ? 0 : i.Spot * i.YieldDiscount * Chance(i, 0.5);
    }

    /// <summary>Φ(±d): d₂ for half = -½, d₁ for ½.</summary>
    private static double Chance(in OptionInputs i, double half)
    {
        var sign = i.Right.Sign();
        if (i.Spot == 0 || i.Strike == 0)
        {
            return i.Spot == i.Strike ? 0.5 : sign * (i.Spot - i.Strike) > 0 ? 1 : 0;
        }

        var (x, s) = (i.LogMoneyness, i.TotalVolatility);
        return s > 0 ? PortableMath.NormalCdf(sign * ((x / s) + (half * s))) : x == 0 ? 0.5 : sign * x > 0 ? 1 : 0;
    }
}
