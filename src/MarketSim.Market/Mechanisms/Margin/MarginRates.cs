using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>The rates in force for each instrument: the rules', higher ones of the house, and payment in full.</summary>
internal static class MarginRates
{
    /// <summary>One set of terms by instrument.</summary>
    /// <exception cref="ArgumentException">A symbol is not traded here.</exception>
    public static IReadOnlyList<OptionMarginTerms> Of(MechanismDesk desk, OptionSet options)
    {
        var standard = new OptionMarginTerms
        {
            LongInitialRate = options.Percent("initial"),
            LongMaintenanceRate = options.Percent("maintenance"),
            ShortInitialRate = options.Percent("short-initial"),
            Short = new ShortMaintenance(
                options.Exact("short-boundary"), options.Exact("short-minimum"), options.Percent("short-maintenance"),
                options.Exact("short-low-minimum"), options.Percent("short-low-maintenance")),
            NakedRate = options.Percent("option-rate"),
            NakedMinimumRate = options.Percent("option-minimum"),
            LongTermRate = options.Percent("long-term-options"),
        };
        var terms = desk.Instruments.Select(instrument => IsMarginable(instrument) ? standard : InFull(standard)).ToArray();
        foreach (var instrument in desk.FindAll(options.Text("broad-indices")))
        {
            terms[instrument.Id.Value] = terms[instrument.Id.Value] with { NakedRate = options.Percent("index-rate") };
        }

        foreach (var (symbol, percent) in MarginSettings.BySymbol(options.Text("house-initial")))
        {
            ref var found = ref terms[desk.Find(symbol).Id.Value];
            found = found with
            {
                LongInitialRate = Math.Max(found.LongInitialRate, percent / 100),
                ShortInitialRate = Math.Max(found.ShortInitialRate, percent / 100),
            };
        }

        foreach (var (symbol, percent) in MarginSettings.BySymbol(options.Text("house-maintenance")))
        {
            ref var found = ref terms[desk.Find(symbol).Id.Value];
            var least = percent / 100;
            found = found with
            {
                LongInitialRate = Math.Max(found.LongInitialRate, Math.Min(1, least)),
                LongMaintenanceRate = Math.Max(found.LongMaintenanceRate, Math.Min(1, least)),
                ShortInitialRate = Math.Max(found.ShortInitialRate, least),
                Short = found.Short with
                {
                    Rate = Math.Max(found.Short.Rate, least), LowRate = Math.Max(found.Short.LowRate, least),
                },
            };
        }

        foreach (var instrument in desk.FindAll(options.Text("not-marginable")))
        {
            terms[instrument.Id.Value] = InFull(terms[instrument.Id.Value]);
        }

        return terms;
    }

    // Coins and currencies lend nothing; of options only the underlying's terms are asked.
    private static bool IsMarginable(Instrument instrument)
        => instrument is Equity or Etf or Bond or MarketIndex or OptionContract or Future;

    private static OptionMarginTerms InFull(OptionMarginTerms terms)
        => terms with { LongInitialRate = 1, LongMaintenanceRate = 1, ShortInitialRate = Math.Max(1, terms.ShortInitialRate) };
}
