using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>The volatility at which a formula gives an observed price.</summary>
/// <remarks>
/// Source: Jäckel (2015), "Let's be rational", Wilmott 75: the price's out-of-the-money part is normalised, the inflection of the
/// value in the volatility divides it into two branches, each with an objective that is nearly straight, and Householder's step of
/// third order solves it (<see cref="NormalisedImpliedVolatility"/>).
/// <para>What comes back is right to a few units in the last place times <see cref="ImpliedVolatilityResult.Accuracy"/>: about
/// 1e-15 for every out-of-the-money price, and as many digits as are left for the time value of one that is in the money.</para>
/// </remarks>
public static class ImpliedVolatility
{
    private const double HalfUnit = 1.1102230246251565e-16; // 2^-53

    /// <summary>From the price of a European option.</summary>
    /// <param name="inputs">Their volatility is not looked at.</param>
    /// <param name="price">In the unit of the spot.</param>
    /// <exception cref="ArgumentException">An input (not the price) is out of its range.</exception>
    public static ImpliedVolatilityResult European(in OptionInputs inputs, double price)
    {
        var i = (inputs with { Volatility = 0 }).Checked();
        var (carried, owed) = (i.Spot * i.YieldDiscount, i.Strike * i.Discount);
        var x = i.LogMoneyness;
        var forward = Math.Abs(x) < 0.3 ? owed * PortableMath.ExpMinusOne(x) : carried - owed;
        var intrinsic = Math.Max(0, i.Right.Sign() * forward);
        var most = i.Right == OptionRight.Call ? carried : owed;
        if (Refusal(i, price, intrinsic, most, HalfUnit * (intrinsic == 0 ? 0 : carried + owed)) is { } refusal)
        {
            return refusal;
        }

        var scale = Math.Sqrt(carried) * Math.Sqrt(owed);
        var s = NormalisedImpliedVolatility.Solve(-Math.Abs(x), (price - intrinsic) / scale, (most - price) / scale);
        var slope = scale * NormalisedBlack.Vega(-Math.Abs(x), s) * s;
        return ImpliedVolatilityResult.Of(s / Math.Sqrt(i.Years), slope > 0 ? HalfUnit * price / slope : double.PositiveInfinity);
    }

    /// <summary>From the price of a European option on a future.</summary>
    /// <inheritdoc cref="Black76.Price"/>
    public static ImpliedVolatilityResult OnFuture(
        OptionRight right, double forward, double strike, double years, double rate, double price)
        => European(new OptionInputs(right, forward, strike, years, rate, rate, 0), price);

    /// <summary>From the price of an American option, within 1e-9 of the volatility at which
    /// <see cref="AmericanOption.Price"/> gives it.</summary>
    /// <param name="inputs">Their volatility is not looked at.</param>
    /// <exception cref="ArgumentException">An input (not the price) is out of its range.</exception>
    public static ImpliedVolatilityResult American(in OptionInputs inputs, double price, AmericanAccuracy? accuracy = null)
    {
        const double Lowest = 1e-4;
        var i = (inputs with { Volatility = Lowest }).Checked();
        if (ExerciseBoundary.KindOf(i.Right, i.Rate, i.Yield) == ExerciseRegion.Never)
        {
            return European(i, price);
        }

        // Without volatility the best of exercising now, later and never; with endless volatility the share or the strike.
        var least = AmericanOption.Price(i with { Volatility = 0 });
        var most = i.Right == OptionRight.Call
            ? i.Spot * Math.Max(1, i.YieldDiscount)
            : i.Strike * Math.Max(1, i.Discount);
        if (Refusal(i, price, least, most, HalfUnit * least) is { } refusal)
        {
            return refusal;
        }

        var (low, high) = (Lowest, 0.5);
        while (AmericanOption.Price(i with { Volatility = high }, accuracy) < price)
        {
            (low, high) = (high, 2 * high);
            if (high > 1e4)
            {
                return ImpliedVolatilityResult.Refused(ImpliedVolatilityVerdict.AtOrAboveMaximum, price, most);
            }
        }

        var copy = i;
        var sigma = Bracketed(v => AmericanOption.Price(copy with { Volatility = v }, accuracy) - price, low, high);
        if (sigma <= Lowest * 1.000001)
        {
            return ImpliedVolatilityResult.Refused(ImpliedVolatilityVerdict.NoTimeValue, price, least);
        }

        var vega = AmericanOption.Price(i with { Volatility = sigma * 1.0001 }, accuracy)
            - AmericanOption.Price(i with { Volatility = sigma * 0.9999 }, accuracy);
        return ImpliedVolatilityResult.Of(sigma, vega > 0 ? HalfUnit * price * 2e-4 / vega : double.PositiveInfinity);
    }

    private static ImpliedVolatilityResult? Refusal(
        in OptionInputs i, double price, double least, double most, double rounding)
    {
        static ImpliedVolatilityResult Because(ImpliedVolatilityVerdict verdict, double price, double bound = 0)
            => ImpliedVolatilityResult.Refused(verdict, price, bound);

        // Of two faults the first in the order of the verdicts is named.
        return !double.IsFinite(price) ? Because(ImpliedVolatilityVerdict.PriceNotFinite, price)
            : i.Years == 0 ? Because(ImpliedVolatilityVerdict.Expired, price)
            : i.Spot == 0 || i.Strike == 0 ? Because(ImpliedVolatilityVerdict.NothingToChance, price)
            : price < least - (2 * rounding) ? Because(ImpliedVolatilityVerdict.BelowIntrinsic, price, least)
            : price <= least + (2 * rounding) ? Because(ImpliedVolatilityVerdict.NoTimeValue, price, least)
            : price >= most * (1 - HalfUnit) ? Because(ImpliedVolatilityVerdict.AtOrAboveMaximum, price, most)
            : null;
    }

    /// <summary>A root between two bounds of a rising function, by the Illinois variant of the false position.</summary>
    private static double Bracketed(Func<double, double> function, double low, double high)
    {
        var (atLow, atHigh) = (function(low), function(high));
        for (var iteration = 0; iteration < 100 && high - low > 1e-12 * high && atLow < 0; iteration++)
        {
            var middle = low + ((high - low) * (atLow / (atLow - atHigh)));
            middle = middle > low && middle < high ? middle : 0.5 * (low + high);
            var at = function(middle);
            if (at == 0)
            {
                return middle;
            }

            if (at < 0)
            {
                (low, atLow, atHigh) = (middle, at, atHigh * 0.5);
            }
            else
            {
                (high, atHigh, atLow) = (middle, at, atLow * 0.5);
            }
        }

        return atLow >= 0 ? low : 0.5 * (low + high);
    }
}
