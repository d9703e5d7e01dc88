using System.CommandLine;
using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Ui.Cli;

/// <summary><c>marketsim margin</c>: what a position in options and shares needs, and how it was taken together.</summary>
internal static class MarginCommand
{
    public static DocumentedCommand Create(Screen screen)
    {
        var legs = new Argument<string[]>("legs")
        {
            Description = "Options as 'short 1 call 55 @2.10', optionally with expiry 2026-06-19 and 'opened 2.00', the premium at which it "
                + "was opened; shares as 'long 100 shares'. Quote each leg.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var spot = PriceOptions.Decimal("--spot", "Price of the underlying.");
        var date = PriceOptions.Date("--date", "The present day: options that end more than nine months later need 75% of their price.");
        var index = new Option<bool>("--index") { Description = "The underlying is a broad index: 15% instead of 20%." };
        var cash = new Option<bool>("--cash") { Description = "An account that pays in full instead of a margin account." };
        var rate = PriceOptions.Decimal("--naked-rate", "Margin of a naked option, in place of 20% or 15%.");
        var least = PriceOptions.Decimal("--minimum-rate", "Its minimum, in place of 10%.");
        var initial = PriceOptions.Decimal("--stock-initial", "Initial margin of shares, in place of 50%.");
        var maintenance = PriceOptions.Decimal("--stock-maintenance", "Maintenance margin of shares held, in place of 25%.");
        var portfolio = new Option<bool>("--portfolio")
        {
            Description = "Adds portfolio margin: the worst loss over ten moves of the underlying.",
        };
        var range = PriceOptions.Decimal("--range", "How far the underlying is moved by portfolio margin.", 0.15m);
        var volatility = PriceOptions.Decimal("--vol", "Volatility by which portfolio margin values options; left out: implied.");
        var file = new Option<string?>("--file")
        {
            Description = "A CSV file of legs: quantity,right,strike and optionally expiry, price, premium, multiplier, deliverable, spot, "
                + "index, case; right is call, put or shares. Rows of one case belong together.",
            HelpName = "CSV",
        };
        var json = new Option<bool>("--json") { Description = "Prints JSON and nothing else." };
        var command = new DocumentedCommand(
            "margin", "Finds the margin of options and shares: the cheapest combination of strategies that the rules permit.",
            "marketsim margin --spot 52 \"short 1 call 55 @2.10\"",
            "marketsim margin --spot 52 \"short 1 put 50 @2.00\" \"long 1 put 45 @0.80\"",
            "marketsim margin --spot 50 \"long 100 shares\" \"long 1 put 48 @1.20\" \"short 1 call 55 @1.10\" --json",
            "marketsim margin --spot 100 --date 2026-01-05 \"long 100 shares\" \"long 1 put 95 2026-03-06 @2.6419\" --portfolio --vol 30%",
            "marketsim margin --file cases.csv --json")
        {
            legs, spot, date, index, cash, rate, least, initial, maintenance, portfolio, range, volatility, file, json,
        };
        command.SetAction(parsed =>
        {
            OptionMarginTerms Terms(bool isIndex)
            {
                var terms = parsed.GetValue(cash) ? OptionMarginTerms.Cash : OptionMarginTerms.Equity;
                return terms with
                {
                    NakedRate = parsed.GetValue(rate) ?? (isIndex ? OptionMarginTerms.BroadIndex.NakedRate : terms.NakedRate),
                    NakedMinimumRate = parsed.GetValue(least) ?? terms.NakedMinimumRate,
                    LongInitialRate = parsed.GetValue(initial) ?? terms.LongInitialRate,
                    LongMaintenanceRate = parsed.GetValue(maintenance) ?? terms.LongMaintenanceRate,
                };
            }

            var path = parsed.GetValue(file);
            var texts = parsed.GetValue(legs) ?? [];
            if ((path is null) == (texts.Length == 0))
            {
                throw new ArgumentException("Either legs or '--file CSV' was expected, such as \"short 1 call 55 @2.10\".");
            }

            var cases = path is not null
                ? MarginCaseFile.Read(path, parsed.GetValue(spot), parsed.GetValue(index))
                : [MarginCase.Of(texts, parsed.GetValue(spot), parsed.GetValue(index))];
            double? years = parsed.GetValue(volatility) is { } known ? (double)known : null;
            var answers = cases.Select(one => MarginAnswer.Of(
                one, parsed.GetValue(date), Terms(one.IsIndex),
                parsed.GetValue(portfolio) ? ((double)parsed.GetValue(range)!.Value, years) : null)).ToList();
            screen.Output.WriteLine(parsed.GetValue(json) ? MarginAnswer.ToJson(answers, path is not null) : MarginAnswer.ToText(answers));
            return ExitCode.Ok;
        });
        return command;
    }
}
