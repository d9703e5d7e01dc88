namespace MarketSim.Analysis;

/// <summary>What numbers about a back-test's folder are made of.</summary>
/// <param name="Record">The folder.</param>
/// <param name="Attribution">Where its profit came from; null where that cannot be said.</param>
/// <param name="Costs">What its fills cost; null where its bars are not at hand.</param>
/// <param name="Use">How it used its capital.</param>
public sealed record BacktestFacts(BacktestRecord Record, ProfitAttribution? Attribution, ExecutionCosts? Costs, Turnover Use);

/// <summary>One number about the trading of a back-test, beside those of its returns and round trips.</summary>
/// <param name="Name">In JSON.</param>
/// <param name="Heading">Under which it stands.</param>
/// <param name="Title">For people.</param>
/// <param name="Unit">What it counts.</param>
/// <param name="Formula">How it comes about.</param>
/// <param name="Undefined">Where there is no such number; it is null there.</param>
/// <param name="Of">The number.</param>
public sealed record BacktestMetric(
    string Name, string Heading, string Title, MetricUnit Unit, string Formula, string Undefined, Func<BacktestFacts, double?> Of)
{
    private const string NoEquity = "no equity, or no cash in equity.csv";
    private const string NoBars = "no fill, or the bars of the data are not at hand";
    private const string NoVolume = "no fill, or no volume at hand";
    private const string NoLadder = "tried on one set of terms only: 'marketsim honesty' tries kinder ones";

    /// <summary>In reading order.</summary>
    public static IReadOnlyList<BacktestMetric> All { get; } =
    [
        new("turnover", "Use of capital", "Turnover a year", MetricUnit.Number, "Σ|quantity·price| / 2 / mean equity, a year", "no day, or equity not above zero", f => f.Use.Yearly),
        new("timeInMarket", "Use of capital", "Days with a position", MetricUnit.Fraction, "days at whose end something is held / days", "no day, or equity not above zero", f => f.Use.TimeInMarket),
        new("meanGrossExposure", "Use of capital", "Mean gross exposure", MetricUnit.Fraction, "mean of Σ|value| / equity", "no day, or equity not above zero", f => f.Use.MeanGross),
        new("maxGrossExposure", "Use of capital", "Highest gross exposure", MetricUnit.Fraction, "max of Σ|value| / equity", "no day, or equity not above zero", f => f.Use.MaxGross),
        new("meanNetExposure", "Use of capital", "Mean net exposure", MetricUnit.Fraction, "mean of Σvalue / equity", "no day, or equity not above zero", f => f.Use.MeanNet),
        new("profit", "Where the profit came from", "Profit", MetricUnit.Number, "final equity - initial equity = profitBeforeFees - fees + carry", NoEquity, f => f.Attribution?.Net),
        new("profitBeforeFees", "Where the profit came from", "Profit before fees", MetricUnit.Number, "sales - purchases + what is held at the end", NoEquity, f => f.Attribution?.BeforeFees),
        new("fees", "Where the profit came from", "Fees", MetricUnit.Number, "Σ fees of fills", NoEquity, f => f.Attribution?.Fees),
        new("carry", "Where the profit came from", "Dividends, interest, borrowing", MetricUnit.Number, "profit - profitBeforeFees + fees", NoEquity, f => f.Attribution?.Carry),
        new("openProfit", "Where the profit came from", "Of open positions", MetricUnit.Number, "profitBeforeFees - that of round trips", NoEquity, f => f.Attribution?.Open),
        new("edgeAtZeroCost", "What costs took", "Profit at zero cost", MetricUnit.Number, "final - initial equity of the ladder's first rung", NoLadder, f => f.Record.Ladder?.Profit(0)),
        Cost("costOfSpread", "Cost of spread", "spread"),
        Cost("costOfFees", "Cost of fees", "fees"),
        Cost("costOfQueue", "Cost of queue", "queue"),
        Cost("costOfLatency", "Cost of latency", "latency"),
        Cost("costOfVolume", "Cost of limited volume", "volume"),
        Cost("costOfImpact", "Cost of impact", "impact"),
        Execution("shortfallBps", "Implementation shortfall, bp", "Σ sign·quantity·(price - decision) / Σ quantity·decision; decision: the close before the order's first fill, or the fill's own where it trades at closes", c => c.Shortfall),
        Execution("delayBps", "Delay, bp", "of the shortfall: arrival - decision; arrival: the open, or the close, of the first fill's bar", c => c.Delay),
        Execution("timingBps", "Timing, bp", "of the shortfall: the open, or the close, of each fill's bar - arrival", c => c.Timing),
        Execution("spreadAndImpactBps", "Spread and impact, bp", "of the shortfall: price - the open, or the close, of its bar", c => c.SpreadAndImpact),
        Execution("vwapSlippageBps", "VWAP slippage, bp", "sign·(price - typical price of its bar), which is (high + low + close) / 3 and stands for the VWAP", c => c.VwapSlippage),
        Execution("markoutCloseBps", "Mark-out at the close, bp", "sign·(close of its bar - price)", c => c.MarkoutAtClose),
        Execution("markout5Bps", "Mark-out after 5 bars, bp", "sign·(close five bars later - price); fills with fewer bars after them left out", c => c.MarkoutAfterFive),
        Execution("adverseSelectionBps", "Adverse selection, bp", "-(markout5Bps + spreadAndImpactBps)", c => c.AdverseSelection),
        new("fillRatio", "Execution", "Fill ratio", MetricUnit.Fraction, "quantity of fills / quantity of orders, the broker's own left out", "nothing ordered, or a back-test of before it was noted",
            f => Moments.Ratio(f.Record.Fills.Where(fill => fill.Order > 0).Sum(fill => fill.Quantity), Fact(f, "ordered"))),
        new("orderToTrade", "Execution", "Messages for each fill", MetricUnit.Number, "(orders + replacements + cancellations) / fills", "no fill, or a back-test of before it was noted",
            f => Fact(f, "commands") is { } sent ? Moments.Ratio(sent, f.Record.Fills.Count) : null),
        Size("medianParticipation", "Middle part of a bar's volume", MetricUnit.Fraction, "median of quantity / volume of its bar, over fills", c => c.MedianPart),
        Size("highestParticipation", "Highest part of a bar's volume", MetricUnit.Fraction, "max of quantity / volume of its bar, over fills", c => c.HighestPart),
        Size("capacityFactor", "Capacity, times today's capital", MetricUnit.Number, "min of 0.1·volume / quantity, over fills", c => c.Capacity),
        Size("medianCapacityFactor", "Capacity of the middle fill", MetricUnit.Number, "median of 0.1·volume / quantity, over fills", c => c.MedianCapacity),
        new("capacity", "Capacity", "Capital it can carry", MetricUnit.Number, "capacityFactor·initial equity", NoVolume, f => f.Costs?.Capacity * f.Record.Equity.Initial),
    ];

    private static BacktestMetric Cost(string name, string title, string rung) => new(
        name, "What costs took", title, MetricUnit.Number, $"profit on the rung before '{rung}' of the ladder - profit on it", NoLadder,
        facts => facts.Record.Ladder is { } ladder && Place(ladder, rung) is > 0 and var place ? -ladder.Change(place) + 0.0 : null);

    private static BacktestMetric Execution(string name, string title, string formula, Func<ExecutionCosts, double?> of)
        => new(name, "Execution", title, MetricUnit.Number, formula, NoBars, facts => facts.Costs is { } costs ? of(costs) : null);

    private static BacktestMetric Size(string name, string title, MetricUnit unit, string formula, Func<ExecutionCosts, double?> of)
        => new(name, "Capacity", title, unit, formula, NoVolume, facts => facts.Costs is { } costs ? of(costs) : null);

    private static double? Fact(BacktestFacts facts, string name)
        => facts.Record.Facts.FirstOrDefault(fact => fact.Name == name).Value is { } text
            && double.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : null;

    private static int Place(HonestyLadder ladder, string rung)
        => Array.FindIndex([.. ladder.Steps], step => step.Name.Equals(rung, StringComparison.Ordinal));
}
