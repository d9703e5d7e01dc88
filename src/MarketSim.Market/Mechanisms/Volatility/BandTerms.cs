using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>What can be set of limit up and limit down, read from its options.</summary>
internal sealed class BandTerms(OptionSet options)
{
    public string Instruments { get; } = options.Text("instruments");

    public BandWidths Widths { get; } = new(options);

    public SimDuration From { get; } = options.TimeOfDay("from");

    public SimDuration Until { get; } = options.TimeOfDay("until");

    public SimDuration DoubledFrom { get; } = options.TimeOfDay("doubled-from");

    public SimDuration Window { get; } = options.Duration("window");

    public long LeastChange { get; } = options.PartsPerMillion("least-change");

    public SimDuration LeastTime { get; } = options.Duration("least-time");

    public bool CountsOddLots { get; } = options.Flag("odd-lots");

    public SimDuration LimitState { get; } = options.Duration("limit-state");

    public SimDuration Pause { get; } = options.Duration("pause");

    public SimDuration Extension { get; } = options.Duration("extension");

    public long ReopeningCollar { get; } = options.PartsPerMillion("reopening-collar");

    public decimal ReopeningAmount { get; } = options.Decimal("reopening-amount");

    public decimal HighPrice { get; } = options.Decimal("high-price");

    public SimDuration FirstQuoteAfter { get; } = options.Duration("first-quote-after");

    public SimDuration StraddlePause { get; } = options.Duration("straddle-pause");
}
