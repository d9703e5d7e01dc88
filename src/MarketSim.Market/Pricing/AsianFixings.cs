namespace MarketSim.Market;

/// <summary>The moments whose prices are averaged, some of which may lie in the past.</summary>
/// <param name="YearsToCome">Years from now, ascending, from 0 to expiry.</param>
/// <param name="PastCount">How many prices have been averaged already.</param>
/// <param name="PastAverage">Their average, of the option's own kind; not looked at where there are none.</param>
public sealed record AsianFixings(IReadOnlyList<double> YearsToCome, int PastCount = 0, double PastAverage = 0)
{
    /// <summary>A number of evenly spaced moments, the last at expiry.</summary>
    /// <exception cref="ArgumentException">Fewer than one.</exception>
    public static AsianFixings Evenly(int count, double years)
    {
        PricingGuard.AtLeast(count, 1, "number of averaged prices");
        return new AsianFixings([.. Enumerable.Range(1, count).Select(k => years * k / count)]);
    }

    internal void Check(in OptionInputs inputs)
    {
        PricingGuard.AtLeast(PastCount, 0, "number of past prices");
        PricingGuard.AtLeast(PastCount + YearsToCome.Count, 1, "number of averaged prices");
        if (PastCount > 0)
        {
            PricingGuard.Positive(PastAverage, "average of the past prices");
        }

        var before = 0.0;
        foreach (var years in YearsToCome)
        {
            before = PricingGuard.Between(years, before, inputs.Years * (1 + 1e-12), "moment of an averaged price");
        }
    }
}
