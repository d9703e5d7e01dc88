using System.CommandLine;
using System.Globalization;
using System.Runtime.ExceptionServices;
using System.Text.Json;
using MarketSim.Core;
using MarketSim.Simulation;
using MarketSim.Strategies;

namespace MarketSim.Ui.Cli;

/// <summary><c>marketsim train direction</c>: trains the model of <c>batch-direction</c> on runs, recordings or a scenario, and measures it
/// where it has not learned.</summary>
internal static class TrainDirectionCommand
{
    private const int MostSeconds = 3_600;

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static DocumentedCommand Create(Screen screen)
    {
        var subjects = new Argument<string[]>("subjects")
        {
            Description = "Folders of runs, recordings, or the name of a scenario that is simulated for this.", Arity = ArgumentArity.OneOrMore,
        };
        var output = new Option<string>("--out") { Description = "The file of the model.", HelpName = "FILE", Required = true };
        var seeds = new Option<string?>("--seeds") { Description = "Of a scenario: which seeds; 1..4 by default.", HelpName = "SEEDS" };
        var set = new Option<string[]>("--set")
        {
            Description = "Of a scenario: sets one of its options; may be repeated.", HelpName = "name=value",
        };
        var instrument = new Option<string?>("--instrument") { Description = "Of which instrument; the first by default.", HelpName = "SYMBOL" };
        var interval = new Option<string>("--interval")
        {
            Description = "Between two looks, in whole seconds.", HelpName = "TIME", DefaultValueFactory = _ => "1s",
        };
        var horizon = new Option<int>("--horizon") { Description = "How many looks ahead it foretells.", DefaultValueFactory = _ => 5 };
        var folds = new Option<int>("--folds") { Description = "Parts that are foretold from those before them.", DefaultValueFactory = _ => 5 };
        var force = new Option<bool>("--force") { Description = "Replaces the file if it exists." };
        var json = new Option<bool>("--json") { Description = "Prints JSON and nothing else." };
        var command = new DocumentedCommand(
            "direction", "Learns where the middle of a market goes next, and says how often that is right where it has not learned.",
            "marketsim train direction default-day --seeds 1..4 --out model.zip",
            "marketsim train direction runs/default-day-seed1-001 --horizon 10 --out model.zip",
            "marketsim train direction AMZN_2012-06-21_34200000_57600000_message_1.csv --out amzn.zip --json")
        {
            subjects, output, seeds, set, instrument, interval, horizon, folds, force, json,
        };
        command.SetAction(parsed =>
        {
            var path = parsed.GetRequiredValue(output);
            TrainedFile.Check(path, parsed.GetValue(force));
            var looks = Between("--horizon", parsed.GetValue(horizon), 1, 10_000);
            var parts = Between("--folds", parsed.GetValue(folds), 1, 100);
            var every = Interval(parsed.GetRequiredValue(interval));
            var sessions = Collect(
                screen, parsed.GetRequiredValue(subjects), parsed.GetValue(seeds), parsed.GetValue(set) ?? [],
                new DirectionSessions(every, looks, parsed.GetValue(instrument)));
            IReadOnlyList<DirectionSample> all = [.. sessions.SelectMany(each => each)];
            var usual = new OnlineDirectionOptions();
            var model = DirectionTraining.Fit(all, TimeSpan.FromSeconds(every), looks);
            var measured = DirectionTraining.WalkForward(
                sessions, looks, parts, () => new OnlineDirectionModel(usual.LearningRate, usual.Shrinkage), usual.BatchSize);
            using (var file = File.Create(path))
            {
                model.Save(file);
            }

            Show(screen, sessions.Count, all.Count, measured, path, parsed.GetValue(json));
            return ExitCode.Ok;
        });
        return command;
    }

    private static int Between(string name, int value, int least, int most) => value >= least && value <= most
        ? value : throw new ArgumentException($"{name} was {value}; accepted is a whole number from {least} to {most}.");

    private static int Interval(string text)
    {
        var interval = DurationText.Parse(text);
        var seconds = interval.Nanoseconds / SimDuration.NanosecondsPerSecond;
        return seconds is >= 1 and <= MostSeconds && interval == SimDuration.FromSeconds(seconds)
            ? (int)seconds
            : throw new ArgumentException($"--interval was '{text}'; accepted are whole seconds from 1s to 1h.");
    }

    private static IReadOnlyList<IReadOnlyList<DirectionSample>> Collect(
        Screen screen, string[] subjects, string? seeds, string[] set, DirectionSessions sessions)
    {
        var files = subjects.Where(each => Directory.Exists(each) || (File.Exists(each) && !IsMarketFile(each))).ToList();
        if (files.Count == 0 && subjects.Length == 1)
        {
            var request = RunRequest.From(new RunArguments { Scenario = subjects[0], Settings = set });
            return Simulate(screen, request, SeedRanges.Parse(seeds ?? "1..4"), sessions);
        }

        if (files.Count < subjects.Length)
        {
            throw new FileNotFoundException(
                $"There is no run folder and no recording '{subjects.First(each => !files.Contains(each))}'; a scenario stands alone.");
        }

        return seeds is null && set.Length == 0
            ? [.. files.Select(each => Directory.Exists(each) ? sessions.OfRun(each) : sessions.OfRecording(each))]
            : throw new ArgumentException("--seeds and --set go with a scenario: they say what is to be simulated.");
    }

    private static bool IsMarketFile(string path) => Path.GetExtension(path).ToLowerInvariant() is ".yaml" or ".yml";

    private static IReadOnlyList<DirectionSample>[] Simulate(
        Screen screen, RunRequest request, IReadOnlyList<ulong> seeds, DirectionSessions sessions)
    {
        var results = new IReadOnlyList<DirectionSample>[seeds.Count];
        var done = 0;
        using (new ProgressLine(screen, "simulating", () => new ProgressState((double)done / seeds.Count, done, "runs")))
        {
            try
            {
                Parallel.For(0, seeds.Count, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, i =>
                {
                    results[i] = sessions.OfScenario(request.Scenario, request.Options, seeds[i]);
                    Interlocked.Increment(ref done);
                });
            }
            catch (AggregateException several)
            {
                // What is wrong with one run is wrong with all.
                ExceptionDispatchInfo.Throw(several.Flatten().InnerExceptions[0]);
            }
        }

        return results;
    }

    private static void Show(
        Screen screen, int sessions, int samples, IReadOnlyList<DirectionFold> folds, string path, bool writesJson)
    {
        if (writesJson)
        {
            screen.Output.WriteLine(JsonSerializer.Serialize(
                new
                {
                    sessions, samples,
                    folds = folds.Select(fold => new
                    {
                        trained = fold.Trained, tested = fold.Tested,
                        naive = Json(fold.Naive), imbalance = Json(fold.Imbalance), online = Json(fold.Online), batch = Json(fold.Batch),
                    }),
                },
                Indented));
            return;
        }

        screen.Output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{samples} looks after which the middle moved, of {sessions} sessions; foretold from those before:"));
        screen.Output.WriteLine();
        var table = new PlainTable("learned from", "foretold", "naive", "imbalance", "online", "batch", "AUC of imbalance", "online", "batch")
        {
            RightAligned = [0, 1, 2, 3, 4, 5, 6, 7, 8],
        };
        foreach (var fold in folds)
        {
            table.Add(
                fold.Trained.ToString(CultureInfo.InvariantCulture), fold.Tested.ToString(CultureInfo.InvariantCulture),
                Percent(fold.Naive), Percent(fold.Imbalance), Percent(fold.Online), Percent(fold.Batch),
                Area(fold.Imbalance), Area(fold.Online), Area(fold.Batch));
        }

        if (folds.Count == 0)
        {
            screen.Output.WriteLine($"None: each part needs {DirectionTraining.FewestSamples} looks before it; --folds 1 makes parts larger.");
        }
        else
        {
            table.Write(screen.Output);
        }

        screen.Output.WriteLine();
        screen.Output.WriteLine($"Model    {path}   (strategy batch-direction, setting model)");
    }

    private static object Json(DirectionSkill skill) => new { accuracy = skill.Accuracy, auc = double.IsNaN(skill.Area) ? (double?)null : skill.Area };

    private static string Percent(DirectionSkill skill) => (skill.Accuracy * 100).ToString("0.0", CultureInfo.InvariantCulture) + "%";

    private static string Area(DirectionSkill skill) => skill.Area.ToString("0.000", CultureInfo.InvariantCulture);
}
