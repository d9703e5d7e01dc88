using System.Globalization;

namespace MarketSim.Simulation;

/// <summary>Whether two share classes of one company can be traded against each other: yes in sample, no after it, and not after costs.</summary>
/// <remarks>With the daily closes of GOOGL and GOOG from 2014-04-03 to 2019-12-31 its figures are known; without data it makes up a pair that
/// belongs together by construction.</remarks>
public sealed class PairsStudy : Study
{
    private readonly string? _data;

    /// <summary>Over a made-up pair.</summary>
    public PairsStudy()
    {
    }

    private PairsStudy(string data) => _data = data;

    /// <inheritdoc/>
    public override string Name => "pairs";

    /// <inheritdoc/>
    public override string Summary
        => "Two share classes against each other: a line fitted to the first half and a moving window, with costs, delay and a look-ahead check (--data FOLDER; else made up).";

    /// <inheritdoc/>
    public override int UsualPaths => 2;

    /// <inheritdoc/>
    public override Study With(string data) => new PairsStudy(data);

    /// <summary>The back-test that is measured.</summary>
    public PairsBacktest Backtest(ulong seed) => new(_data is null ? PairHistory.Synthetic(seed) : PairHistory.Read(_data));

    /// <inheritdoc/>
    public override IReadOnlyList<StudyFigure> Run(int paths, ulong seed = 1)
    {
        var test = Backtest(seed);
        var isReference = test.History.IsReference;
        return
        [
            Known("days", test.History.Days.Count, 1447, 0),
            Known("days fitted", test.FitDays, 723, 0),
            isReference || _data is not null ? Known("beta", test.Fit.Beta, 1.0280, 0.0005) : StudyFigure.Near("beta", test.Fit.Beta, 1.028, 0.1),
            isReference || _data is not null ? Known("residual s.d.", test.Fit.Deviation, 0.01027, 0.000005)
                : StudyFigure.Near("residual s.d.", test.Fit.Deviation, 0.01027, 0.004),
            isReference || _data is not null ? Known("half-life, days", test.Fit.HalfLife ?? double.NaN, 24, 1)
                : new StudyFigure("half-life, days", test.Fit.HalfLife ?? double.NaN, 24, 8, 48),
            Known("in sample: trades", test.InSample.Count, 7, 0),
            Known("in sample: wins", test.InSample.Count(t => t.Profit > 0), 7, 0),
            Known("in sample: profit", PairsBacktest.Profit(test.InSample), 0.104, 0.0005),
            Known("out of sample: trades", test.OutOfSample.Count, 1, 0),
            Known("out of sample: wins", test.OutOfSample.Count(t => t.Profit > 0), 0, 0),
            Known("out of sample: profit", PairsBacktest.Profit(test.OutOfSample), -0.032, 0.0005),
            Known("moving window: trades", test.Moving.Count, 46, 0),
            Known("moving window: profit before cost", PairsBacktest.Profit(test.Moving), 0.094, 0.0005),
            Known("moving window: profit at 1 bp a leg", PairsBacktest.Profit(test.Moving, 1), 0.075, 0.0005),
            Known("moving window: profit at 5 bp a leg", PairsBacktest.Profit(test.Moving, 5), 0.003, 0.0005),
            Known("moving window: profit at 10 bp a leg", PairsBacktest.Profit(test.Moving, 10), -0.088, 0.0005),
            StudyFigure.Of("moving window: cost that leaves nothing, bp a leg", PairsBacktest.BreakEven(test.Moving)),
            StudyFigure.Of("in sample, a day later: profit", PairsBacktest.Profit(test.Fitted(1, test.FitDays, delay: 1))),
            StudyFigure.Of("moving window, a day later: profit", PairsBacktest.Profit(test.MovingWith(1))),
            StudyFigure.Near("decisions that know the future", test.DecisionsThatKnowTheFuture(), 0, 0),
            new StudyFigure("profit changed by a day's delay", Changed(test), null, 1, 1),
        ];

        StudyFigure Known(string name, double value, double expected, double tolerance)
            => isReference ? StudyFigure.Near(name, value, expected, tolerance) : StudyFigure.Of(name, value);
    }

    /// <inheritdoc/>
    public override string Verdict(ulong seed = 1)
    {
        var test = Backtest(seed);
        var (inside, outside) = (PairsBacktest.Profit(test.InSample), PairsBacktest.Profit(test.OutOfSample));
        var (gross, even) = (PairsBacktest.Profit(test.Moving), PairsBacktest.BreakEven(test.Moving));
        var pair = string.Create(CultureInfo.InvariantCulture, $"{test.History.NameY} against {test.History.NameX}, {test.History.Days.Count} days.");
        var fitted = string.Create(
            CultureInfo.InvariantCulture,
            $"The fitted line earned {inside:+0.000;-0.000} on the days it was fitted to and {outside:+0.000;-0.000} on those after them{(outside < inside ? ": in-sample results promise nothing" : "")}.");
        var moving = gross <= 0 ? "The moving window has no edge even before cost." : string.Create(
            CultureInfo.InvariantCulture,
            $"The moving window earned {gross:+0.000;-0.000} before cost, and {PairsBacktest.Profit(test.Moving, 10):+0.000;-0.000} at 10 bp a leg: the edge is gone once a leg costs {even:0.0} bp, and traded a day later it earns {PairsBacktest.Profit(test.MovingWith(1)):+0.000;-0.000}.");
        var honest = test.DecisionsThatKnowTheFuture() == 0
            ? "No decision of the moving window used data of later days; the fitted line knows its first half by construction."
            : "Some decisions used data of later days: the figures are worth nothing.";
        return $"{pair} {fitted} {moving} {honest}";
    }

    private static double Changed(PairsBacktest test)
        => PairsBacktest.Profit(test.MovingWith(1)).Equals(PairsBacktest.Profit(test.Moving)) ? 0 : 1;
}
