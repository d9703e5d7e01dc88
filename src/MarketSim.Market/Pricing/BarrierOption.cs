using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>From which side the price comes to a barrier, and what happens there.</summary>
public enum BarrierKind
{
    /// <summary>Ends when the price falls to the barrier.</summary>
    DownAndOut,

    /// <summary>Begins when the price falls to the barrier.</summary>
    DownAndIn,

    /// <summary>Ends when the price rises to the barrier.</summary>
    UpAndOut,

    /// <summary>Begins when the price rises to the barrier.</summary>
    UpAndIn,
}

/// <summary>European calls and puts that begin or end when the price touches a barrier: all eight, with rebate.</summary>
/// <remarks>
/// Source: Reiner and Rubinstein (1991), "Breaking down the barriers", Risk 4; in the form of Haug (2007), section 4.17.1, whose
/// letters A to F are kept. The rebate of an out-option is paid when the barrier is touched, that of an in-option at expiry if it
/// was not. Watched at moments only, the barrier counts as further away by the factor e^(0.5826 σ√Δt): Broadie, Glasserman and
/// Kou (1997), Mathematical Finance 7.
/// <para>A price at or beyond the barrier (as it counts) has touched it: an in-option is then the plain one, an out-option its
/// rebate.</para>
/// </remarks>
public static class BarrierOption
{
    private const double DiscreteShift = 0.5825971579390106; // -ζ(1/2) / √(2π)

    /// <summary>The value.</summary>
    /// <param name="barrier">In the unit of the spot; above 0.</param>
    /// <param name="rebate">Cash a share; not negative.</param>
    /// <param name="watchedPerYear">How often a year the price is compared with the barrier, evenly spaced; null for always.</param>
    /// <exception cref="ArgumentException">An input is out of its range, or a rebate is to be paid on touch where the rate is so
    /// negative that its value has no closed form.</exception>
    public static double Price(
        in OptionInputs inputs, BarrierKind kind, double barrier, double rebate = 0, double? watchedPerYear = null)
    {
        var i = inputs.Checked();
        PricingGuard.Positive(barrier, "barrier");
        PricingGuard.NotNegative(rebate, "rebate");
        PricingGuard.Positive(i.Strike, "strike of a barrier option");
        var isDown = kind is BarrierKind.DownAndIn or BarrierKind.DownAndOut;
        var isIn = kind is BarrierKind.DownAndIn or BarrierKind.UpAndIn;
        var level = watchedPerYear is { } times
            ? barrier * PortableMath.Exp((isDown ? -1 : 1) * DiscreteShift * i.Volatility
                / Math.Sqrt(PricingGuard.Positive(times, "number of times a year that the barrier is watched")))
            : barrier;
        if (isDown ? i.Spot <= level : i.Spot >= level)
        {
            return isIn ? BlackScholes.Value(i) : rebate;
        }

        if (i.Years == 0)
        {
            return isIn ? rebate : i.Intrinsic;
        }

        // Below this the terms' powers of H/S leave the range of numbers, and the path is certain to every digit shown.
        return i.TotalVolatility < 1e-5 || i.Spot == 0
            ? WithoutChance(i, isDown, isIn, level, rebate)
            : Math.Max(0, new BarrierTerms(i, level, rebate, isDown).Value(isIn));
    }

    private static double WithoutChance(in OptionInputs i, bool isDown, bool isIn, double level, double rebate)
    {
        var last = i.Spot * PortableMath.Exp(i.Carry * i.Years);
        var touches = isDown ? last <= level : last >= level;
        if (isIn)
        {
            return touches ? BlackScholes.Value(i with { Volatility = 0 }) : rebate * i.Discount;
        }

        return !touches ? BlackScholes.Value(i with { Volatility = 0 })
            : rebate * PortableMath.Exp(-i.Rate * PricingMath.LogRatio(level, i.Spot) / i.Carry);
    }
}
