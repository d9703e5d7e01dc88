namespace MarketSim.Market;

/// <summary>Greeks of any pricing function, by central differences of second order.</summary>
/// <remarks>Steps: 1e-4 of the spot for delta (1e-3 for gamma), 1e-4 for rates and volatility, a thousandth of the time left. A
/// function that is not smooth there (a barrier being touched, expiry) has no such Greeks; what comes out is its mean
/// slope.</remarks>
public static class NumericalGreeks
{
    /// <summary>The value and its Greeks.</summary>
    public static Greeks Of(OptionInputs inputs, Func<OptionInputs, double> price)
    {
        var i = inputs.Checked();
        var (ds, dg) = (i.Spot * 1e-4, i.Spot * 1e-3);
        var dv = Math.Min(1e-4, 0.5 * i.Volatility);
        var dt = 1e-3 * i.Years;
        const double DRate = 1e-4;

        double At(double spotStep = 0, double volatilityStep = 0, double timeStep = 0, double rateStep = 0, double yieldStep = 0)
            => price(i with
            {
                Spot = i.Spot + spotStep, Volatility = i.Volatility + volatilityStep, Years = i.Years + timeStep,
                Rate = i.Rate + rateStep, Yield = i.Yield + yieldStep,
            });

        double Delta(double volatilityStep, double timeStep)
            => (At(ds, volatilityStep, timeStep) - At(-ds, volatilityStep, timeStep)) / (2 * ds);

        var here = At();
        var (up, down) = (At(volatilityStep: dv), At(volatilityStep: -dv));
        return new Greeks(
            Price: here,
            Delta: Slope(At(ds), At(-ds), ds),
            Gamma: dg == 0 ? 0 : (At(dg) - (2 * here) + At(-dg)) / (dg * dg),
            Vega: Slope(up, down, dv),
            Theta: -Slope(At(timeStep: dt), At(timeStep: -dt), dt),
            Rho: Slope(At(rateStep: DRate), At(rateStep: -DRate), DRate),
            YieldRho: Slope(At(yieldStep: DRate), At(yieldStep: -DRate), DRate),
            Vanna: ds == 0 ? 0 : Slope(Delta(dv, 0), Delta(-dv, 0), dv),
            Volga: dv == 0 ? 0 : (up - (2 * here) + down) / (dv * dv),
            Charm: ds == 0 ? 0 : -Slope(Delta(0, dt), Delta(0, -dt), dt));
    }

    private static double Slope(double up, double down, double step) => step == 0 ? 0 : (up - down) / (2 * step);
}
