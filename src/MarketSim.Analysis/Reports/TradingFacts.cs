using static MarketSim.Analysis.ReportNumbers;

namespace MarketSim.Analysis;

/// <summary>Where a profit came from, what execution cost, and how much capital the strategy could carry, in groups; what cannot be said
/// is left out.</summary>
internal static class TradingFacts
{
    // They have a table of their own.
    private static readonly string[] ToldElsewhere = ["Use of capital", "What costs took"];

    /// <summary>Of a record.</summary>
    public static IReadOnlyList<(string Title, IReadOnlyList<ReportFact> Facts)> Of(BacktestRecord record)
    {
        var facts = new BacktestFacts(record, ProfitAttribution.Of(record), record.Costs, new Turnover(null, null, null, null, null));
        return
        [
            .. BacktestMetric.All.Where(metric => !ToldElsewhere.Contains(metric.Heading)).GroupBy(metric => metric.Heading)
                .Select(group => (group.Key, (IReadOnlyList<ReportFact>)[.. group.SelectMany(metric => Fact(metric, facts))]))
                .Concat(ByInstrument(facts.Attribution, record.Currency))
                .Where(group => group.Item2.Count > 0),
        ];
    }

    private static IEnumerable<ReportFact> Fact(BacktestMetric metric, BacktestFacts facts)
    {
        if (metric.Of(facts) is { } value && double.IsFinite(value))
        {
            var isMoney = metric.Heading.StartsWith("Where", StringComparison.Ordinal) || metric.Name == "capacity";
            var text = isMoney ? Money(value, facts.Record.Currency) : metric.Unit == MetricUnit.Fraction ? Percent(value)
                : metric.Title.EndsWith(", bp", StringComparison.Ordinal) ? Ticks.Number(value, 2) + " bp" : Number(value);
            yield return new ReportFact(metric.Title.Replace(", bp", "", StringComparison.Ordinal), text) { Number = value, Hint = metric.Formula };
        }
    }

    private static IEnumerable<(string, IReadOnlyList<ReportFact>)> ByInstrument(ProfitAttribution? attribution, string currency)
    {
        if (attribution is { Parts.Count: > 1 and <= 24 })
        {
            yield return ("Profit by instrument, after fees",
            [
                .. attribution.Parts.Select(part => (part.Instrument, Profit: part.BeforeFees - part.Fees)).OrderByDescending(part => part.Profit)
                    .Select(part => new ReportFact(part.Instrument, Money(part.Profit, currency)) { Number = part.Profit }),
            ]);
        }
    }
}
