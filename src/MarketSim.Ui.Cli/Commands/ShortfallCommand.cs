using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using MarketSim.Analysis;
using MarketSim.Core;
using MarketSim.Simulation;

namespace MarketSim.Ui.Cli;

/// <summary><c>marketsim shortfall</c>: what an agent's order cost against the price at which it was decided.</summary>
internal static class ShortfallCommand
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static DocumentedCommand Create(Screen screen)
    {
        var run = new Argument<string>("run") { Description = "The folder of a run." };
        var name = new Argument<string>("name") { Description = "Whose order: an agent's name or number, or the beginning of a name." };
        var symbol = new Option<string?>("--instrument") { Description = "What it traded; the first instrument by default.", HelpName = "SYMBOL" };
        var side = new Option<string>("--side") { Description = "Whether it bought or sold.", DefaultValueFactory = _ => "sell" };
        side.AcceptOnlyFromAmong("buy", "sell");
        var decided = new Option<string>("--decided")
        {
            Description = "How long after the run began it was decided, such as 10min.", DefaultValueFactory = _ => "0s",
        };
        var json = new Option<bool>("--json") { Description = "Prints JSON and nothing else." };
        var command = new DocumentedCommand(
            "shortfall", "Shows what an agent's order cost against the price at its decision: delay, timing, spread and impact.",
            "marketsim shortfall runs/execution-seed1-001 seller --decided 10min")
        {
            run, name, symbol, side, decided, json,
        };
        command.SetAction(parsed =>
        {
            var result = RunResult.Open(parsed.GetRequiredValue(run));
            var account = AccountStatement.Find(result.Manifest, parsed.GetRequiredValue(name));
            var instruments = result.Manifest.Instruments.Select(InstrumentCatalog.Create).ToList();
            var wanted = parsed.GetValue(symbol);
            var instrument = instruments.Find(i => wanted is null || i.Symbol == wanted) ?? throw new ArgumentException(
                $"The run trades no '{wanted}'. Known: {string.Join(", ", instruments.Select(i => i.Symbol))}.");
            var start = new SimTime(result.Manifest.StartNanoseconds) + DurationText.Parse(parsed.GetRequiredValue(decided));
            var metric = new ImplementationShortfall(
                instrument, new AccountId(account.Id), parsed.GetValue(side) == "buy" ? Side.Buy : Side.Sell, start);
            Read(result, metric);
            return parsed.GetValue(json)
                ? WriteJson(screen, metric) : Show(screen, metric, instrument, result.Manifest.Assets[instrument.Quote.Value]);
        });
        return command;
    }

    private static void Read(RunResult result, ImplementationShortfall metric)
    {
        using var events = result.ReadEvents();
        while (events.TryRead(out var item))
        {
            metric.Observe(item);
        }
    }

    private static int WriteJson(Screen screen, ImplementationShortfall metric)
    {
        screen.Output.WriteLine(JsonSerializer.Serialize(
            new
            {
                lots = metric.Done.Lots, delay = metric.Delay.Minor, timing = metric.Timing.Minor, spread = metric.Spread.Minor,
                impact = metric.Impact.Minor, total = metric.Total.Minor, highestParticipation = metric.HighestParticipation,
            },
            Indented));
        return ExitCode.Ok;
    }

    private static int Show(Screen screen, ImplementationShortfall metric, Instrument instrument, ManifestAsset currency)
    {
        Line("decision price", (decimal)(Number(metric.DecisionPrice) * (double)instrument.PriceUnit));
        Line("lots traded", metric.Done.Lots);
        Line("largest part of volume, %", (decimal)(metric.HighestParticipation * 100));
        foreach (var (name, money) in ((string, Money)[])
            [("delay", metric.Delay), ("timing", metric.Timing), ("spread", metric.Spread), ("impact", metric.Impact), ("total", metric.Total)])
        {
            Line($"{name}, {currency.Name}", AccountStatement.Whole(money.Minor, currency.Decimals));
        }

        return ExitCode.Ok;

        static double Number(double value) => double.IsNaN(value) ? 0 : value;
        void Line(string name, decimal value)
            => screen.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-26}{value,18:#,##0.00##}"));
    }
}
