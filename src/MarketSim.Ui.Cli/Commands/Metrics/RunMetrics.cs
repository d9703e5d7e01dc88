using System.Globalization;
using MarketSim.Analysis;
using MarketSim.Core;
using MarketSim.Simulation;

namespace MarketSim.Ui.Cli;

/// <summary>How well the types of agents of a run traded, and what each earned.</summary>
internal static class RunMetrics
{
    private static readonly SimDuration[] Horizons =
        [SimDuration.FromSeconds(1), SimDuration.FromSeconds(10), SimDuration.FromSeconds(60)];

    /// <summary>How well each type of agent traded each instrument of a run.</summary>
    public static IReadOnlyList<(Instrument Instrument, ExecutionQuality Quality)> Measure(RunResult result)
    {
        var typeOf = result.Manifest.Accounts.ToDictionary(a => new AccountId(a.Id), a => a.Type);
        var all = result.Manifest.Instruments.Select(InstrumentCatalog.Create).Select(i => (
            Instrument: i, Quality: new ExecutionQuality(i.Id, account => typeOf.GetValueOrDefault(account, ProfitByType.Others), Horizons))).ToList();
        using (var events = result.ReadEvents())
        {
            while (events.TryRead(out var item))
            {
                foreach (var (_, quality) in all)
                {
                    quality.Observe(item);
                }
            }
        }

        foreach (var (_, quality) in all)
        {
            quality.Complete(default);
        }

        return all;
    }

    public static int Show(Screen screen, string folder, MetricsRequest request)
    {
        var result = RunResult.Open(folder);
        var measured = Measure(result);
        if (request.WritesJson || request.Only.Count > 0)
        {
            MetricValue[] all = [.. measured.SelectMany(p => p.Quality.Groups.SelectMany(g => Values(p.Instrument, p.Quality, g))), .. Profits(result)];
            var values = Choose(all, request.Only);
            if (request.WritesJson)
            {
                MetricValue.WriteJson(screen.Output, values);
            }
            else
            {
                MetricValue.Write(screen.Output, values);
            }

            return ExitCode.Ok;
        }

        foreach (var (instrument, quality) in measured.Where(pair => pair.Quality.Groups.Count > 0))
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

    private static IEnumerable<MetricValue> Values(Instrument instrument, ExecutionQuality quality, ExecutionRecord group)
    {
        (string Name, MetricUnit Unit, double? Value)[] numbers =
        [
            ("orders", MetricUnit.Number, group.Orders), ("orderedLots", MetricUnit.Number, group.OrderedLots),
            ("rejections", MetricUnit.Number, group.Rejections), ("replacements", MetricUnit.Number, group.Replacements),
            ("cancellations", MetricUnit.Number, group.Cancellations), ("fills", MetricUnit.Number, group.Fills),
            ("lots", MetricUnit.Number, group.Lots), ("fillRatio", MetricUnit.Fraction, group.FillRatio),
            ("orderToTrade", MetricUnit.Number, group.OrderToTrade), ("makerPart", MetricUnit.Fraction, group.MakerPart),
            ("spreadPaidBps", MetricUnit.Number, group.SpreadPaid), ("vwapSlippageBps", MetricUnit.Number, group.VwapSlippage(quality.MarketVwap)),
            .. Horizons.SelectMany((h, i) => new (string, MetricUnit, double?)[]
            {
                ($"markout{h.Nanoseconds / 1_000_000_000}sBps", MetricUnit.Number, group.Markout(i)),
                ($"adverseSelection{h.Nanoseconds / 1_000_000_000}sBps", MetricUnit.Number, group.AdverseSelection(i)),
            }),
        ];
        return numbers.Select(n => Value($"{instrument.Symbol}.{group.Name}", n.Name, n.Unit, n.Value));
    }

    // What each type earned stands in the run's summary; a run that did not end has none.
    private static IEnumerable<MetricValue> Profits(RunResult result) => !File.Exists(result.Folder.Summary) ? [] :
    [
        .. RunReport.SummaryOf(result).AgentTypes.SelectMany(type => new[]
        {
            Value(type.Type, "profit", MetricUnit.Number, type.Profit), Value(type.Type, "tradingProfit", MetricUnit.Number, type.TradingProfit),
            Value(type.Type, "fees", MetricUnit.Number, type.Fees),
        }),
    ];

    private static MetricValue Value(string whose, string name, MetricUnit unit, double? value)
        => new($"{whose}.{name}", whose, $"{whose}.{name}", unit, value is { } number && double.IsFinite(number) ? number : null);

    // A whole name, or its end for all that have it.
    private static MetricValue[] Choose(MetricValue[] all, IReadOnlyList<string> only) => only.Count == 0 ? all :
    [
        .. only.SelectMany(name => all.Where(v => v.Name == name || v.Name.EndsWith("." + name, StringComparison.Ordinal)).DefaultIfEmpty().Select(
            v => v ?? throw new ArgumentException(
                $"Unknown metric '{name}'.{Suggestions.Sentence(name, all.Select(a => a.Name[(a.Name.LastIndexOf('.') + 1)..]).Distinct())} "
                + "Of a run there are SYMBOL.TYPE.NAME and TYPE.profit; 'marketsim metrics --list' lists the names."))),
    ];

    private static string Text(double? value, string form) => value?.ToString(form, CultureInfo.InvariantCulture) ?? "–";
}
