using System.Globalization;
using MarketSim.Analysis;

namespace MarketSim.Ui.Cli;

/// <summary>What a list of round trips is worth.</summary>
internal static class TradeListMetrics
{
    public static int Show(Screen screen, CsvTable table, MetricsRequest request)
    {
        var trips = TradeFile.From(table);
        var statistics = TradeStatistics.Of(trips);

        // Zeros that stand for columns which are not there would be numbers that stand for nothing.
        var isPriced = trips.Any(trip => trip.Entry != 0 && trip.Quantity != 0);
        var (isDated, hasExcursions, hasBars) = (trips.Any(t => t.Closed != default), trips.Any(t => t.Mae != 0 || t.Mfe != 0), trips.Any(t => t.Bars != 0));
        bool IsKnown(string name) => name switch
        {
            "averageTradeReturn" => isPriced,
            "averageMae" or "averageMfe" or "edgeTaken" => hasExcursions,
            "averageHoldingDays" or "medianHoldingDays" => isDated,
            "averageHoldingBars" => hasBars,
            _ => true,
        };
        MetricValue[] all = [.. TradeMetric.All.Select(m => new MetricValue(m.Name, "Trades", m.Title, m.Unit, IsKnown(m.Name) ? m.Of(statistics) : null))];
        var values = MetricValue.Choose(all, request);
        if (request.WritesJson)
        {
            MetricValue.WriteJson(screen.Output, values);
            return ExitCode.Ok;
        }

        screen.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{trips.Count:#,##0} round trips."));
        screen.Output.WriteLine();
        MetricValue.Write(screen.Output, values);
        return ExitCode.Ok;
    }
}
