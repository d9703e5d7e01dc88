using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json;
using MarketSim.Analysis;
using MarketSim.Core;
using MarketSim.Simulation;

namespace MarketSim.Ui.Cli;

/// <summary><c>marketsim calibrate</c>: from a recording to a market that resembles it.</summary>
internal static class CalibrateCommand
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private const ulong TrialSeed = 20_120_621;

    public static DocumentedCommand Create(Screen screen)
    {
        var file = new Argument<string>("file") { Description = "A recording of single orders: LOBSTER messages, NASDAQ ITCH 5.0, CME market by order, Bitstamp orders." };
        var book = new Option<string?>("--book") { Description = "LOBSTER: the order book file, by default the one beside the messages.", HelpName = "FILE" };
        var format = new Option<string>("--format")
        {
            Description = "Of the recording; by default found out from the content.", HelpName = "FORMAT", DefaultValueFactory = _ => "auto",
        };
        format.AcceptOnlyFromAmong([.. DataFormats.All]);
        var instrument = new Option<string?>("--instrument") { Description = "Of which instrument; that with the most messages by default.", HelpName = "SYMBOL" };
        var skip = new Option<string?>("--skip")
        {
            Description = "What to leave out at the beginning; 15min by default, nothing of sessions under 2 hours.", HelpName = "TIME",
        };
        var output = new Option<string?>("--out") { Description = "Writes the market file: marketsim run FILE.yaml.", HelpName = "FILE.yaml" };
        var seed = new Option<ulong?>("--compare") { Description = "Simulates the market with this seed and shows its numbers beside the recording's.", HelpName = "SEED" };
        var tune = new Option<int>("--tune")
        {
            Description = "How many trials at most find what makes spread and volatility those of the recording; 0 for none.",
            HelpName = "N", DefaultValueFactory = _ => 12,
        };
        tune.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && (!int.TryParse(result.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var n) || n > 1_000))
            {
                result.AddError($"--tune was '{result.Tokens[0].Value}'; accepted is a number from 0 to 1000.");
            }
        });
        var plot = new Option<string?>("--plot") { Description = "Draws recording (and run, with --compare) into this file, .png or .svg.", HelpName = "FILE" };
        var json = new Option<bool>("--json") { Description = "Prints JSON and nothing else." };
        var command = new DocumentedCommand(
            "calibrate", "Estimates rates, Hawkes parameters, sizes, distances, lives, spread and volatility of recorded order flow, and writes a market like it.",
            "marketsim calibrate AMZN_2012-06-21_34200000_57600000_message_1.csv --out amzn.yaml",
            "marketsim calibrate AMZN_2012-06-21_34200000_57600000_message_1.csv --out amzn.yaml --compare 1 --plot amzn.png")
        {
            file, book, format, instrument, skip, output, seed, tune, plot, json,
        };
        command.SetAction(parsed =>
        {
            var path = parsed.GetValue(file)!;
            foreach (var each in new[] { path, parsed.GetValue(book) }.OfType<string>().Where(each => !File.Exists(each)))
            {
                throw new FileNotFoundException($"There is no recording '{each}'.");
            }

            Check(parsed.GetValue(output), "--out", ".yaml", ".yml");
            Check(parsed.GetValue(plot), "--plot", ".png", ".svg");
            var kind = DataFormats.Parse(parsed.GetValue(format) ?? "auto");
            var options = new RecordedFactOptions
            {
                Format = kind, Book = parsed.GetValue(book), Instrument = parsed.GetValue(instrument),
                Skip = parsed.GetValue(skip) is { } text ? DurationText.Parse(text) : null,
            };
            var recorded = Recorded(path, options);
            if (recorded.Sample.Placements.TrueForAll(p => p.Distance <= 0))
            {
                screen.Error.WriteLine(
                    "This recording shows the best level alone: the estimates hold, but a market written from them has no depth. Use ten levels or more.");
            }

            var symbol = SymbolOf(path, parsed.GetValue(instrument));
            using var feed = RecordedFeed.Open(path, kind);
            string Market(FlowTuning tuning) => CalibratedMarketFile.Write(recorded, symbol, Path.GetFileName(path), feed.Units.PriceDecimals, tuning);
            var rounds = parsed.GetValue(tune);
            var market = parsed.GetValue(output) is null && parsed.GetValue(seed) is null ? string.Empty
                : Market(FlowTuning.Search(recorded, tuning => Simulated(Market(tuning), TrialSeed), rounds));
            var simulated = parsed.GetValue(seed) is { } chance ? Simulated(market, chance) : null;
            if (parsed.GetValue(output) is { } target)
            {
                File.WriteAllText(target, market);
            }

            if (parsed.GetValue(plot) is { } picture)
            {
                var figure = CalibrationFigure.Of(Path.GetFileName(path), recorded, simulated);
                File.WriteAllBytes(picture, picture.EndsWith(".svg", StringComparison.OrdinalIgnoreCase)
                    ? Encoding.UTF8.GetBytes(FigureRenderer.ToSvg(figure, new RenderOptions())) : FigureRenderer.ToPng(figure, new RenderOptions()));
            }

            return parsed.GetValue(json) ? WriteJson(screen, recorded, simulated) : Show(screen, recorded, simulated, parsed.GetValue(output));
        });
        return command;
    }

    /// <summary>Calibrates to a recording.</summary>
    internal static FlowCalibration Recorded(string path, RecordedFactOptions options)
    {
        var sample = new FlowSample();
        RecordedFacts.Measure(path, options with { Observers = [sample] });
        return FlowCalibration.Of(sample);
    }

    /// <summary>Calibrates to a run of a market file.</summary>
    internal static FlowCalibration Simulated(string market, ulong seed)
    {
        var scenario = MarketScenario.Parse("calibrated", market);
        return OfRun(scenario, new OptionSet(scenario.Options), seed);
    }

    /// <summary>Calibrates to a run of a scenario.</summary>
    internal static FlowCalibration OfRun(Scenario scenario, OptionSet options, ulong seed)
    {
        var sample = new FlowSample();
        var recorder = new Folding();
        var simulation = new MarketSimulation(scenario.Create(options, seed), seed, recorder);
        var flow = new EventFlow(new InstrumentId(0), simulation.End) { Observers = [sample] };
        recorder.Fold = flow;
        simulation.Run();
        flow.Complete(simulation.End);
        return FlowCalibration.Of(sample);
    }

    private static void Check(string? path, string option, params string[] endings)
    {
        if (path is null)
        {
            return;
        }

        if (!endings.Contains(Path.GetExtension(path).ToLowerInvariant()))
        {
            throw new ArgumentException($"{option} was '{path}'; accepted is a file ending in {string.Join(" or ", endings)}.");
        }

        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder && !Directory.Exists(folder))
        {
            throw new DirectoryNotFoundException($"{option} was '{path}', but there is no folder '{folder}'.");
        }
    }

    // LOBSTER files are named after the stock.
    private static string SymbolOf(string path, string? instrument)
    {
        var word = instrument ?? Path.GetFileName(path).Split('_', '.', '-')[0];
        var plain = new string([.. word.Where(char.IsAsciiLetterOrDigit)]).ToUpperInvariant();
        return plain.Length is > 0 and <= 12 && char.IsAsciiLetter(plain[0]) ? plain : "RECORDED";
    }

    private static int WriteJson(Screen screen, FlowCalibration recorded, FlowCalibration? simulated)
    {
        var others = simulated?.Estimates.ToDictionary(e => e.Name, e => e.Value, StringComparer.Ordinal);
        screen.Output.WriteLine(JsonSerializer.Serialize(
            recorded.Estimates.Select(e => new
            {
                name = e.Name, value = Known(e.Value), error = Known(e.Error), unit = e.Unit,
                simulated = others is not null && others.TryGetValue(e.Name, out var value) ? Known(value) : null,
            }), Indented));
        return ExitCode.Ok;
    }

    private static double? Known(double value) => double.IsFinite(value) ? value : null;

    private static int Show(Screen screen, FlowCalibration recorded, FlowCalibration? simulated, string? written)
    {
        var others = simulated?.Estimates.ToDictionary(e => e.Name, e => e.Value, StringComparer.Ordinal);
        var table = others is null
            ? new PlainTable("estimate", "value", "s.e.", "unit") { RightAligned = [1, 2] }
            : new PlainTable("estimate", "value", "s.e.", "simulated", "unit") { RightAligned = [1, 2, 3] };
        foreach (var e in recorded.Estimates)
        {
            table.Add(others is null
                ? [e.Name, Text(e.Value), Text(e.Error), e.Unit]
                : [e.Name, Text(e.Value), Text(e.Error), others.TryGetValue(e.Name, out var value) ? Text(value) : "", e.Unit]);
        }

        table.Write(screen.Output);
        if (written is not null)
        {
            screen.Output.WriteLine($"Market file: {written}");
        }

        return ExitCode.Ok;
    }

    private static string Text(double value) => !double.IsFinite(value) ? "–" : value.ToString("G4", CultureInfo.InvariantCulture);

    private sealed class Folding : IRunRecorder
    {
        public IMetric? Fold { get; set; }

        public void Record(in Core.Command command, SimTime time)
        {
        }

        public void Record(in MarketEvent item) => Fold?.Observe(item);
    }
}
