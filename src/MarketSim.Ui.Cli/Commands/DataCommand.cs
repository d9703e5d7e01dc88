using System.CommandLine;
using System.Globalization;
using MarketSim.Core;
using MarketSim.Simulation;

namespace MarketSim.Ui.Cli;

/// <summary><c>marketsim data</c>: recorded market data.</summary>
internal static class DataCommand
{
    public static DocumentedCommand Create(Screen screen)
        => new DocumentedCommand("data", "Checks and converts recorded market data.",
            "marketsim data check AMZN_2012-06-21_34200000_57600000_message_1.csv",
            "marketsim data convert AMZN_2012-06-21_34200000_57600000_message_1.csv amzn.parquet").Grouping(
                screen, Check(screen), Convert(screen));

    private static DocumentedCommand Check(Screen screen)
    {
        var files = new Argument<string[]>("files")
        {
            Description = "Recordings: LOBSTER, NASDAQ ITCH 5.0, CME market by order, Binance, Bitstamp, Bybit; plain, gzip, zstd or zip. "
                + "A LOBSTER book among them is what the messages are compared with.",
            Arity = ArgumentArity.OneOrMore,
        };
        var book = new Option<string?>("--book")
        {
            Description = "LOBSTER: the order book file, by default the one beside the messages. Bitstamp: the raw log.", HelpName = "FILE",
        };
        var seed = new Option<string?>("--seed-book")
        {
            Description = "LOBSTER: a book file whose first row is put in first, by default the deepest that fits.", HelpName = "FILE",
        };
        var format = Format();
        var json = new Option<bool>("--json")
        {
            Description = "Prints the reports as JSON and nothing else: one object, or a list of them.",
        };
        var command = new DocumentedCommand("check",
            "Reads recordings, rebuilds their books, and says how far these agree with the book, quotes or trades recorded beside them.",
            "marketsim data check AMZN_2012-06-21_34200000_57600000_message_1.csv",
            "marketsim data check usdm_btcusdt_20240808.gz spot_btcusdt_20240808.gz --json")
        {
            files, book, seed, format, json,
        };
        command.SetAction(parsed => Check(
            screen, parsed.GetRequiredValue(files),
            new DataCheckOptions(
                Existing(parsed.GetValue(book)), Existing(parsed.GetValue(seed)),
                DataFormats.Parse(parsed.GetValue(format) ?? "auto")),
            parsed.GetValue(json)));
        return command;
    }

    private static int Check(Screen screen, string[] files, DataCheckOptions options, bool writesJson)
    {
        foreach (var file in files)
        {
            Existing(file);
        }

        var books = files.Where(IsBook).ToArray();
        var recordings = files.Except(books, StringComparer.Ordinal).ToArray();
        if (recordings.Length == 0 || books.Length > 1)
        {
            throw new ArgumentException("Name files of messages, and at most one LOBSTER book to compare them with.");
        }

        options = options with { Book = options.Book ?? books.FirstOrDefault() };
        var reports = new List<DataCheckReport>();
        foreach (var file in recordings)
        {
            using (new ProgressLine(
                screen,
                $"checking {Path.GetFileName(file)}", () => new ProgressState(double.NaN, reports.Count, "files")))
            {
                reports.Add(Sentences.Plain(() => DataCheck.Run(file, options)));
            }

            if (!writesJson)
            {
                screen.Output.WriteLine(reports[^1].ToText());
            }
        }

        if (writesJson)
        {
            screen.Output.WriteLine(
                reports.Count == 1 ? reports[0].ToJson() : $"[{string.Join(",\n", reports.Select(r => r.ToJson()))}]");
        }

        return reports.TrueForAll(r => r.AllMatch) ? ExitCode.Ok : ExitCode.CheckFailed;
    }

    private static DocumentedCommand Convert(Screen screen)
    {
        var input = new Argument<string>("in") { Description = "A recording of any known format." };
        var output = new Argument<string>("out")
        {
            Description = "The table to write: a file ending in .csv or .parquet.",
        };
        var format = Format();
        var force = new Option<bool>("--force") { Description = "Replaces the file if it exists." };
        var command = new DocumentedCommand(
            "convert", "Writes a recording as one neutral table of messages, as CSV or Parquet.",
            "marketsim data convert AMZN_2012-06-21_34200000_57600000_message_1.csv amzn.parquet",
            "marketsim data convert ESH4_2023-12-25_mbo.csv.gz es.csv")
        {
            input, output, format, force,
        };
        command.SetAction(parsed => Convert(
            screen, Existing(parsed.GetRequiredValue(input))!, parsed.GetRequiredValue(output),
            DataFormats.Parse(parsed.GetValue(format) ?? "auto"), parsed.GetValue(force)));
        return command;
    }

    private static int Convert(Screen screen, string input, string output, DataFormat format, bool overwrites)
    {
        var ending = Path.GetExtension(output).ToLowerInvariant();
        if (ending is not (".csv" or ".parquet"))
        {
            throw new ArgumentException($"Output was '{output}'; accepted is a file ending in .csv or .parquet.");
        }

        if (File.Exists(output) && !overwrites)
        {
            throw new ArgumentException(
                $"There is a file '{output}' already; choose another name, or add --force to replace it.");
        }

        if (Directory.Exists(output))
        {
            throw new ArgumentException($"'{output}' is a folder; a file for the table was expected.");
        }

        if (Path.GetDirectoryName(Path.GetFullPath(output)) is { } folder && !Directory.Exists(folder))
        {
            throw new ArgumentException($"There is no folder '{folder}' for the table; a file in a folder that exists was expected.");
        }

        long count;
        using (new ProgressLine(screen, "converting", () => ProgressState.Unknown))
        {
            using var feed = RecordedFeed.Open(input, format);
            count = ending == ".csv" ? WriteCsv(feed, output) : RecordedTable.Write(feed, output);
        }

        screen.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count:#,0} messages in {output}"));
        return ExitCode.Ok;
    }

    // Beside its place first, so that a malformed recording leaves nothing half-written.
    private static long WriteCsv(IRecordedFeed feed, string path)
    {
        var unfinished = path + ".new";
        try
        {
            long count;
            using (var writer = new StreamWriter(unfinished))
            {
                count = DataConvert.WriteCsv(feed, writer);
            }

            File.Move(unfinished, path, overwrite: true);
            return count;
        }
        finally
        {
            File.Delete(unfinished);
        }
    }

    private static Option<string> Format()
    {
        var format = new Option<string>("--format")
        {
            Description = "The format; by default found out from the content.", HelpName = "FORMAT",
            DefaultValueFactory = _ => "auto",
        };
        format.AcceptOnlyFromAmong([.. DataFormats.All]);
        return format;
    }

    private static bool IsBook(string path)
        => Path.GetFileName(path).Contains("orderbook", StringComparison.OrdinalIgnoreCase);

    private static string? Existing(string? path)
        => path is null || File.Exists(path) ? path : throw new FileNotFoundException($"There is no file '{path}'.");
}
