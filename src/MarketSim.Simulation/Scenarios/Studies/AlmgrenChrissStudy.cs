using MarketSim.Core;
using MarketSim.Strategies;

namespace MarketSim.Simulation;

/// <summary>The schedules of Almgren and Chriss with their cost and risk, and one of them traded in a simulated book.</summary>
/// <remarks>Source: Almgren and Chriss (2000). A million shares in five days, price 50, volatility 0.95 a day, temporary impact 2.5e-6,
/// permanent 2.5e-7, fixed cost 0.0625; expected values follow from their formulas. The book is that of the scenario
/// <c>execution</c>.</remarks>
public sealed class AlmgrenChrissStudy : Study
{
    /// <inheritdoc/>
    public override string Name => "almgren-chriss";

    /// <inheritdoc/>
    public override string Summary => "Holdings, cost and risk of optimal execution, and whether its orders are done in the book (Almgren, Chriss 2000).";

    /// <inheritdoc/>
    public override int UsualPaths => 8;

    /// <inheritdoc/>
    public override IReadOnlyList<StudyFigure> Run(int paths, ulong seed = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(paths, 2);
        return
        [
            .. Schedule("neutral", 0, [800_000, 600_000, 400_000, 200_000], 662_500, 1_040_673),
            .. Schedule("lambda 1e-6", 1e-6, [541_956, 289_854, 147_897, 62_142], 911_227, 603_431),
            .. Schedule("lambda 2e-6", 2e-6, [], 1_140_715, 449_368),
            .. Traded(paths, seed),
        ];
    }

    private static IEnumerable<StudyFigure> Schedule(string name, double aversion, double[] held, double cost, double deviation)
    {
        var model = new AlmgrenChrissModel { RiskAversion = aversion };
        var holdings = model.Holdings();
        for (var day = 1; day <= held.Length; day++)
        {
            yield return StudyFigure.Near($"{name}: held after day {day}", holdings[day], held[day - 1], 0.5);
        }

        yield return StudyFigure.Near($"{name}: expected cost", model.ExpectedCost(holdings), cost, 0.5);
        yield return StudyFigure.Near($"{name}: s.d. of cost", model.Deviation(holdings), deviation, 0.5);
    }

    private static IEnumerable<StudyFigure> Traded(int paths, ulong seed)
    {
        var (left, price) = (new RunningMoments(), new RunningMoments());
        foreach (var (shares, money) in Sample(ScenarioCatalog.Find("execution"), [], paths, seed, Outcome))
        {
            left.Add(shares);
            price.Add(money / 100.0 / (50_000 - shares));
        }

        yield return new StudyFigure("execution: shares left, at most", left.Max, 0, 0, 0);
        yield return StudyFigure.Of("execution: average price, mean", price.Mean);
        yield return StudyFigure.Of("execution: average price, s.d.", price.StandardDeviation);
    }

    private static (long Shares, long Money) Outcome(MarketSimulation run)
    {
        var seller = run.World.Participants.First(p => p.Name == "seller");
        var (share, usd) = (run.World.Instruments[0].Base, run.World.Instruments[0].Quote);
        return (run.Exchange.Ledger.Balance(seller.Account, share), run.Exchange.Ledger.Balance(seller.Account, usd));
    }
}
