using System.CommandLine;
using System.Runtime.ExceptionServices;
using MarketSim.Analysis;
using MarketSim.Core;
using MarketSim.Simulation;

namespace MarketSim.Ui.Cli;

/// <summary><c>marketsim facts</c>: the stylised facts of runs and recordings.</summary>
internal static class FactsCommand
{
    public static DocumentedCommand Create(Screen screen)
    {
        var runs = new Argument<string[]>("runs")
        {
            Description = "Folders of runs, and recordings: LOBSTER, NASDAQ ITCH 5.0, CME market by order, Binance, Bitstamp, Bybit.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var seeds = new Option<string?>("--seeds")
        {
            Description = "Simulates these seeds on all cores, in memory: 1..20, or 1,5,8..10.", HelpName = "SEEDS",
        };
        var scenario = new Option<string?>("--scenario")
        {
            Description = "With --seeds: which world; default-day if none is named.", HelpName = "NAME",
        };
        var set = new Option<string[]>("--set")
        {
            Description = "With --seeds: sets an option of the scenario; may be repeated.", HelpName = "name=value",
        };
        var instrument = new Option<string?>("--instrument") { Description = "Of which instrument; the first by default.", HelpName = "SYMBOL" };
        var book = new Option<string?>("--book")
        {
            Description = "LOBSTER: the order book file, by default the one beside the messages.", HelpName = "FILE",
        };
        var format = new Option<string>("--format")
        {
            Description = "Of recordings; by default found out from the content.", HelpName = "FORMAT", DefaultValueFactory = _ => "auto",
        };
        format.AcceptOnlyFromAmong([.. DataFormats.All]);
        var skip = new Option<string?>("--skip")
        {
            Description = "What to leave out at the beginning; 15min by default, nothing of sessions under 2 hours.", HelpName = "TIME",
        };
        var pairs = new Option<int?>("--pairs")
        {
            Description = "For fact 22: pairs of runs with and without a parent order, for each of its five sizes; 10 by default, 0 for none.",
            HelpName = "N",
        };
        var json = new Option<bool>("--json") { Description = "Prints an array of facts; of several runs one for each under its name." };
        var plot = new Option<string?>("--plot")
        {
            Description = "Draws all facts into this file, .png or .svg; of a run's folder into RUN/plots/facts.png by default.", HelpName = "FILE",
        };
        var theme = new Option<string?>("--theme") { Description = "light (the default) or dark.", HelpName = "THEME" };
        var noPlot = new Option<bool>("--no-plot") { Description = "Draws nothing." };
        var assembly = Plugins.Option();
        var command = new DocumentedCommand(
            "facts", "Measures 24 regularities of real markets, and says whether a run or a recording shows them.",
            "marketsim facts runs/default-day-seed1-001",
            "marketsim facts AMZN_2012-06-21_34200000_57600000_message_1.csv --json",
            "marketsim facts --seeds 1..20 --scenario default-day --set duration=2h")
        {
            runs, seeds, scenario, set, instrument, book, format, skip, pairs, json, plot, theme, noPlot, assembly,
        };
        command.SetAction(parsed =>
        {
            Plugins.Load(parsed.GetValue(assembly));
            var settings = new FactSettings
            {
                Instrument = parsed.GetValue(instrument),
                Book = parsed.GetValue(book),
                Format = DataFormats.Parse(parsed.GetValue(format) ?? "auto"),
                Skip = parsed.GetValue(skip) is { } text ? DurationText.Parse(text) : null,
                Pairs = parsed.GetValue(pairs) switch
                {
                    null => new FactSettings().Pairs,
                    >= 0 and <= 1_000 and var count => count,
                    var count => throw new ArgumentException($"--pairs was {count}; accepted is a number from 0 to 1000."),
                },
            };
            var picture = FactsPicture.From(parsed.GetValue(plot), parsed.GetValue(theme), parsed.GetValue(noPlot));
            Check(parsed.GetValue(seeds), parsed.GetValue(scenario), parsed.GetValue(set) ?? [], parsed.GetValue(runs) ?? []);
            var sheets = parsed.GetValue(seeds) is { } range
                ? Simulate(screen, SeedRanges.Parse(range), parsed.GetValue(scenario), parsed.GetValue(set) ?? [], settings)
                : Read(screen, parsed.GetValue(runs) ?? [], settings);
            Tell(screen, sheets, parsed.GetValue(json));
            picture.Draw(screen, sheets, isQuiet: parsed.GetValue(json));
            return ExitCode.Ok;
        });
        return command;
    }

    private static void Check(string? seeds, string? scenario, string[] set, string[] runs)
    {
        if (seeds is not null && runs.Length > 0)
        {
            throw new ArgumentException("--seeds simulates anew; leave out the runs, or the seeds.");
        }

        if (seeds is null && (scenario is not null || set.Length > 0))
        {
            throw new ArgumentException("--scenario and --set go with --seeds: they say what is to be simulated.");
        }
    }

    private static IReadOnlyList<FactSheet> Read(Screen screen, string[] runs, FactSettings settings)
    {
        var books = runs.Where(IsBook).ToArray();
        var subjects = runs.Except(books, StringComparer.Ordinal).ToArray();
        if (subjects.Length == 0 || books.Length > 1 || (books.Length == 1 && settings.Book is not null))
        {
            throw new ArgumentException(
                "Name folders of runs or recordings (with at most one LOBSTER order book), or seeds to simulate: --seeds 1..20.");
        }

        settings = settings with { Book = settings.Book ?? books.FirstOrDefault() };
        foreach (var file in books.Concat(subjects).Append(settings.Book).OfType<string>().Where(each => !Directory.Exists(each) && !File.Exists(each)))
        {
            throw new FileNotFoundException($"There is no run folder and no recording '{file}'.");
        }

        var sheets = new List<FactSheet>();
        foreach (var subject in subjects)
        {
            var pairs = new PairProgress();
            using (new ProgressLine(screen, Path.GetFileName(Path.TrimEndingDirectorySeparator(subject)), () => pairs.State))
            {
                sheets.Add(Directory.Exists(subject)
                    ? FactsOfRuns.InFolder(RunResult.Open(subject), settings, pairs)
                    : OfRecording(subject, settings));
            }
        }

        return sheets;
    }

    private static FactSheet OfRecording(string path, FactSettings settings) => new(path, Sentences.Plain(() => RecordedFacts.Measure(
        path, new RecordedFactOptions
        {
            Format = settings.Format, Book = settings.Book, Instrument = settings.Instrument, Skip = settings.Skip,
        })));

    private static bool IsBook(string path)
        => File.Exists(path) && Path.GetFileName(path).Contains("orderbook", StringComparison.OrdinalIgnoreCase);

    private static IReadOnlyList<FactSheet> Simulate(
        Screen screen, IReadOnlyList<ulong> seeds, string? scenario, string[] set, FactSettings settings)
    {
        var request = RunRequest.From(new RunArguments { Scenario = scenario, Settings = set });
        var sheets = new FactSheet[seeds.Count];
        var done = 0;
        var runs = new RunCount();
        using (new ProgressLine(screen, "simulating", () => new ProgressState((double)done / seeds.Count, runs.Value, "runs")))
        {
            try
            {
                Parallel.For(0, seeds.Count, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, i =>
                {
                    sheets[i] = FactsOfRuns.InMemory(request.Scenario, request.Options, seeds[i], settings, runs);
                    Interlocked.Increment(ref done);
                });
            }
            catch (AggregateException several)
            {
                // What is wrong with one run is wrong with all.
                ExceptionDispatchInfo.Throw(several.Flatten().InnerExceptions[0]);
            }
        }

        return sheets;
    }

    private static void Tell(Screen screen, IReadOnlyList<FactSheet> sheets, bool writesJson)
    {
        if (writesJson)
        {
            screen.Output.WriteLine(FactsView.ToJson(sheets));
        }
        else if (sheets.Count == 1)
        {
            FactsView.Show(screen, sheets[0]);
        }
        else
        {
            FactsView.Show(screen, sheets);
        }
    }

    private sealed class PairProgress : IProgress<(int Done, int Of)>
    {
        private (int Done, int Of)? _last;

        public ProgressState State => _last is { } last
            ? new ProgressState((double)last.Done / last.Of, last.Done, "runs") : ProgressState.Unknown;

        public void Report((int Done, int Of) value) => _last = value;
    }

    private sealed class RunCount : IProgress<(int Done, int Of)>
    {
        private int _value;

        public int Value => Volatile.Read(ref _value);

        public void Report((int Done, int Of) value) => Interlocked.Increment(ref _value);
    }
}
