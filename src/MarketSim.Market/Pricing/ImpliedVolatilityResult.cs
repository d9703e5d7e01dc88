using System.Globalization;

namespace MarketSim.Market;

/// <summary>Whether a price has an implied volatility, and if not, why.</summary>
public enum ImpliedVolatilityVerdict
{
    /// <summary>It has exactly one.</summary>
    Found,

    /// <summary>The price is not a finite number.</summary>
    PriceNotFinite,

    /// <summary>No time is left: any volatility gives the payoff.</summary>
    Expired,

    /// <summary>Spot or strike is 0: the value does not depend on volatility.</summary>
    NothingToChance,

    /// <summary>The price is below what the option is worth without volatility: an arbitrage, or a stale quote.</summary>
    BelowIntrinsic,

    /// <summary>The price is what the option is worth without volatility, to its last digits: every small volatility fits.</summary>
    NoTimeValue,

    /// <summary>The price is at or above what no volatility reaches: the share for a call, the strike's value for a put.</summary>
    AtOrAboveMaximum,
}

/// <summary>A volatility, or the reason why there is none.</summary>
public sealed record ImpliedVolatilityResult
{
    private ImpliedVolatilityResult(ImpliedVolatilityVerdict verdict, double? volatility, double? accuracy, string sentence)
        => (Verdict, Volatility, Accuracy, Sentence) = (verdict, volatility, accuracy, sentence);

    /// <summary>Found, or why not.</summary>
    public ImpliedVolatilityVerdict Verdict { get; }

    /// <summary>The volatility a year, where there is one.</summary>
    public double? Volatility { get; }

    /// <summary>How far, relative to itself, the volatility moves when the price moves by half a unit of its last place: no method
    /// can be more accurate. Large for deep options whose price is almost all intrinsic value.</summary>
    public double? Accuracy { get; }

    /// <summary>One sentence for people.</summary>
    public string Sentence { get; }

    /// <summary>The volatility.</summary>
    /// <exception cref="ArgumentException">There is none; the message is <see cref="Sentence"/>.</exception>
    public double Require() => Volatility ?? throw new ArgumentException(Sentence);

    internal static ImpliedVolatilityResult Of(double volatility, double accuracy) => new(
        ImpliedVolatilityVerdict.Found, volatility, accuracy,
        string.Create(CultureInfo.InvariantCulture, $"The implied volatility is {volatility:R}."));

    internal static ImpliedVolatilityResult Refused(ImpliedVolatilityVerdict verdict, double price, double bound)
    {
        var (p, b) = (price.ToString("R", CultureInfo.InvariantCulture), bound.ToString("R", CultureInfo.InvariantCulture));
        return new(verdict, null, null, verdict switch
        {
            ImpliedVolatilityVerdict.PriceNotFinite => $"The price {p} is not a finite number.",
            ImpliedVolatilityVerdict.Expired => $"No time is left to expiry, so no volatility follows from the price {p}.",
            ImpliedVolatilityVerdict.NothingToChance
                => $"Spot and strike must be above 0 for a volatility to follow from the price {p}.",
            ImpliedVolatilityVerdict.BelowIntrinsic
                => $"The price {p} is below {b}, which the option is worth without volatility.",
            ImpliedVolatilityVerdict.NoTimeValue
                => $"The price {p} is the {b} that the option is worth without volatility, so every small one fits.",
            _ => $"The price {p} is not below {b}, which no volatility reaches.",
        });
    }
}
