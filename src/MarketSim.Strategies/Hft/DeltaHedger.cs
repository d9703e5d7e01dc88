using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Strategies;

/// <summary>Holds the shares that make a position in options indifferent to small moves of the price, and adjusts them at set
/// intervals.</summary>
/// <remarks>Source: Black and Scholes (1973); with n hedges the result scatters by √(π/4) · vega · σ / √n: Boyle and Emanuel (1980),
/// "Discretely adjusted option hedges". Deltas are those of European options without dividends.</remarks>
public sealed class DeltaHedger(InstrumentId instrument, IReadOnlyList<InstrumentId> hedged, DeltaHedgeOptions options) : IStrategy
{
    private readonly DeltaHedge _hedge = new(instrument, hedged, options);
    private bool _hasBegun;

    /// <summary>What can be set of it.</summary>
    public static StrategyType Type { get; } = new(
    [
        StrategyOption.Symbols("options", "The options whose delta it hedges in the instrument that it trades."),
        .. Specs,
    ],
    (setting, values) => new DeltaHedger(setting.Instrument, setting.FindAll(values.Text("options")), From(setting, values)))
    {
        Others = ["options"],
    };

    /// <summary>What can be set of hedging.</summary>
    internal static IReadOnlyList<OptionSpec> Specs =>
    [
        StrategyOption.Duration("hedge-interval", "5min", "Time between hedges."),
        StrategyOption.Number("volatility", "20", 0.01, 1_000, "Volatility that deltas are computed with.", "% a year"),
        StrategyOption.Number("rate", "0", -100, 1_000, "Interest rate, continuously compounded.", "% a year"),
        StrategyOption.Lots("band-lots", "0", "What it leaves open rather than trade.", from: 0),
        StrategyOption.Ticks("reach-ticks", "10", "How far beyond the touch its orders may trade."),
    ];

    /// <inheritdoc/>
    public SimTime NextWake(MarketView view)
    {
        ArgumentNullException.ThrowIfNull(view);

        // A moment after the beginning, when others have quoted.
        var wait = _hasBegun ? options.Interval : SimDuration.FromMicroseconds(1);
        _hasBegun = true;
        return view.Now + wait;
    }

    /// <inheritdoc/>
    public void Decide(MarketView view, OrderPad orders)
    {
        ArgumentNullException.ThrowIfNull(view);
        _hedge.Apply(view, orders);
    }

    internal static DeltaHedgeOptions From(StrategySetting setting, OptionSet values) => new()
    {
        Interval = values.Duration("hedge-interval"), Volatility = values.Number("volatility") / 100, Rate = values.Number("rate") / 100,
        BandLots = values.Integer("band-lots"), ReachTicks = values.Integer("reach-ticks"),
        MayOwe = setting.Account != AccountType.Cash, Calendar = setting.Calendar,
    };
}
