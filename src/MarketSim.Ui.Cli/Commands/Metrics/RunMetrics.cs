using System.Globalization;
using System.Text.Json;
using MarketSim.Analysis;
using MarketSim.Core;
using MarketSim.Simulation;

namespace MarketSim.Ui.Cli;

/// <summary>How well the types of agents of a run traded, and what each earned.</summary>
internal static class RunMetrics
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };
    private static readonly SimDuration[] Horizons =
        [SimDuration.FromSeconds(1), SimDuration.FromSeconds(10), SimDuration.FromSeconds(60)];

    public static int Show(Screen screen, string folder, MetricsRequest request)
    {
        var result = RunResult.Open(folder);
        var typeOf = result.Manifest.Accounts.ToDictionary(a => new AccountId(a.Id), a => a.Type);
        var instruments = result.Manifest.Instruments.Select(InstrumentCatalog.Create).ToList();
        var qualities = instruments.ConvertAll(
            i => new ExecutionQuality(i.Id, account => typeOf.GetValueOrDefault(account, ProfitByType.Others), Horizons));
        using (var events = result.ReadEvents())
        {
            while (events.TryRead(out var item))
            {
                foreach (var quality in qualities)
                {
                    quality.Observe(item);
                }
            }
        }

        foreach (var quality in qualities)
        {
            quality.Complete(default);
        }

        if (request.WritesJson)
        {
            screen.Output.WriteLine(JsonSerializer.Serialize(
                instruments.Zip(qualities).SelectMany(pair => pair.Second.Groups.Select(g => Json(pair.First, pair.Second, g))), Indented));
            return ExitCode.Ok;
        }

        foreach (var (instrument, quality) in instruments.Zip(qualities).Where(pair => pair.Second.Groups.Count > 0))
        {
            Write(screen.Output, instrument, quality);
        }

        screen.Output.WriteLine(
            "Basis points of the price, weighted by lots. Spread paid: price against the middle, below zero earned. VWAP slippage: against the "
            + "average price of the whole market. Mark-out: the middle so much later against the price, below zero picked off.");
        return ExitCode.Ok;
    }

    private static void Write(TextWriter output, Instrument instrument, ExecutionQuality quality)
    {
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{instrument.Symbol}: {quality.MarketLots:#,##0} lots traded"));
        var table = new PlainTable(
            "type", "orders", "lots", "filled %", "messages/fill", "made %", "spread paid", "VWAP slippage", "mark-out 1 s", "10 s", "60 s")
        {
            RightAligned = [.. Enumerable.Range(1, 10)],
        };
        foreach (var group in quality.Groups)
        {
            table.Add(
            [
                group.Name, Text(group.Orders, "#,##0"), Text(group.Lots, "#,##0"), Text(group.FillRatio * 100, "0.0"),
                Text(group.OrderToTrade, "0.00"), Text(group.MakerPart * 100, "0.0"), Text(group.SpreadPaid, "0.000"),
                Text(group.VwapSlippage(quality.MarketVwap), "0.000"),
                .. Enumerable.Range(0, Horizons.Length).Select(h => Text(group.Markout(h), "0.000")),
            ]);
        }

        table.Write(output);
        output.WriteLine();
    }

    private static object Json(Instrument instrument, ExecutionQuality quality, ExecutionRecord group) => new
    {
        instrument = instrument.Symbol, type = group.Name, orders = group.Orders, orderedLots = group.OrderedLots, rejections = group.Rejections,
        replacements = group.Replacements, cancellations = group.Cancellations, fills = group.Fills, lots = group.Lots,
        fillRatio = group.FillRatio, orderToTrade = group.OrderToTrade, makerPart = group.MakerPart, spreadPaidBps = group.SpreadPaid,
        vwapSlippageBps = group.VwapSlippage(quality.MarketVwap),
        markoutBps = Horizons.Select((h, i) => new { seconds = h.Nanoseconds / 1_000_000_000, value = group.Markout(i), adverseSelection = group.AdverseSelection(i) }),
    };

    private static string Text(double? value, string form) => value?.ToString(form, CultureInfo.InvariantCulture) ?? "–";
}
