using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Strategies;

/// <summary>What a derivative is worth by the model, as its maker sees it.</summary>
internal static class DerivativeValue
{
    private const double NanosecondsPerYear = 365.0 * 86_400 * SimDuration.NanosecondsPerSecond;

    /// <summary>The value in price units of the derivative, unrounded.</summary>
    /// <returns>Null where the underlying cannot be seen, the last day is over, or there is no model for the asset type.</returns>
    public static double? Of(Instrument derivative, MarketView view, DerivativeMakerOptions options)
    {
        if (derivative.WrittenOn is not { } on || view.QuoteOf(on) is not { } quote || !Quotes.TryMiddle(quote, out var spot))
        {
            return null;
        }

        var underlying = view.Instruments[on.Value];
        var value = derivative switch
        {
            OptionContract option => Model(
                option.Right, option.Style, spot.Ticks * ((double)option.Deliverable / option.Multiplier), option.Strike, option.Expiry),
            CoveredWarrant warrant => Ratio(warrant.RatioPartsPerMillion)
                * Model(warrant.Right, warrant.Style, spot.Ticks, warrant.Strike, warrant.Expiry),
            Warrant warrant => Diluted(warrant),
            KnockOut product => product.Value(underlying, spot) / (double)underlying.PriceUnit,
            _ => null,
        };
        return value * (double)(underlying.PriceUnit / derivative.PriceUnit);

        // Galai and Schneller know no early exercise, which pays for a warrant no more than for a call.
        double? Diluted(Warrant warrant)
        {
            var years = YearsTo(warrant.Expiry);
            var inputs = new OptionInputs(
                OptionRight.Call, spot.Ticks, warrant.Strike.Ticks, Math.Max(0, years), options.Rate, options.Yield, options.Volatility);
            return years < 0 ? null
                : options.Shares == 0 ? warrant.SharesPerWarrant * BlackScholes.Price(inputs)
                : new GalaiSchneller(options.Shares, options.Warrants, warrant.SharesPerWarrant).Outstanding(inputs);
        }

        double YearsTo(DateOnly expiry) => expiry < options.Calendar.FirstDay ? -1 : Years(view.Now, expiry, options);

        double? Model(OptionRight right, ExerciseStyle style, double price, Price strike, DateOnly expiry)
        {
            var years = YearsTo(expiry);
            if (years < 0)
            {
                return null;
            }

            var inputs = new OptionInputs(right, price, strike.Ticks, years, options.Rate, options.Yield, options.Volatility);
            return style == ExerciseStyle.European ? BlackScholes.Price(inputs) : AmericanOption.Price(inputs, AmericanAccuracy.Fast);
        }
    }

    private static double Ratio(long partsPerMillion) => (double)partsPerMillion / CoveredWarrant.RatioUnit;

    private static double Years(SimTime now, DateOnly expiry, DerivativeMakerOptions options)
        => (options.Calendar.At(expiry, options.ExpiresAt) - now).Nanoseconds / NanosecondsPerYear;
}
