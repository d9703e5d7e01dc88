using System.Globalization;
using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Simulation;

/// <summary>The mechanisms in force in a back-test: those that are asked for, and those that its data and broker need.</summary>
internal static class BacktestMechanisms
{
    /// <summary>Makes them, in the order of the catalog.</summary>
    public static IReadOnlyList<ITradingMechanism> Create(BacktestSetup setup, IReadOnlyList<Instrument> instruments)
    {
        var specs = setup.Mechanisms.ToList();
        if (setup.Actions.Count > 0 && specs.All(spec => spec.Name != "corporate-actions"))
        {
            specs.Add(MechanismSpec.Of("corporate-actions"));
        }

        // Whoever writes an option owes: that needs margin, on the market's side at least.
        if (instruments.Any(instrument => instrument is OptionContract))
        {
            specs.AddRange(specs.All(spec => spec.Name != "options") ? [MechanismSpec.Of("options")] : []);
            specs.AddRange(specs.All(spec => spec.Name is not ("margin" or "portfolio-margin")) ? [MechanismSpec.Of("margin")] : []);
        }

        var minorUnits = 1L;
        for (var i = 0; i < setup.CurrencyDecimals; i++)
        {
            minorUnits *= 10;
        }

        if (setup.Commission != Commission.None)
        {
            specs.Add(MechanismSpec.Of(
                "commission", ("terms", setup.Commission.ToString()), ("account", Whole(ExecutionVenue.Trader.Value)),
                ("minor-units", Whole(minorUnits))));
        }

        return MechanismCatalog.Create(specs);

        static string Whole(long number) => number.ToString(CultureInfo.InvariantCulture);
    }
}
