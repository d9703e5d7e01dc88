using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>When it can pay to exercise an American option before its expiry.</summary>
public enum ExerciseRegion
{
    /// <summary>Never: it is worth as much as the European one.</summary>
    Never,

    /// <summary>Beyond one price: below it for a put, above it for a call.</summary>
    BeyondOnePrice,

    /// <summary>Between two prices (both rates negative).</summary>
    BetweenTwoPrices,
}

/// <summary>From which price on an American option is exercised, for every time left. It depends on neither spot nor strike, so
/// that one boundary values a whole chain of one expiry.</summary>
public sealed class ExerciseBoundary
{
    private readonly OptionRight _right;
    private readonly double _rate;
    private readonly double _yield;
    private readonly double _volatility;
    private readonly AmericanAccuracy _accuracy;
    private readonly PutBoundary _put;

    private ExerciseBoundary(OptionRight right, double rate, double yield, double volatility, double years, AmericanAccuracy accuracy)
    {
        (_right, _volatility, _accuracy) = (right, volatility, accuracy);
        (_rate, _yield) = AsPut(right, rate, yield);
        _put = new PutBoundary(_rate, _yield, volatility, years, accuracy);
    }

    /// <summary>When exercise can pay.</summary>
    public static ExerciseRegion KindOf(OptionRight right, double rate, double yield)
    {
        var (r, q) = AsPut(right, rate, yield);
        return r <= 0 && q >= r ? ExerciseRegion.Never : r < 0 ? ExerciseRegion.BetweenTwoPrices : ExerciseRegion.BeyondOnePrice;
    }

    /// <summary>The boundary of options with this right, rate, yield, volatility and (greatest) time to expiry; spot and strike
    /// are not looked at.</summary>
    /// <param name="accuracy">By default <see cref="AmericanAccuracy.Standard"/>.</param>
    /// <exception cref="ArgumentException">An input is out of its range, or there is not exactly one boundary.</exception>
    public static ExerciseBoundary Solve(in OptionInputs inputs, AmericanAccuracy? accuracy = null)
    {
        PricingGuard.Finite(inputs.Rate, "rate");
        PricingGuard.Finite(inputs.Yield, "yield");
        PricingGuard.Positive(inputs.Years, "time to expiry in years");
        PricingGuard.Positive(inputs.Volatility, "volatility");
        return KindOf(inputs.Right, inputs.Rate, inputs.Yield) == ExerciseRegion.BeyondOnePrice
            ? new ExerciseBoundary(
                inputs.Right, inputs.Rate, inputs.Yield, inputs.Volatility, inputs.Years, accuracy ?? AmericanAccuracy.Standard)
            : throw new ArgumentException(
                "There is a single exercise boundary only where early exercise pays beyond one price: for a put, a positive rate, "
                + "or a rate of 0 and a negative yield; for a call, the same with rate and yield changed about.");
    }

    /// <summary>The price at which exercise pays.</summary>
    /// <param name="yearsLeft">From 0 to the time solved for.</param>
    /// <exception cref="ArgumentException">More time is left than was solved for.</exception>
    public double CriticalPrice(double strike, double yearsLeft)
    {
        PricingGuard.NotNegative(strike, "strike");
        PricingGuard.Between(yearsLeft, 0, _put.Years, "time left in years");
        var relative = PortableMath.Exp(_put.LogAt(Math.Sqrt(yearsLeft / _put.Years)));
        return _right == OptionRight.Put ? strike * relative : strike / relative;
    }

    /// <summary>The option's value with all the time left.</summary>
    /// <exception cref="ArgumentException">Spot or strike is not positive.</exception>
    public double Value(double spot, double strike) => Slopes(spot, strike).Price;

    /// <summary>Value, delta and gamma with all the time left.</summary>
    internal (double Price, double Delta, double Gamma) Slopes(double spot, double strike)
    {
        PricingGuard.Positive(spot, "spot");
        PricingGuard.Positive(strike, "strike");
        var payoff = _right.Payoff(spot, strike);
        var relative = _right == OptionRight.Put ? spot / strike : strike / spot;
        if (PortableMath.Log(relative) <= _put.LogAt(1))
        {
            return (payoff, _right.Sign(), 0);
        }

        var (price, delta, gamma) = OnStrikeOne(relative);
        return _right == OptionRight.Put
            ? (Math.Max(payoff, strike * price), delta, gamma / strike)
            : (Math.Max(payoff, spot * price), price - (relative * delta), relative * relative * gamma / spot);
    }

    private (double Price, double Delta, double Gamma) OnStrikeOne(double spot)
    {
        var european = BlackScholes.Greeks(new OptionInputs(OptionRight.Put, spot, 1, _put.Years, _rate, _yield, _volatility));
        var premium = PutPremium.At(spot, _rate, _yield, _volatility, _put, _accuracy);
        return (european.Price + Math.Max(0, premium.Value), european.Delta + premium.Delta, european.Gamma + premium.Gamma);
    }

    private static (double Rate, double Yield) AsPut(OptionRight right, double rate, double yield)
        => right == OptionRight.Put ? (rate, yield) : (yield, rate);
}
