namespace MarketSim.Simulation;

/// <summary>The figures of a run that a sweep keeps: those of its summary, in one flat list.</summary>
internal static class SweepFigures
{
    public static IReadOnlyDictionary<string, double?> Of(RunSummary summary)
    {
        // Insertion order is reading order; nothing is ever removed.
        var figures = new Dictionary<string, double?>(StringComparer.Ordinal)
        {
            ["commands"] = summary.Commands,
            ["events"] = summary.Events,
        };
        foreach (var instrument in summary.Instruments)
        {
            Add(figures, instrument);
        }

        foreach (var type in summary.AgentTypes)
        {
            figures[$"{type.Type}.fills"] = type.Fills;
            figures[$"{type.Type}.profit"] = type.Profit;
            figures[$"{type.Type}.trading-profit"] = type.TradingProfit;
            figures[$"{type.Type}.rejected"] = type.Rejected;
        }

        foreach (var finding in summary.Findings ?? [])
        {
            figures[finding.Name] = finding.Value;
        }

        foreach (var (name, value) in figures.ToArray())
        {
            figures[name] = value is { } number && double.IsFinite(number) ? number : null;
        }

        return figures;
    }

    private static void Add(Dictionary<string, double?> figures, InstrumentSummary instrument)
    {
        var symbol = instrument.Symbol;
        figures[$"{symbol}.trades"] = instrument.Trades;
        figures[$"{symbol}.volume"] = instrument.Volume;
        figures[$"{symbol}.turnover"] = instrument.Turnover;
        figures[$"{symbol}.vwap"] = instrument.Vwap;
        figures[$"{symbol}.open"] = instrument.Open;
        figures[$"{symbol}.high"] = instrument.High;
        figures[$"{symbol}.low"] = instrument.Low;
        figures[$"{symbol}.close"] = instrument.Close;
        figures[$"{symbol}.return"] = instrument is { Open: > 0 and var open, Close: { } close } ? (close / open) - 1 : null;
        figures[$"{symbol}.spread-bp"] = instrument.TimeWeightedSpreadBasisPoints;
        figures[$"{symbol}.two-sided-share"] = instrument.TwoSidedShare;
        figures[$"{symbol}.realised-volatility"] = instrument.RealisedVolatility;
        figures[$"{symbol}.annualised-volatility"] = instrument.AnnualisedVolatility;
    }
}
