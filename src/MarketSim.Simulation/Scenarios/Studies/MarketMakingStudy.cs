using System.Globalization;
using MarketSim.Core;

namespace MarketSim.Simulation;

/// <summary>Profit and inventory of makers who lean against their inventory, and of one who does not.</summary>
/// <remarks>Source: Avellaneda and Stoikov (2008), tables 1 to 3; expected values are those of 4,000 paths of an independent
/// simulation of their experiment. Tolerances are four standard errors at the given number of paths, and two percent for what the
/// expected values themselves are uncertain by.</remarks>
public sealed class MarketMakingStudy : Study
{
    private static readonly Variant[] Published =
    [
        new("avellaneda-stoikov", 0.1, 64.9, 6.5, 2.95),
        new("symmetric", 0.1, 68.1, 13.2, 8.3),
        new("avellaneda-stoikov", 0.01, 68.2, 8.9, 5.2),
        new("avellaneda-stoikov", 0.5, 48.5, 5.9, 2.0),
        new("avellaneda-stoikov", 0.1, null, null, null, "poisson"),
        new("gueant-lehalle-tapia", 0.1, null, null, null),
        new("cartea-jaimungal", 0.1, null, null, null),
    ];

    /// <inheritdoc/>
    public override string Name => "market-making";

    /// <inheritdoc/>
    public override string Summary => "Profit and final inventory of market makers who lean against their inventory (Avellaneda, Stoikov 2008).";

    /// <inheritdoc/>
    public override int UsualPaths => 1_000;

    /// <inheritdoc/>
    public override IReadOnlyList<StudyFigure> Run(int paths, ulong seed = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(paths, 2);
        return [.. Published.SelectMany(variant => Measure(variant, paths, seed))];
    }

    private static IEnumerable<StudyFigure> Measure(Variant variant, int paths, ulong seed)
    {
        var (profit, inventory) = (new RunningMoments(), new RunningMoments());
        var gamma = variant.RiskAversion.ToString(CultureInfo.InvariantCulture);
        foreach (var (earned, held) in Sample(
            new MarketMaking(), [("maker", variant.Maker), ("risk-aversion", gamma), ("arrivals", variant.Arrivals)], paths, seed, MarketMaking.Outcome))
        {
            profit.Add(earned);
            inventory.Add(held);
        }

        var name = $"{variant.Maker} {gamma}{(variant.Arrivals == "steps" ? "" : ", at any moment")}";
        var root = Math.Sqrt(paths);
        yield return Figure($"{name}: profit", profit.Mean, variant.Profit, (0.02 * (variant.Profit ?? 0)) + (4 * (variant.Deviation ?? 0) / root));
        yield return Figure($"{name}: s.d. of profit", profit.StandardDeviation, variant.Deviation, Spread(variant.Deviation));
        yield return Figure($"{name}: s.d. of final inventory", inventory.StandardDeviation, variant.Inventory, Spread(variant.Inventory));

        // The standard error of a standard deviation is about itself over the root of twice the count.
        double Spread(double? deviation) => (0.02 + (4 / (root * Math.Sqrt(2)))) * (deviation ?? 0);
    }

    private static StudyFigure Figure(string name, double value, double? expected, double tolerance)
        => expected is { } known ? StudyFigure.Near(name, value, known, tolerance) : StudyFigure.Of(name, value);

    private sealed record Variant(string Maker, double RiskAversion, double? Profit, double? Deviation, double? Inventory, string Arrivals = "steps");
}
