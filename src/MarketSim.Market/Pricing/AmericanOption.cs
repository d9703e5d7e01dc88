using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>American calls and puts on a price with a continuous yield: fast and accurate.</summary>
/// <remarks>
/// Source: Andersen, Lake and Offengenden (2016), see <see cref="PutBoundary"/>. A call is the put with spot and strike, rate and
/// yield changed about (McDonald and Schroder 1998). In the put's terms: where r ≤ 0 and q ≥ r exercise never pays, and the value is
/// European; where q &lt; r &lt; 0 exercise pays between two boundaries, and the value comes from a tree of
/// <see cref="TreeSteps"/> steps, to about 1e-4 of the strike. For cash dividends use <see cref="BinomialTree"/>.
/// </remarks>
public static class AmericanOption
{
    /// <summary>Steps of the tree where two boundaries would be needed.</summary>
    public const int TreeSteps = 2_001;

    private const double RateStep = 1e-4;

    /// <summary>The value; at least the European one and what exercise now pays.</summary>
    /// <param name="accuracy">By default <see cref="AmericanAccuracy.Standard"/>.</param>
    /// <exception cref="ArgumentException">An input is out of its range.</exception>
    public static double Price(in OptionInputs inputs, AmericanAccuracy? accuracy = null)
    {
        var i = inputs.Checked();
        if (i.TotalVolatility == 0 || i.Spot == 0 || i.Strike == 0)
        {
            return WithoutChance(i);
        }

        var exercise = ExerciseBoundary.KindOf(i.Right, i.Rate, i.Yield);
        return exercise == ExerciseRegion.Never ? BlackScholes.Value(i)
            : exercise == ExerciseRegion.BetweenTwoPrices ? BinomialTree.Price(i, ExerciseStyle.American, TreeSteps)
            : ExerciseBoundary.Solve(i, accuracy).Value(i.Spot, i.Strike);
    }

    /// <summary>The value and its Greeks. Delta and gamma are integrals of their own, theta follows from the differential
    /// equation, the others are central differences.</summary>
    /// <exception cref="ArgumentException">An input is out of its range, or without volatility, time, spot or strike.</exception>
    public static Greeks Greeks(in OptionInputs inputs, AmericanAccuracy? accuracy = null)
    {
        var i = inputs.Checked();
        PricingGuard.Positive(i.TotalVolatility, "volatility until expiry of an American option whose Greeks are asked for");
        PricingGuard.Positive(i.Spot, "spot");
        PricingGuard.Positive(i.Strike, "strike");
        var exercise = ExerciseBoundary.KindOf(i.Right, i.Rate, i.Yield);
        if (exercise == ExerciseRegion.Never)
        {
            return BlackScholes.Greeks(i);
        }

        if (exercise == ExerciseRegion.BetweenTwoPrices)
        {
            return NumericalGreeks.Of(i, moved => Price(moved, accuracy));
        }

        var (price, delta, gamma) = ExerciseBoundary.Solve(i, accuracy).Slopes(i.Spot, i.Strike);
        var isExercised = price <= i.Intrinsic && i.Intrinsic > 0;
        var theta = isExercised ? 0 : (i.Rate * price) - (i.Carry * i.Spot * delta)
            - (0.5 * i.Volatility * i.Volatility * i.Spot * i.Spot * gamma);
        var (dv, dt) = (1e-3 * i.Volatility, 1e-3 * i.Years);
        var (up, down) = (At(i with { Volatility = i.Volatility + dv }), At(i with { Volatility = i.Volatility - dv }));
        var (later, sooner) = (At(i with { Years = i.Years - dt }), At(i with { Years = i.Years + dt }));
        return new Greeks(
            Price: price,
            Delta: delta,
            Gamma: gamma,
            Vega: (up.Price - down.Price) / (2 * dv),
            Theta: theta,
            Rho: (At(i with { Rate = i.Rate + RateStep }).Price - At(i with { Rate = i.Rate - RateStep }).Price) / (2 * RateStep),
            YieldRho: (At(i with { Yield = i.Yield + RateStep }).Price - At(i with { Yield = i.Yield - RateStep }).Price) / (2 * RateStep),
            Vanna: (up.Delta - down.Delta) / (2 * dv),
            Volga: (up.Price - (2 * price) + down.Price) / (dv * dv),
            Charm: (later.Delta - sooner.Delta) / (2 * dt));

        // A rate moved below 0 may leave no boundary to solve for.
        (double Price, double Delta) At(in OptionInputs moved)
        {
            if (ExerciseBoundary.KindOf(moved.Right, moved.Rate, moved.Yield) != ExerciseRegion.BeyondOnePrice)
            {
                return (Price(moved, accuracy), 0);
            }

            var slopes = ExerciseBoundary.Solve(moved, accuracy).Slopes(moved.Spot, moved.Strike);
            return (slopes.Price, slopes.Delta);
        }
    }

    /// <summary>The price at which exercise pays, with all the time left: at or below it for a put, at or above it for a call.
    /// </summary>
    /// <returns>Null where early exercise never pays.</returns>
    /// <exception cref="ArgumentException">An input is out of its range, or exercise pays between two prices.</exception>
    public static double? ExercisePrice(in OptionInputs inputs, AmericanAccuracy? accuracy = null)
    {
        var i = inputs.Checked();
        return ExerciseBoundary.KindOf(i.Right, i.Rate, i.Yield) == ExerciseRegion.Never
            ? null
            : ExerciseBoundary.Solve(i, accuracy).CriticalPrice(i.Strike, i.Years);
    }

    /// <summary>The price goes one way only: the best moment is now, at expiry, or where the payoff's present value turns.</summary>
    private static double WithoutChance(in OptionInputs i)
    {
        var best = Math.Max(i.Intrinsic, PresentPayoff(i, i.Years));
        if (i.Carry != 0 && i.Yield != 0 && i.Spot > 0)
        {
            var turn = i.Rate * i.Strike / (i.Yield * i.Spot);
            var time = turn > 0 ? PortableMath.Log(turn) / i.Carry : 0;
            best = time > 0 && time < i.Years ? Math.Max(best, PresentPayoff(i, time)) : best;
        }

        return best;
    }

    private static double PresentPayoff(in OptionInputs i, double time)
        => Math.Max(0, i.Right.Sign() * ((i.Spot * PortableMath.Exp(-i.Yield * time)) - (i.Strike * PortableMath.Exp(-i.Rate * time))));
}
