using System.CommandLine;
using System.Globalization;
using MarketSim.Core;
using MarketSim.Simulation;

namespace MarketSim.Ui.Cli;

/// <summary><c>marketsim export</c>: a run's events in the formats of exchanges.</summary>
internal static class ExportCommand
{
    public static DocumentedCommand Create(Screen screen)
    {
        var run = new Argument<string>("run") { Description = "The folder of a run." };
        var file = new Argument<string?>("file")
        {
            Description = "Where it is written; without it FIX goes to the standard output.", Arity = ArgumentArity.ZeroOrOne,
        };
        var format = new Option<string>("--format")
        {
            Description = "fix: execution reports, FIX 4.4, a message a line with | between fields. itch: NASDAQ ITCH 5.0, binary.",
            HelpName = "FORMAT", DefaultValueFactory = _ => "fix",
        };
        format.AcceptOnlyFromAmong("fix", "itch");
        var account = new Option<string?>("--account")
        {
            Description = "fix: only this participant's reports; a drop copy of all by default.", HelpName = "NAME",
        };
        var wire = new Option<bool>("--wire") { Description = "fix: as on the wire, with SOH between fields and no line breaks." };
        var force = new Option<bool>("--force") { Description = "Replace the file if it is there." };
        var command = new DocumentedCommand("export", "Writes a run's events as execution reports (FIX) or as a public feed (ITCH).",
            "marketsim export runs/default-day-seed1-001 --account ALPHA/value/1",
            "marketsim export runs/default-day-seed1-001 day.itch --format itch")
        {
            run, file, format, account, wire, force,
        };
        command.SetAction(parsed =>
        {
            var result = RunResult.Open(parsed.GetRequiredValue(run));
            var path = parsed.GetValue(file);
            var isItch = parsed.GetRequiredValue(format) == "itch";
            if (path is not null && File.Exists(path) && !parsed.GetValue(force))
            {
                throw new ArgumentException($"There is already a file '{path}'; --force replaces it.");
            }

            if (isItch && (path is null || parsed.GetValue(account) is not null))
            {
                throw new ArgumentException(
                    "ITCH is binary and public: name a file for it, and no account.");
            }

            return Write(screen, path, isItch ? "events as ITCH" : "messages", isItch
                ? stream => WriteItch(result, stream)
                : stream => WriteFix(result, stream, parsed.GetValue(account), parsed.GetValue(wire)));
        });
        return command;
    }

    // Written beside the place and moved there at the end: a file that is there is whole.
    private static int Write(Screen screen, string? path, string noun, Func<Stream, long> write)
    {
        if (path is null)
        {
            using var output = Console.OpenStandardOutput();
            write(output);
            return ExitCode.Ok;
        }

        var beside = path + ".partial";
        long items;
        try
        {
            using var stream = File.Create(beside);
            items = write(stream);
        }
        catch
        {
            File.Delete(beside);
            throw;
        }

        File.Move(beside, path, overwrite: true);
        screen.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{items:N0} {noun} in {path}"));
        return ExitCode.Ok;
    }

    private static long WriteFix(RunResult result, Stream stream, string? account, bool isWire)
    {
        var manifest = result.Manifest;
        var names = manifest.Accounts.ToDictionary(a => a.Id, a => a.Name);
        var only = account is null ? null : manifest.Accounts.FirstOrDefault(a => a.Name == account)
            ?? throw new ArgumentException(
                $"There is no participant '{account}' in this run.{Suggestions.Sentence(account, names.Values)}");
        var calendar = ExchangeSettings.FromTexts(manifest.Exchange).Calendar;
        var reports = new ExecutionReports();
        var encoder = new FixEncoder(
            "MARKETSIM", manifest.CreateInstruments(), id => names.GetValueOrDefault(id.Value, id.ToString()), calendar.FirstDay,
            new SimDuration(manifest.TimeOfDayNanoseconds));
        using var writer = new StreamWriter(stream);
        using var events = result.ReadEvents();
        var messages = 0L;
        while (events.TryRead(out var item))
        {
            foreach (var report in reports.Of(item))
            {
                if (only is null || report.Account.Value == only.Id)
                {
                    var message = encoder.Encode(report);
                    writer.Write(isWire ? message : message.TrimEnd(FixEncoder.Soh).Replace(FixEncoder.Soh, '|') + '\n');
                    messages++;
                }
            }
        }

        return messages;
    }

    private static long WriteItch(RunResult result, Stream stream)
    {
        var instruments = result.Manifest.CreateInstruments();
        using var writer = new ItchWriter(
            stream, [.. instruments.Where(i => i is not MarketIndex).Select(Presented)],
            new SimDuration(result.Manifest.TimeOfDayNanoseconds));
        using var events = result.ReadEvents();
        var read = 0L;
        while (events.TryRead(out var item))
        {
            writer.Write(item);
            read++;
        }

        return read;
    }

    // ITCH counts ten-thousandths of a dollar.
    private static ItchInstrument Presented(Instrument instrument)
    {
        var factor = instrument.PriceUnit * 10_000;
        if (factor != decimal.Truncate(factor) || factor is < 1 or > int.MaxValue)
        {
            throw new ArgumentException(
                $"The price unit of '{instrument.Symbol}' is {instrument.PriceUnit}; ITCH carries whole ten-thousandths.");
        }

        return new ItchInstrument(instrument.Id, instrument.Symbol.Length <= 8 ? instrument.Symbol : $"I{instrument.Id}", (int)factor);
    }
}
