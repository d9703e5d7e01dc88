using MarketSim.Analysis;
using MarketSim.Simulation;
using static MarketSim.Analysis.ReportNumbers;

namespace MarketSim.Ui.Cli;

/// <summary>The part of a run's report that says how well each type of agent traded.</summary>
internal static class ExecutionTable
{
    private const int MostInstruments = 6;
    private const int Second = 0;
    private const int Minute = 2;

    /// <summary>A table for each instrument that was traded; nothing where none was.</summary>
    public static IEnumerable<ReportSection> Of(RunResult result)
    {
        var traded = RunMetrics.Measure(result).Where(pair => pair.Quality.MarketLots > 0).ToList();
        if (traded.Count > 0)
        {
            yield return new ReportSection("How well they traded", [.. traded.Take(MostInstruments).Select(pair => Table(pair.Instrument.Symbol, pair.Quality))])
            {
                Introduction = "Basis points of the price, weighted by lots. Spread paid is the price against the middle, below zero earned; VWAP slippage is against the average price of the whole market; a mark-out is the middle so much later against the price, below zero picked off.",
            };
        }
    }

    private static TableBlock Table(string symbol, ExecutionQuality quality) => new(
        $"execution {symbol}", [symbol, "Orders", "Lots", "Filled", "Messages a fill", "Made", "Spread paid", "VWAP slippage", "Mark-out 1 s", "60 s"],
        [
            .. quality.Groups.Select(IReadOnlyList<ReportCell> (group) =>
            [
                group.Name, new(Count(group.Orders), group.Orders), new(Count(group.Lots), group.Lots), PercentCell(group.FillRatio, 1),
                Fixed(group.OrderToTrade), PercentCell(group.MakerPart, 1), Fixed(group.SpreadPaid), Fixed(group.VwapSlippage(quality.MarketVwap)),
                Fixed(group.Markout(Second)), Fixed(group.Markout(Minute)),
            ]),
        ]);

    private static ReportCell Fixed(double? value)
        => value is { } number && double.IsFinite(number) ? new(Ticks.Number(number, 2), number) : new(None, double.NaN);
}
