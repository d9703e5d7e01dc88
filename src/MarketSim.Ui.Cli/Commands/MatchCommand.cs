using System.CommandLine;
using System.Text.Json;
using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Ui.Cli;

/// <summary><c>marketsim match</c>: runs a tape of commands through continuous trading.</summary>
internal static class MatchCommand
{
    public static DocumentedCommand Create(Screen screen)
    {
        var tape = new Argument<string>("tape")
        {
            Description = "A CSV file of commands: seq,command,order_id,side,price_ticks,…",
        };
        var output = new Option<string>("--out")
        {
            Description = "The folder for trades.csv, rejects.csv and book.csv.", HelpName = "DIR", Required = true,
        };
        var book = new Option<string>("--book")
        {
            Description = "Which order book matches: fast or plain; both give the same.", HelpName = "BOOK",
            DefaultValueFactory = _ => "fast",
        };
        book.AcceptOnlyFromAmong("fast", "plain");
        var json = new Option<bool>("--json") { Description = "Prints the counts as JSON and nothing else." };
        var command = new DocumentedCommand(
            "match", "Runs a tape of order commands from an empty book and writes what came of it as CSV.",
            "marketsim match commands.csv --out matched")
        {
            tape, output, book, json,
        };
        command.SetAction(parsed => Match(
            screen, parsed.GetRequiredValue(tape), parsed.GetRequiredValue(output),
            parsed.GetValue(book) == "plain", parsed.GetValue(json)));
        return command;
    }

    private static int Match(Screen screen, string tape, string output, bool isPlain, bool writesJson)
    {
        if (!File.Exists(tape))
        {
            throw new FileNotFoundException($"There is no file '{tape}'.");
        }

        if (File.Exists(output))
        {
            throw new ArgumentException($"'{output}' is a file; a folder for the results was expected.");
        }

        using var text = new StreamReader(tape);
        OrderTapeResult result;
        using (new ProgressLine(screen, "matching", () => new ProgressState(
            text.BaseStream.Length == 0 ? 0 : (double)text.BaseStream.Position / text.BaseStream.Length,
            text.BaseStream.Position, "bytes")))
        {
            result = OrderTape.Run(OrderTapeReader.Read(text, tape), isPlain ? new OrderBook() : new LadderBook());
        }

        result.WriteTo(output);
        screen.Output.WriteLine(writesJson
            ? JsonSerializer.Serialize(new
            {
                trades = result.TradeCount, tradedLots = result.TradedLots, rejects = result.RejectCount,
                resting = result.RestingCount,
                folder = Path.GetFullPath(output),
            })
            : $"{result.TradeCount} trades of {result.TradedLots} lots, {result.RejectCount} rejects, {result.RestingCount} orders rest: "
                + $"trades.csv, rejects.csv and book.csv are in {output}");
        return ExitCode.Ok;
    }
}
