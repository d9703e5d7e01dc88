using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Strategies;

/// <summary>What a maker does that quotes around a public signal.</summary>
public sealed record SignalMakerOptions
{
    /// <summary>What it follows: an index, or another instrument.</summary>
    public InstrumentId? Signal { get; init; }

    /// <summary>Distance of each quote from the signal, in price units.</summary>
    public long HalfSpreadTicks { get; init; } = 1;

    /// <summary>Lots on each side.</summary>
    public long Lots { get; init; } = 100;
}

/// <summary>Quotes both sides around a public signal and moves them as soon as it learns that the signal moved: until then they are
/// stale.</summary>
/// <remarks>Source: the liquidity provider of Budish, Cramton and Shim (2015), "The High-Frequency Trading Arms Race", section VI: it
/// earns half of the spread from investors and loses the jump less half of the spread to whoever is faster than its cancel.</remarks>
public sealed class SignalMaker(InstrumentId instrument, SignalMakerOptions options) : IStrategy
{
    private readonly StandingQuotes _quotes = new(instrument);
    private Price? _value;

    /// <summary>What can be set of it.</summary>
    public static StrategyType Type { get; } = new(
    [
        StrategyOption.Symbols("signal", "What it follows: the symbol of an index or of another instrument."),
        StrategyOption.Ticks("half-spread-ticks", "1", "Distance of each quote from the signal.", from: 1),
        StrategyOption.Lots("lots", "100", "Lots on each side."),
    ],
    (setting, values) => new SignalMaker(setting.Instrument, new SignalMakerOptions
    {
        Signal = setting.FindAll(values.Text("signal")).Select(id => (InstrumentId?)id).FirstOrDefault(),
        HalfSpreadTicks = values.Integer("half-spread-ticks"), Lots = values.Integer("lots"),
    }))
    {
        Others = ["signal"],
    };

    /// <inheritdoc/>
    public FeedKind Feed => FeedKind.Quotes;

    /// <inheritdoc/>
    public SimTime NextWake(MarketView view) => SimTime.Never;

    /// <inheritdoc/>
    public void Decide(MarketView view, OrderPad orders) => Requote(view, orders);

    /// <inheritdoc/>
    public void OnQuote(Quote quote, MarketView view, OrderPad orders)
    {
        ArgumentNullException.ThrowIfNull(quote);
        if (quote.Instrument == options.Signal && Quotes.TryMiddle(quote, out var value) && value != _value)
        {
            _value = value;
            Requote(view, orders);
        }
    }

    /// <inheritdoc/>
    public void OnReport(in MarketEvent item, MarketView view, OrderPad orders)
    {
        if (item.Kind == EventKind.Traded && item.Instrument == instrument)
        {
            Requote(view, orders);
        }
    }

    private void Requote(MarketView view, OrderPad orders)
    {
        if (_value is { } value)
        {
            var terms = view.Instruments[instrument.Value];
            var lots = new Quantity(options.Lots);
            _quotes.Set(
                view, orders,
                (Quotes.OnTick(terms, Side.Buy, value - options.HalfSpreadTicks), lots),
                (Quotes.OnTick(terms, Side.Sell, value + options.HalfSpreadTicks), lots));
        }
    }
}
