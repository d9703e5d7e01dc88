namespace MarketSim.Analysis;

/// <summary>What the fills of a back-test over bars cost against the prices at which they were decided, in basis points of what was
/// traded at those.</summary>
/// <remarks>
/// Source: Perold (1988), "The implementation shortfall"; the parts as in <see cref="ImplementationShortfall"/>, over bars: the decision is
/// the close of the bar before an order's first fill, where fills are at closes that of the fill's own bar; the arrival is the price that
/// the fill rule names, an open or a close, of the bar of the first fill. Delay is arrival less decision; timing, for an order that took
/// several bars, that price of each fill's bar less the arrival; the rest, spread, slippage and impact together, the price of the fill less
/// that, below zero where a resting order earned it. The parts sum to the whole.
/// </remarks>
public sealed record ExecutionCosts
{
    private const double BasisPoints = 10_000;
    private const double LargestPart = 0.1;

    /// <summary>Fills whose bars were found.</summary>
    public required int Fills { get; init; }

    /// <summary>The whole: price of the fill less that of the decision, on the trader's side.</summary>
    public double? Shortfall { get; init; }

    /// <summary>What the price moved between decision and arrival.</summary>
    public double? Delay { get; init; }

    /// <summary>What it moved while an order was worked over several bars.</summary>
    public double? Timing { get; init; }

    /// <summary>Spread, slippage and impact.</summary>
    public double? SpreadAndImpact { get; init; }

    /// <summary>Price of the fill less the typical price of its bar, on the trader's side.</summary>
    public double? VwapSlippage { get; init; }

    /// <summary>Close of the fill's bar less the price of the fill, on the trader's side.</summary>
    public double? MarkoutAtClose { get; init; }

    /// <summary>Close five bars later less the price of the fill, on the trader's side.</summary>
    public double? MarkoutAfterFive { get; init; }

    /// <summary>How far the close five bars later lies against the trader from the arrival: -(markout + spread and impact).</summary>
    public double? AdverseSelection => -(MarkoutAfterFive + SpreadAndImpact);

    /// <summary>The middle part of its bar's volume that a fill was.</summary>
    public double? MedianPart { get; init; }

    /// <summary>The largest.</summary>
    public double? HighestPart { get; init; }

    /// <summary>By which factor the capital can grow until its tightest fill is a tenth of its bar's volume.</summary>
    public double? Capacity { get; init; }

    /// <summary>The same of the middle fill.</summary>
    public double? MedianCapacity { get; init; }

    /// <summary>Of a record whose bars are at hand.</summary>
    /// <param name="record">The back-test.</param>
    /// <param name="bars">By symbol.</param>
    public static ExecutionCosts Of(BacktestRecord record, IReadOnlyDictionary<string, BarTable> bars)
    {
        ArgumentNullException.ThrowIfNull(record);
        ArgumentNullException.ThrowIfNull(bars);
        var placed = Place(record, bars);
        var arrivals = placed.GroupBy(p => (p.Fill.Instrument, p.Fill.Order)).ToDictionary(order => order.Key, order => order.First());
        double? Weighted(Func<Placed, double?> cost) => PartOf(placed, arrivals, cost);
        Placed First(Placed p) => arrivals[(p.Fill.Instrument, p.Fill.Order)];
        var sizes = placed.Where(p => p.Bars.Volume[p.At] > 0).Select(p => (p.Fill.Quantity, Volume: p.Bars.Volume[p.At])).ToList();
        double[] parts = [.. sizes.Select(size => size.Quantity / size.Volume).Order()];
        return new ExecutionCosts
        {
            Fills = placed.Count,
            Shortfall = Weighted(p => p.Fill.Price - First(p).Decision),
            Delay = Weighted(p => First(p).Arrival - First(p).Decision),
            Timing = Weighted(p => p.Arrival - First(p).Arrival),
            SpreadAndImpact = Weighted(p => p.Fill.Price - p.Arrival),
            VwapSlippage = Weighted(p => p.Fill.Price - p.Bars.Typical(p.At)),
            MarkoutAtClose = Weighted(p => p.Bars.Close[p.At] - p.Fill.Price),
            MarkoutAfterFive = Weighted(p => p.At + 5 < p.Bars.Times.Count ? p.Bars.Close[p.At + 5] - p.Fill.Price : null),
            MedianPart = Quantile.Type7(parts, 0.5),
            HighestPart = Quantile.Type7(parts, 1),
            Capacity = Analysis.Capacity.Factor(sizes, LargestPart),
            MedianCapacity = Analysis.Capacity.Factor(sizes, LargestPart, quantile: 0.5),
        };
    }

    private static double? PartOf(
        List<Placed> placed, Dictionary<(string, long), Placed> arrivals, Func<Placed, double?> cost)
    {
        var (sum, weight) = (new List<double>(), new List<double>());
        foreach (var p in placed)
        {
            if (cost(p) is { } distance)
            {
                sum.Add((p.Fill.IsBuy ? 1 : -1) * distance * p.Fill.Quantity);
                weight.Add(arrivals[(p.Fill.Instrument, p.Fill.Order)].Decision * p.Fill.Quantity);
            }
        }

        return Moments.Ratio(Moments.Sum([.. sum]), Moments.Sum([.. weight])) * BasisPoints;
    }

    // A fill that says why it waited traded at an open, whatever the rule.
    private static List<Placed> Place(BacktestRecord record, IReadOnlyDictionary<string, BarTable> bars)
    {
        var placed = new List<Placed>();
        foreach (var fill in record.Fills)
        {
            if (!bars.TryGetValue(fill.Instrument, out var table) || table.Find(fill.Time) is not (>= 0 and var at))
            {
                continue;
            }

            var isAtClose = record.Fill == "this-close" || (record.Fill == "session" && fill.Note.Length == 0);
            var decision = isAtClose ? table.Close[at] : at > 0 ? table.Close[at - 1] : table.Open[at];
            placed.Add(new Placed(fill, table, at, decision, isAtClose ? table.Close[at] : table.Open[at]));
        }

        return placed;
    }

    private sealed record Placed(RecordedFill Fill, BarTable Bars, int At, double Decision, double Arrival);
}
