using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>An amount that the underlying pays, and loses, at a known time.</summary>
/// <param name="Years">From now to the ex-date; a dividend at or before now, or at or after expiry, does not count.</param>
/// <param name="Amount">Cash a share; not negative.</param>
public readonly record struct CashDividend(double Years, double Amount);

/// <summary>How known cash dividends and a lognormal price are brought together.</summary>
public enum DividendModel
{
    /// <summary>The price less the dividends' present value is lognormal. Source: Hull, "Options, Futures, and Other
    /// Derivatives", chapters on stock options and on trees.</summary>
    Escrowed,

    /// <summary>The price itself is lognormal between ex-dates and falls by the amount on each. Source: Vellekoop and
    /// Nieuwenhuis (2006), Applied Mathematical Finance 13.</summary>
    SpotDrop,
}

/// <summary>Dividends seen from an option.</summary>
public static class CashDividends
{
    /// <summary>The present value of those that fall between now and expiry.</summary>
    /// <exception cref="ArgumentException">A negative amount, or a number that is not finite.</exception>
    public static double PresentValue(ReadOnlySpan<CashDividend> dividends, double rate, double years)
    {
        var sum = 0.0;
        foreach (var dividend in dividends)
        {
            PricingGuard.NotNegative(dividend.Amount, "dividend");
            PricingGuard.Finite(dividend.Years, "time of the dividend in years");
            sum += dividend.Years > 0 && dividend.Years < years
                ? dividend.Amount * PortableMath.Exp(-rate * dividend.Years)
                : 0;
        }

        return sum;
    }

    /// <summary>The inputs with the spot cut by the dividends' present value: what a European formula takes.</summary>
    /// <remarks>Source: Hull, section "European options on dividend-paying stocks".</remarks>
    /// <exception cref="ArgumentException">The dividends are worth more than the share.</exception>
    public static OptionInputs Escrowed(in OptionInputs inputs, params ReadOnlySpan<CashDividend> dividends)
    {
        var value = PresentValue(dividends, inputs.Rate, inputs.Years);
        return value <= inputs.Spot
            ? inputs with { Spot = inputs.Spot - value }
            : throw new ArgumentException("The dividends until expiry must be worth no more than the spot.");
    }
}
