using System.CommandLine;
using System.Globalization;
using System.Text.Json;

namespace MarketSim.Ui.Cli;

/// <summary><c>marketsim price</c>: the formulas of the pricing library, one case at a time or a file of them.</summary>
internal static class PriceCommand
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static DocumentedCommand Create(Screen screen)
        => new DocumentedCommand("price", "Values options, warrants, bonds and forwards, and says how they answer to the market.",
            "marketsim price option --style european --right call --spot 100 --strike 110 --years 0.5 --rate 3% --vol 30%",
            "marketsim price implied --right call --spot 40 --strike 60 --years 5 --rate 3% --price 7.04",
            "marketsim price barrier --file cases.csv").Grouping(screen,
            [
                Of(screen, new OptionQuestion()), Of(screen, new ImpliedQuestion()), Of(screen, new BarrierQuestion()),
                Of(screen, new DigitalQuestion()), Of(screen, new AsianQuestion()), Of(screen, new WarrantQuestion()),
                Of(screen, new TurboQuestion()), Of(screen, new BondQuestion()), Of(screen, new FxQuestion()),
                Of(screen, new LiquidationQuestion()), Of(screen, new FundingQuestion()),
            ]);

    private static DocumentedCommand Of(Screen screen, PriceQuestion question)
    {
        var json = new Option<bool>("--json") { Description = "Prints JSON and nothing else." };
        var file = new Option<string?>("--file")
        {
            Description = "A CSV file of cases: the header names options without their dashes, an empty cell leaves one out. Prints the "
                + "cases as CSV with the results behind them.",
            HelpName = "CSV",
        };
        var command = new DocumentedCommand(question.Name, question.Summary, question.Examples);
        foreach (var option in question.Options)
        {
            command.Add(option);
        }

        command.Add(file);
        command.Add(json);
        command.SetAction(parsed => parsed.GetValue(file) is { } path
            ? PriceBatch.Run(screen, command, question, path, parsed.GetValue(json))
            : Answer(screen, question.Answer(parsed), parsed.GetValue(json)));
        return command;
    }

    private static int Answer(Screen screen, PriceAnswer answer, bool writesJson)
    {
        if (writesJson)
        {
            screen.Output.WriteLine(JsonSerializer.Serialize(answer.ToJson(), Indented));
            return answer.Refusal is null ? ExitCode.Ok : ExitCode.BadInput;
        }

        if (answer.Refusal is { } refusal)
        {
            screen.Error.WriteLine(refusal);
            return ExitCode.BadInput;
        }

        var width = answer.Results.Max(result => result.Name.Length) + 2;
        foreach (var (name, value) in answer.Results)
        {
            var text = value is double number
                ? number.ToString("G12", CultureInfo.InvariantCulture)
                : Convert.ToString(value, CultureInfo.InvariantCulture);
            screen.Output.WriteLine(name.PadRight(width) + text);
        }

        return ExitCode.Ok;
    }
}
