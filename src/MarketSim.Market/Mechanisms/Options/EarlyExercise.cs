using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>Whether a call should be exercised before its share goes ex dividend.</summary>
/// <remarks>Exercising gives up the put that the call contains and the interest on the strike, and gains the dividend. Source: MARKET
/// rules, section 9; Hull, "Options, Futures, and Other Derivatives", chapter on American calls on dividend-paying stocks.</remarks>
public static class EarlyExercise
{
    /// <summary>What is given up for each share: the same-strike put + K (1 - e^(-r T)).</summary>
    /// <param name="put">Value of the put of the same strike and expiry, in the quote currency; not negative.</param>
    /// <param name="strike">The strike K.</param>
    /// <param name="rate">Interest r a year, continuously compounded: 0.05 is 5%.</param>
    /// <param name="years">Time T to expiry in years of 365 days.</param>
    public static double Cost(double put, double strike, double rate, double years)
        => put + (strike * (1 - PortableMath.Exp(-rate * years)));

    /// <summary>Whether the dividend of a share is worth more than what exercising gives up.</summary>
    /// <param name="dividend">The dividend of a share, in the quote currency.</param>
    /// <inheritdoc cref="Cost"/>
    public static bool Pays(double dividend, double put, double strike, double rate, double years)
        => dividend > Cost(put, strike, rate, years);
}
