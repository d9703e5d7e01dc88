namespace MarketSim.Analysis;

/// <summary>What rules of filling take for granted, in words.</summary>
internal static class FillRules
{
    private static readonly (string Name, string Sentence)[] Known =
    [
        ("next-open", "What is decided at the close of a bar is filled at the opening price of the next one, whatever the quantity: the market neither runs away nor is moved."),
        ("this-close", "What is decided at the close of a bar is filled at that very close. Nobody can trade at a price that he needs to know first: take the result as an upper bound."),
        ("session", "Market orders are filled while the session is open; one that comes after the close waits for the next opening and is filled at its price."),
    ];

    /// <summary>What the record itself says was assumed, else what its rule is known to assume.</summary>
    public static IEnumerable<string> Of(BacktestRecord record)
        => record.Assumptions.Count > 0 ? record.Assumptions
            : Known.Where(rule => rule.Name == record.Fill).Select(rule => rule.Sentence)
                .DefaultIfEmpty("The back-test does not say what its fills assume.");
}
