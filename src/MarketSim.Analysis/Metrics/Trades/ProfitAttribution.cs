namespace MarketSim.Analysis;

/// <summary>Where the profit of a back-test came from.</summary>
/// <param name="Net">Final worth less what was put in.</param>
/// <param name="BeforeFees">What was received for sales less what was paid for purchases, and what is held at the end.</param>
/// <param name="Fees">What was paid for fills besides.</param>
/// <param name="Carry">The rest: dividends, interest and borrowed shares, below zero where they cost.</param>
/// <param name="Open">The part before fees that is not closed: of positions held at the end.</param>
/// <param name="Parts">By instrument, in order of their symbols.</param>
public sealed record ProfitAttribution(
    double Net, double BeforeFees, double Fees, double Carry, double Open, IReadOnlyList<ProfitPart> Parts)
{
    /// <summary>Of a record; null where it has no equity, or what was put in, or the cash at its end, is not known.</summary>
    public static ProfitAttribution? Of(BacktestRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        var equity = record.Equity;
        if (equity.Count == 0 || equity.Initial is not { } initial || equity.Cash.Count != equity.Count)
        {
            return null;
        }

        var held = record.Positions.Where(p => p.Time == equity.Times[^1]).GroupBy(p => p.Instrument, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Sum(p => p.Value), StringComparer.Ordinal);
        var closed = record.Trips.GroupBy(t => t.Instrument, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => Moments.Sum([.. group.Select(t => t.Profit + t.Fees)]), StringComparer.Ordinal);
        ProfitPart[] parts =
        [
            .. record.Fills.GroupBy(f => f.Instrument, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group =>
            {
                var received = Moments.Sum([.. group.Select(f => (f.IsBuy ? -1 : 1) * f.Quantity * f.Price)]);
                var before = received + held.GetValueOrDefault(group.Key);
                return new ProfitPart(
                    group.Key, Cents(before), Cents(Moments.Sum([.. group.Select(f => f.Fee)])), Cents(before - closed.GetValueOrDefault(group.Key)));
            }),
        ];
        var (beforeFees, fees) = (Moments.Sum([.. parts.Select(p => p.BeforeFees)]), Moments.Sum([.. parts.Select(p => p.Fees)]));
        var net = equity.Values[^1] - initial;
        return new ProfitAttribution(Cents(net), Cents(beforeFees), Cents(fees), Cents(net - beforeFees + fees), Cents(Moments.Sum([.. parts.Select(p => p.Open)])), parts);
    }

    // Amounts are whole minor units; what binary fractions leave of their differences is none.
    private static double Cents(double amount) => Math.Round(amount, 4) + 0.0;
}

/// <summary>What one instrument brought.</summary>
/// <param name="Instrument">Its symbol.</param>
/// <param name="BeforeFees">By trading.</param>
/// <param name="Fees">What was paid besides.</param>
/// <param name="Open">The part before fees that is not closed.</param>
public readonly record struct ProfitPart(string Instrument, double BeforeFees, double Fees, double Open);
