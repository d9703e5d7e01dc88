using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>Regulation T and strategy-based maintenance, or payment in full: by instrument.</summary>
internal sealed class StrategyMarginRule(IReadOnlyList<OptionMarginTerms> terms) : MarginRule
{
    private readonly IReadOnlyList<MarginLine>[] _maintenance = [.. terms.Select(rates => rates.Short.Lines())];

    public OptionMarginTerms Terms(InstrumentId underlying) => terms[underlying.Value];

    public override decimal PerShare(InstrumentId underlying, bool isLong, decimal price, MarginTime time)
    {
        var rates = terms[underlying.Value];
        return (isLong, time) switch
        {
            (true, MarginTime.Initial) => rates.LongInitialRate * price,
            (true, _) => rates.LongMaintenanceRate * price,
            (false, MarginTime.Initial) => rates.ShortInitialRate * price,
            _ => rates.Short.PerShare(price),
        };
    }

    public override IReadOnlyList<MarginLine> ShortLines(InstrumentId underlying, MarginTime time)
        => time == MarginTime.Initial
            ? [new MarginLine(0, 0, terms[underlying.Value].ShortInitialRate)]
            : _maintenance[underlying.Value];

    public override decimal Requirement(InstrumentId underlying, OptionBook book, MarginTime time)
        => book.Legs.Count == 0
            ? PerShare(underlying, book.Shares > 0, book.Underlying, time) * Math.Abs(book.Shares)
            : OptionMargin.Requirement(book, time, terms[underlying.Value]).AgainstCash;

    public override bool Permits(InstrumentId underlying, OptionBook book)
        => !terms[underlying.Value].IsPaidInFull
            || OptionMargin.Requirement(book, MarginTime.Maintenance, terms[underlying.Value]).IsPermitted;

    public override decimal? OptionSlope(InstrumentId underlying) => 1 + terms[underlying.Value].NakedRate;
}
