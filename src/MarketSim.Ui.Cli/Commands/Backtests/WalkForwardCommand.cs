using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using MarketSim.Simulation;

namespace MarketSim.Ui.Cli;

/// <summary><c>marketsim walkforward</c>: settings chosen on one stretch of history and tried on the next.</summary>
internal static class WalkForwardCommand
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n" };

    public static DocumentedCommand Create(Screen screen)
    {
        var options = new BacktestOptions();
        var vary = new Option<string[]>("--vary", "--sweep")
        {
            Description = "Settings to choose from: fast=10..60:10 or slow=100,200; may be repeated.", HelpName = "name=values", Required = true,
        };
        var folds = new Option<int>("--folds") { Description = "How many stretches they are tried on.", DefaultValueFactory = static _ => 5 };
        var training = new Option<double>("--training")
        {
            Description = "How many times as long as such a stretch the one before is that they are chosen on.", HelpName = "MULTIPLE",
            DefaultValueFactory = static _ => 3,
        };
        var anchored = new Option<bool>("--anchored") { Description = "They are chosen on everything before, not only on the last stretch." };
        var metric = new Option<string>("--metric")
        {
            Description = $"What they are chosen by: {string.Join(", ", BacktestSummary.Metrics)}.", HelpName = "NAME", DefaultValueFactory = static _ => "sharpe",
        };
        var jobs = new Option<int?>("--jobs") { Description = "How many runs at a time; as many as there are processors by default.", HelpName = "N" };
        var output = new Option<string?>("--out") { Description = "A folder for walkforward.json and equity.csv.", HelpName = "DIR" };
        var json = new Option<bool>("--json") { Description = "Prints JSON and nothing else." };
        var command = new DocumentedCommand(
            "walkforward", "Chooses a strategy's settings on one stretch of history and tries them on the next, again and again.",
            "marketsim walkforward --data spy.csv --strategy sma-cross --vary fast=10..60:10 --vary slow=100,150,200",
            "marketsim walkforward --data spy.csv --strategy rsi --vary period=5..25:5 --folds 8 --anchored --metric total-return --out wf");
        options.AddTo(command);
        foreach (var option in (Option[])[vary, folds, training, anchored, metric, jobs, output, json])
        {
            command.Add(option);
        }

        command.SetAction(parsed =>
        {
            var request = options.Read(parsed);
            var plan = new WalkForwardPlan
            {
                Folds = parsed.GetValue(folds) is > 0 and <= 10_000 and var count ? count
                    : throw new ArgumentException($"--folds was {parsed.GetValue(folds)}; accepted is 1 to 10000."),
                TrainingMultiple = parsed.GetValue(training) is > 0 and <= 1000 and var multiple ? multiple
                    : throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"--training was {parsed.GetValue(training)}; accepted is a number above 0, such as 3.")),
                IsAnchored = parsed.GetValue(anchored),
                Metric = BacktestSummary.Metrics.Contains(parsed.GetRequiredValue(metric)) ? parsed.GetRequiredValue(metric)
                    : throw new ArgumentException($"--metric was '{parsed.GetValue(metric)}'; accepted is {string.Join(", ", BacktestSummary.Metrics)}."),
            };
            return Run(screen, request, plan, new BacktestGrid(request, parsed.GetRequiredValue(vary)),
                BacktestGrid.JobsOf(parsed.GetValue(jobs)), parsed.GetValue(output), parsed.GetValue(json));
        });
        return command;
    }

    private static int Run(
        Screen screen, BacktestRequest request, WalkForwardPlan plan, BacktestGrid grid, int jobs, string? folder, bool writesJson)
    {
        RequirePlace(folder);
        var bars = request.Load();
        var setups = grid.Points.Select(point => request.With(grid.Names, point)).ToList();
        var equity = new List<(long Time, long Equity)>();
        using var stop = new CancellationTokenSource();
        using var interruption = new Interruption(stop.Cancel);
        var (done, all) = (0, plan.Folds * setups.Count);
        IReadOnlyList<WalkForwardFold> folds;
        using (new ProgressLine(screen, "walk-forward", () => new ProgressState((double)done / all, done, "runs")))
        {
            folds = WalkForward.Run(plan, setups, bars, jobs, equity, count => Volatile.Write(ref done, count), stop.Token);
        }

        var document = JsonSerializer.Serialize(Describe(request, plan, grid, folds), Indented);
        if (folder is not null)
        {
            Directory.CreateDirectory(folder);
            File.WriteAllText(Path.Combine(folder, "walkforward.json"), document + "\n");
            File.WriteAllText(Path.Combine(folder, "equity.csv"), "time,equity\n" + string.Concat(equity.Select(day =>
                $"{BacktestFolder.TimeText(day.Time)},{BacktestFolder.AmountText(day.Equity, request.Setup.CurrencyDecimals)}\n")));
        }

        if (writesJson)
        {
            screen.Output.WriteLine(document);
        }
        else
        {
            Show(screen, request, plan, grid, folds, folder);
        }

        return interruption.IsRequested ? ExitCode.Interrupted : ExitCode.Ok;
    }

    private static void RequirePlace(string? folder)
    {
        if (folder is not null && (File.Exists(folder) || (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any()
            && !File.Exists(Path.Combine(folder, "walkforward.json")))))
        {
            throw new ArgumentException($"'{folder}' holds something that is no walk-forward; --out takes a new folder, or that of a walk-forward to replace.");
        }
    }

    private static object Describe(BacktestRequest request, WalkForwardPlan plan, BacktestGrid grid, IReadOnlyList<WalkForwardFold> folds) => new
    {
        schema = "marketsim.walkforward/1", strategy = request.Setup.Strategy, metric = plan.Metric, anchored = plan.IsAnchored,
        combinations = grid.Points.Count,
        initialEquity = BacktestFolder.AmountText(request.Setup.Cash, request.Setup.CurrencyDecimals),
        finalEquity = BacktestFolder.AmountText(folds[^1].OutOfSample.FinalEquity, request.Setup.CurrencyDecimals),
        folds = folds.Select(fold => new
        {
            trainFrom = BacktestFolder.TimeText(fold.TrainFrom), testFrom = BacktestFolder.TimeText(fold.TestFrom),
            testTo = BacktestFolder.TimeText(fold.TestTo),
            settings = grid.Names.Zip(grid.Points[fold.Choice]).ToDictionary(pair => pair.First, pair => pair.Second),
            inSample = fold.InSample.Of(plan.Metric), outOfSample = fold.OutOfSample.Of(plan.Metric),
            totalReturn = fold.OutOfSample.TotalReturn, maxDrawdown = fold.OutOfSample.MaxDrawdown, fills = fold.OutOfSample.Fills,
        }),
    };

    private static void Show(
        Screen screen, BacktestRequest request, WalkForwardPlan plan, BacktestGrid grid, IReadOnlyList<WalkForwardFold> folds, string? folder)
    {
        var width = Math.Max(10, folds.Max(fold => grid.Text(fold.Choice).Length) + 2);
        screen.Output.WriteLine($"{"tried on",-26}{"settings".PadRight(width)}{"chosen by",12}{"came to",12}{"return",10}{"fills",8}");
        foreach (var fold in folds)
        {
            screen.Output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{BacktestFolder.TimeText(fold.TestFrom)[..10]} to {BacktestFolder.TimeText(fold.TestTo)[..10],-12}{grid.Text(fold.Choice).PadRight(width)}"
                + $"{fold.InSample.Of(plan.Metric),12:0.###}{fold.OutOfSample.Of(plan.Metric),12:0.###}{fold.OutOfSample.TotalReturn * 100,9:0.00}%{fold.OutOfSample.Fills,8}"));
        }

        var last = folds[^1].OutOfSample.FinalEquity;
        screen.Output.WriteLine($"{plan.Metric} where settings were chosen, and where they were tried; one after the other the trials made "
            + $"{BacktestFolder.AmountText(request.Setup.Cash, request.Setup.CurrencyDecimals)} into {BacktestFolder.AmountText(last, request.Setup.CurrencyDecimals)}.");
        if (folder is not null)
        {
            screen.Output.WriteLine($"written to {folder}");
        }
    }
}
