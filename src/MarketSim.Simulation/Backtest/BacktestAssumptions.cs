using System.Globalization;
using MarketSim.Market;

namespace MarketSim.Simulation;

/// <summary>What a back-test takes for granted, in sentences: whoever reads its result should know them.</summary>
public static class BacktestAssumptions
{
    /// <summary>All of them, the most important first.</summary>
    public static IReadOnlyList<string> Of(BacktestSetup setup)
    {
        ArgumentNullException.ThrowIfNull(setup);
        return
        [
            setup.MarketOrders.Assumption,
            setup.LimitOrders.Assumption,
            setup.Intrabar.Assumption,
            VolumeOf(setup.Volume),
            CostsOf(setup),
            CommissionOf(setup),
            "An order is in the market before the bar after its decision begins, and what becomes of it is known at once: there is no other latency.",
            AccountOf(setup),
            setup.Actions.Count == 0 ? "No dividends or splits are carried out: they are in the prices already, or missing from the result."
                : string.Create(CultureInfo.InvariantCulture, $"{setup.Actions.Count} dividends and splits are carried out on their ex-dates."),
        ];
    }

    private static string VolumeOf(VolumeShare volume) => volume.Part == 0
        ? "Any quantity trades at the price of the bar: the market is deep, and is not moved."
        : string.Create(CultureInfo.InvariantCulture, $"At most {volume.Part} of a bar's volume trades for the strategy, and moves the price by "
            + $"{volume.Impact} times the square of its part; without it the volume would have been the same.");

    private static string CostsOf(BacktestSetup setup)
    {
        string[] costs = [.. new[] { (setup.Spread, "half a spread of"), (setup.Slippage, "a slippage of") }
            .Where(cost => !cost.Item1.IsNone).Select(cost => $"{cost.Item2} {cost.Item1.Text}")];
        return costs.Length == 0 ? "Orders that do not wait pay no spread and no slippage: a real market takes both."
            : $"Orders that do not wait pay {string.Join(" and ", costs)}; orders that wait pay neither.";
    }

    internal static string CommissionOf(BacktestSetup setup)
        => setup.Commission == Commission.None ? "The broker takes nothing." : $"The broker takes {setup.Commission} of every fill.";

    internal static string AccountOf(BacktestSetup setup)
    {
        var names = setup.Mechanisms.Select(mechanism => mechanism.Name).ToList();
        return (setup.Account == Core.AccountType.Cash ? "It is a cash account: nothing is borrowed, neither money nor shares."
            : "It is a margin account: money and shares are borrowed on the terms in force.")
            + (names.Count == 0 ? "" : $" In force: {string.Join(", ", names)}.");
    }
}
