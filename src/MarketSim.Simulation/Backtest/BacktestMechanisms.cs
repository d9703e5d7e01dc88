using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Simulation;

/// <summary>The mechanisms in force in a back-test: those that are asked for, and those that its data and broker need.</summary>
internal static class BacktestMechanisms
{
    /// <summary>Makes them, in the order of the catalog.</summary>
    public static IReadOnlyList<ITradingMechanism> Create(BacktestSetup setup)
    {
        var specs = setup.Mechanisms.ToList();
        if (setup.Actions.Count > 0 && specs.All(spec => spec.Name != "corporate-actions"))
        {
            specs.Add(MechanismSpec.Of("corporate-actions"));
        }

        var minorUnits = 1m;
        for (var i = 0; i < setup.CurrencyDecimals; i++)
        {
            minorUnits *= 10;
        }

        var mechanisms = MechanismCatalog.Create(specs);
        return setup.Commission == Commission.None ? mechanisms
            : [.. mechanisms, new BrokerCommission(setup.Commission, ExecutionVenue.Trader, minorUnits)];
    }
}
