namespace MarketSim.Analysis;

/// <summary>How much of its capital a strategy trades and holds.</summary>
/// <param name="Yearly">Half of what was bought and sold, over mean equity, a year: 1 turns the whole portfolio over once a year.</param>
/// <param name="TimeInMarket">The part of the days at whose end something is held.</param>
/// <param name="MeanGross">Mean of |positions| over equity.</param>
/// <param name="MaxGross">The most of it.</param>
/// <param name="MeanNet">Mean of the positions, shorts below zero, over equity.</param>
/// <remarks>Source: U.S. Securities and Exchange Commission, Form N-1A, item 13, takes the lesser of purchases and sales; the half of both is
/// the usual form for strategies that end flat. Null where there is no day or no equity.</remarks>
public sealed record Turnover(double? Yearly, double? TimeInMarket, double? MeanGross, double? MaxGross, double? MeanNet)
{
    /// <summary>Of days and trades.</summary>
    /// <param name="equity">At each day's end, above zero.</param>
    /// <param name="gross">Σ|value| of the positions at each day's end.</param>
    /// <param name="net">Σ value of them.</param>
    /// <param name="traded">Σ|quantity·price| of all fills.</param>
    /// <param name="daysPerYear">Days of a year in the data, such as 252.</param>
    public static Turnover Of(
        IReadOnlyList<double> equity, IReadOnlyList<double> gross, IReadOnlyList<double> net, double traded, double daysPerYear)
    {
        ArgumentNullException.ThrowIfNull(equity);
        ArgumentNullException.ThrowIfNull(gross);
        ArgumentNullException.ThrowIfNull(net);
        if (equity.Count == 0 || equity.Count != gross.Count || equity.Count != net.Count || equity.Any(e => e <= 0))
        {
            return new Turnover(null, null, null, null, null);
        }

        return new Turnover(
            traded / 2 / equity.Average() * daysPerYear / equity.Count,
            (double)gross.Count(g => g > 0) / gross.Count,
            gross.Zip(equity, (g, e) => g / e).Average(),
            gross.Zip(equity, (g, e) => g / e).Max(),
            net.Zip(equity, (n, e) => n / e).Average());
    }
}
