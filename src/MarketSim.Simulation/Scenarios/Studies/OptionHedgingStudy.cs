using System.Globalization;
using MarketSim.Core;

namespace MarketSim.Simulation;

/// <summary>How much risk is left of a call that is hedged 5, 21, 84 or 336 times in its month.</summary>
/// <remarks>Source: Boyle and Emanuel (1980). Expected values are of an independent simulation; tolerances are four standard errors and
/// two percent. Four times as many hedges halve the risk.</remarks>
public sealed class OptionHedgingStudy : Study
{
    private static readonly (int Hedges, double Deviation)[] Published = [(5, 0.835), (21, 0.423), (84, 0.219), (336, 0.109)];

    /// <inheritdoc/>
    public override string Name => "option-hedging";

    /// <inheritdoc/>
    public override string Summary => "The scatter of a delta-hedged call by the number of hedges (Boyle, Emanuel 1980).";

    /// <inheritdoc/>
    public override int UsualPaths => 2_000;

    /// <inheritdoc/>
    public override IReadOnlyList<StudyFigure> Run(int paths, ulong seed = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(paths, 2);
        var figures = new List<StudyFigure>();
        var error = 4 / Math.Sqrt(2.0 * paths);
        var last = 0.0;
        foreach (var (hedges, expected) in Published)
        {
            var profit = new RunningMoments();
            var text = hedges.ToString(CultureInfo.InvariantCulture);
            foreach (var outcome in Sample(new OptionHedging(), [("hedges", text)], paths, seed, OptionHedging.Outcome))
            {
                profit.Add(outcome);
            }

            var deviation = profit.StandardDeviation;
            figures.Add(StudyFigure.Near($"{text} hedges: s.d. of profit a share", deviation, expected, (0.02 + error) * expected));
            figures.Add(StudyFigure.Near($"{text} hedges: as a part of the theory", deviation / OptionHedging.Theory(hedges), 1, 0.15 + error));
            figures.Add(StudyFigure.Near($"{text} hedges: mean profit a share", profit.Mean, 0, 4 * deviation / Math.Sqrt(paths)));
            if (hedges >= 84)
            {
                figures.Add(StudyFigure.Near($"{text} hedges: part of the risk with a quarter of them", deviation / last, 0.5, 0.05 + error));
            }

            last = deviation;
        }

        return figures;
    }
}
