using System.CommandLine;
using System.Text.Json;
using MarketSim.Analysis;

namespace MarketSim.Ui.Cli;

/// <summary><c>marketsim metrics overfit</c>: what the best of many trials is worth.</summary>
internal static class OverfitCommand
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static DocumentedCommand Create(Screen screen)
    {
        var path = new Argument<string>("trials") { Description = "A table of returns: a column for each trial, a row for each period, and maybe one of dates." };
        var blocks = new Option<int>("--blocks") { Description = "Blocks of the cross-validation: even, 2 to 20.", DefaultValueFactory = _ => 16 };
        var independent = new Option<int?>("--independent") { Description = "How many of the trials are independent; all of them by default." };
        var periods = new Option<double?>("--periods") { Description = "Periods of a year; by the dates where it is not given." };
        var folds = new Option<int>("--folds") { Description = "Stretches of the purged cross-validation, 2 to 30.", DefaultValueFactory = _ => 10 };
        var tested = new Option<int>("--tested") { Description = "How many of these stretches are tested at a time.", DefaultValueFactory = _ => 2 };
        var horizon = new Option<int>("--horizon") { Description = "Periods until the outcome of a decision is known: so many are not learnt from before a tested stretch." };
        var embargo = new Option<int?>("--embargo") { Description = "Further periods not learnt from after a tested stretch; a hundredth of all by default." };
        var json = new Option<bool>("--json") { Description = "Prints JSON and nothing else." };
        var command = new DocumentedCommand(
            "overfit", "Says what the best of many trials is worth: deflated Sharpe ratio, probability of overfitting, purged cross-validation of the "
                + "choice, track record needed.",
            "marketsim metrics overfit trials.csv", "marketsim metrics overfit trials.csv --blocks 10 --independent 12 --json",
            "marketsim metrics overfit trials.csv --folds 6 --tested 2 --horizon 5 --embargo 10")
        {
            path, blocks, independent, periods, folds, tested, horizon, embargo, json,
        };
        command.SetAction(parsed => Sentences.Plain(() =>
        {
            var trials = TrialTable.Read(parsed.GetRequiredValue(path));
            if (parsed.GetValue(independent) is { } n && (n < 1 || n > 1_000_000_000))
            {
                throw new ArgumentException($"Option '--independent' was '{n}'; accepted is a whole number from 1.");
            }

            var count = trials.Returns[0].Count;
            var splits = PurgedFolds.Combinatorial(
                count, parsed.GetValue(folds), parsed.GetValue(tested), parsed.GetValue(horizon), parsed.GetValue(embargo) ?? count / 100);
            var values = Measure(trials, parsed.GetValue(blocks), parsed.GetValue(independent), parsed.GetValue(periods), splits);
            if (parsed.GetValue(json))
            {
                var map = values.ToDictionary(v => v.Name, v => (object?)v.Value);
                map["bestTrial"] = trials.Names[(int)values[1].Value!.Value - 1];
                screen.Output.WriteLine(JsonSerializer.Serialize(map, Indented));
                return ExitCode.Ok;
            }

            screen.Output.WriteLine($"The best of {trials.Returns.Count} trials is '{trials.Names[(int)values[1].Value!.Value - 1]}'.");
            MetricValue.Write(screen.Output, values);
            return ExitCode.Ok;
        }));
        return command;
    }

    private static IReadOnlyList<MetricValue> Measure(TrialTable trials, int blocks, int? independent, double? periodsPerYear, IReadOnlyList<Fold> folds)
    {
        var periods = periodsPerYear ?? PeriodsOfDates.Infer(trials.Dates);
        var each = trials.Returns.Select(r => SharpeConfidence.Of(new PerformanceInput(new ReturnSeries(r, periods)))).ToArray();
        var best = Enumerable.Range(0, each.Length).Where(i => each[i] is not null).OrderByDescending(i => each[i]!.Sharpe)
            .Cast<int?>().FirstOrDefault() ?? throw new ArgumentException("No trial has four returns or more that differ; none can be judged.");
        var sharpes = each.OfType<SharpeConfidence>().Select(c => c.Sharpe).ToArray();
        var spread = SampleStatistics.Of(sharpes).StandardDeviation ?? 0;
        var deflated = DeflatedSharpe.Of(each[best]!, independent ?? trials.Returns.Count, spread * spread);
        var overfit = OverfitProbability.Of(trials.Returns, blocks);
        var validated = CrossValidatedChoice.Of(trials.Returns, folds);
        var year = Math.Sqrt(periods);
        return
        [
            Line("trials", "Trials", trials.Returns.Count),
            Line("bestTrialColumn", "Best trial, its place", best + 1),
            Line("bestSharpe", "Its Sharpe ratio a year", each[best]!.Sharpe * year),
            Line("sharpeDeviation", "Standard deviation of the trials' Sharpe ratios, a year", spread * year),
            Line("expectedHighestSharpe", "Highest to be expected of trials without merit, a year", deflated.Threshold * year),
            Line("probabilisticSharpe", "Probabilistic Sharpe ratio, the trials forgotten", each[best]!.ProbabilityAbove(0), MetricUnit.Fraction),
            Line("deflatedSharpe", "Deflated Sharpe ratio", deflated.Probability, MetricUnit.Fraction),
            Line("minimumTrackRecord", "Periods needed against the highest expected, 95%", each[best]!.MinimumTrackRecord(deflated.Threshold, 0.95)),
            Line("probabilityOfOverfitting", "Probability of overfitting (PBO)", overfit.Probability, MetricUnit.Fraction),
            Line("probabilityOfLoss", "Probability that the chosen loses out of sample", overfit.LossProbability, MetricUnit.Fraction),
            Line("degradationSlope", "Slope of performance out of sample over in sample", overfit.Slope),
            Line("crossValidationFolds", "Splits of the purged cross-validation", validated?.Folds ?? 0),
            Line("crossValidatedSharpeInSample", "Sharpe ratio of the chosen where they were chosen, a year", validated?.InSample * year),
            Line("crossValidatedSharpe", "Sharpe ratio of the chosen where they were tested, a year", validated?.OutOfSample * year),
            Line("crossValidatedSharpeDeviation", "Its standard deviation over the splits", validated?.Deviation * year),
            Line("crossValidatedLoss", "Part of the splits in which the chosen lost", validated?.LossProbability, MetricUnit.Fraction),
            Line("crossValidatedChoices", "Different trials that were chosen", validated?.Chosen.Count(times => times > 0)),
        ];

        static MetricValue Line(string name, string title, double? value, MetricUnit unit = MetricUnit.Number)
            => new(name, "Overfitting", title, unit, value);
    }
}
