using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Strategies;

/// <summary>Quotes an option on both sides around its model value, and holds the shares that make what it has bought and sold indifferent to
/// small moves of the price.</summary>
/// <remarks>Quotes as <see cref="DerivativeMaker"/> does, hedges as <see cref="DeltaHedger"/>: after each interval, and at once after a trade
/// of its option. Source: Black and Scholes (1973); the maker that earns half of the spread and hedges is that of Garman (1976),
/// "Market microstructure", carried to options.</remarks>
public sealed class OptionMaker : IStrategy
{
    private readonly InstrumentId _option;
    private readonly DerivativeMaker _maker;
    private readonly DeltaHedge _hedge;
    private readonly SimDuration _quotes;
    private readonly SimDuration _hedges;
    private SimTime _nextHedge;

    /// <summary>A maker of one option.</summary>
    /// <param name="option">The option.</param>
    /// <param name="underlying">What it is written on, and hedged in.</param>
    /// <param name="quoting">How it quotes.</param>
    /// <param name="hedging">How it hedges.</param>
    public OptionMaker(InstrumentId option, InstrumentId underlying, DerivativeMakerOptions quoting, DeltaHedgeOptions hedging)
    {
        ArgumentNullException.ThrowIfNull(quoting);
        ArgumentNullException.ThrowIfNull(hedging);
        (_option, _quotes, _hedges) = (option, quoting.Interval, hedging.Interval);
        _maker = new DerivativeMaker(option, quoting);
        _hedge = new DeltaHedge(underlying, [option], hedging);
    }

    /// <summary>What can be set of it.</summary>
    public static StrategyType Type { get; } = new(
    [
        StrategyOption.Duration("interval", "1s", "Time between looks at the underlying."),
        StrategyOption.Number("max-spread", "2", 0, 200, "Distance of bid and offer; never less than two price units.", "% of the value"),
        StrategyOption.Lots("min-size", "10", "Contracts quoted on each side."),
        .. DeltaHedger.Specs,
    ],
    (setting, values) => new OptionMaker(
        setting.Instrument, UnderlyingOf(setting),
        new DerivativeMakerOptions
        {
            Interval = values.Duration("interval"), Spread = values.Number("max-spread") / 100, Lots = values.Integer("min-size"),
            Presence = 1, Volatility = values.Number("volatility") / 100, Rate = values.Number("rate") / 100,
            Writes = setting.Account != AccountType.Cash, Calendar = setting.Calendar,
        },
        DeltaHedger.From(setting, values)));

    /// <inheritdoc/>
    public SimTime NextWake(MarketView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        return view.Now + _quotes;
    }

    /// <inheritdoc/>
    public void Decide(MarketView view, OrderPad orders)
    {
        ArgumentNullException.ThrowIfNull(view);
        _maker.Decide(view, orders);
        if (view.Now >= _nextHedge)
        {
            _nextHedge = view.Now + _hedges;
            _hedge.Apply(view, orders);
        }
    }

    /// <inheritdoc/>
    public void OnReport(in MarketEvent item, MarketView view, OrderPad orders)
    {
        if (item.Kind == EventKind.Traded && item.Instrument == _option)
        {
            _hedge.Apply(view, orders);
        }
    }

    // Where it is tried out there may be no instruments; then it only waits.
    private static InstrumentId UnderlyingOf(StrategySetting setting) => setting.Instruments.Count == 0 ? setting.Instrument
        : setting.Instruments[setting.Instrument.Value] is OptionContract option ? option.Underlying
        : throw new ArgumentException("An option maker trades an option; name one under 'trades'.");
}
