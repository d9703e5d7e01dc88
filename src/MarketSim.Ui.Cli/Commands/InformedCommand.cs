using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using MarketSim.Analysis;
using MarketSim.Core;
using MarketSim.Simulation;

namespace MarketSim.Ui.Cli;

/// <summary><c>marketsim informed</c>: how much of a run's trading is informed, by its counts of buys and sells.</summary>
internal static class InformedCommand
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static DocumentedCommand Create(Screen screen)
    {
        var run = new Argument<string>("run") { Description = "The folder of a run." };
        var symbol = new Option<string?>("--instrument") { Description = "What traded; the first instrument by default.", HelpName = "SYMBOL" };
        var period = new Option<string>("--period")
        {
            Description = "The stretches of time in which there is news or none, such as 1min or 24h.", DefaultValueFactory = _ => "30min",
        };
        var json = new Option<bool>("--json") { Description = "Prints JSON and nothing else." };
        var command = new DocumentedCommand(
            "informed", "Estimates how much of a run's trading is informed, from counts of buys and sells alone (PIN).",
            "marketsim informed runs/glosten-milgrom-seed1-001 --period 100s")
        {
            run, symbol, period, json,
        };
        command.SetAction(parsed =>
        {
            var result = RunResult.Open(parsed.GetRequiredValue(run));
            var instruments = result.Manifest.Instruments.Select(InstrumentCatalog.Create).ToList();
            var wanted = parsed.GetValue(symbol);
            var instrument = instruments.Find(i => wanted is null || i.Symbol == wanted) ?? throw new ArgumentException(
                $"The run trades no '{wanted}'. Known: {string.Join(", ", instruments.Select(i => i.Symbol))}.");
            var length = DurationText.Parse(parsed.GetRequiredValue(period));
            if (length.Nanoseconds < 1)
            {
                throw new ArgumentException($"Option '--period' was '{parsed.GetValue(period)}'; accepted is more than 0s.");
            }

            var counts = new TradeCounts(instrument.Id, new SimTime(result.Manifest.StartNanoseconds), length);
            using var events = result.ReadEvents();
            while (events.TryRead(out var item))
            {
                counts.Observe(item);
            }

            Show(screen, InformedTradingEstimate.Of(counts.Periods), counts, parsed.GetValue(json));
            return ExitCode.Ok;
        });
        return command;
    }

    private static void Show(Screen screen, InformedTradingEstimate found, TradeCounts counts, bool asJson)
    {
        var (buys, sells) = (counts.Periods.Sum(p => p.Buys), counts.Periods.Sum(p => p.Sells));
        if (asJson)
        {
            screen.Output.WriteLine(JsonSerializer.Serialize(
                new
                {
                    periods = counts.Periods.Count, buys, sells, probability = found.Probability, newsChance = found.NewsChance,
                    badNewsChance = found.BadNewsChance, informedRate = found.InformedRate, buyRate = found.BuyRate, sellRate = found.SellRate,
                },
                Indented));
            return;
        }

        Line("periods", counts.Periods.Count);
        Line("buys", buys);
        Line("sells", sells);
        Line("PIN, informed part of trades", found.Probability);
        Line("α, chance of news", found.NewsChance);
        Line("δ, chance that it is bad", found.BadNewsChance);
        Line("µ, informed trades on news", found.InformedRate);
        Line("εb, other buys a period", found.BuyRate);
        Line("εs, other sells a period", found.SellRate);

        void Line(string name, double value)
            => screen.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-30}{value,12:#,##0.####}"));
    }
}
