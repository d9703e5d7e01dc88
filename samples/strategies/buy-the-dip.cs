// A strategy in one file. It joins any market:
//
//     marketsim run --strategy samples/strategies/buy-the-dip.cs,trades=ALPHA,fall-ticks=8,shares=0
//
// It sees only what has reached it through the network (MarketView) and acts only through its orders (OrderPad). What would make two
// runs differ, such as the wall clock, is refused when the file is compiled.

/// <summary>Buys what has fallen since its last look, and sells it once it has risen as much.</summary>
public sealed class BuyTheDip(InstrumentId instrument, long fallTicks, SimDuration interval) : IStrategy
{
    // Without this property a constructor that takes an InstrumentId would do; with it the strategy has settings.
    public static StrategyType Type { get; } = new(
    [
        new OptionSpec
        {
            Name = "fall-ticks", Kind = OptionKind.Integer, Default = "5", Min = 1, Max = 10_000,
            Summary = "How far the price must have fallen between two looks.", Unit = "price units",
        },
        new OptionSpec { Name = "interval", Kind = OptionKind.Duration, Default = "5s", Summary = "How often it looks." },
    ],
    (setting, options) => new BuyTheDip(setting.Instrument, options.Integer("fall-ticks"), options.Duration("interval")));

    private static readonly Quantity Lots = new(100);

    private Price? _last;

    public SimTime NextWake(MarketView view) => view.Now + interval;

    public void Decide(MarketView view, OrderPad orders)
    {
        if (view.QuoteOf(instrument) is not { IsTwoSided: true } quote)
        {
            return;
        }

        if (_last is { } last && last - quote.Ask >= fallTicks)
        {
            orders.Limit(instrument, Side.Buy, quote.Ask, Lots);
        }
        else if (_last is { } before && quote.Ask - before >= fallTicks && view.Position(instrument) >= Lots)
        {
            orders.Limit(instrument, Side.Sell, quote.Bid, Lots);
        }

        _last = quote.Ask;
    }
}
