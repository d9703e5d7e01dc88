using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>European options on a forward or a future: as <see cref="BlackScholes"/> with a yield equal to the rate.</summary>
/// <remarks>Source: Black (1976), "The pricing of commodity contracts", J. Financial Economics 3.</remarks>
public static class Black76
{
    /// <summary>The value, discounted from expiry.</summary>
    /// <param name="right">Call or put.</param>
    /// <param name="forward">The future's price; not negative.</param>
    /// <param name="strike">In the unit of the future's price; not negative.</param>
    /// <param name="years">To expiry; not negative.</param>
    /// <param name="rate">Risk-free rate, continuously compounded.</param>
    /// <param name="volatility">Of the future's price, a year; not negative.</param>
    /// <exception cref="ArgumentException">An input is out of its range.</exception>
    public static double Price(
        OptionRight right, double forward, double strike, double years, double rate, double volatility)
        => BlackScholes.Price(Inputs(right, forward, strike, years, rate, volatility));

    /// <summary>The value and its Greeks; delta and gamma with regard to the future's price, rho with that price held.</summary>
    /// <exception cref="ArgumentException">An input is out of its range.</exception>
    public static Greeks Greeks(
        OptionRight right, double forward, double strike, double years, double rate, double volatility)
    {
        var greeks = BlackScholes.Greeks(Inputs(right, forward, strike, years, rate, volatility));
        return greeks with { Rho = -years * greeks.Price, YieldRho = 0 };
    }

    private static OptionInputs Inputs(
        OptionRight right, double forward, double strike, double years, double rate, double volatility)
        => new(right, forward, strike, years, rate, rate, volatility);
}
