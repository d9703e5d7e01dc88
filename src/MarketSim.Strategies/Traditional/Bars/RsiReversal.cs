using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Strategies;

/// <summary>Buys what has fallen too fast and sells it once it has risen too fast, by the relative strength index.</summary>
/// <remarks>Source: Wilder (1978), "New Concepts in Technical Trading Systems", section VI: RSI = 100 − 100/(1 + G/L) with G and L the
/// smoothed rises and falls of the close, first their plain means over n bars, then ((n − 1)·old + new)/n. It buys once the index is
/// below the lower bound and nothing is held, and sells once it is above the upper one.</remarks>
public sealed class RsiReversal(InstrumentId instrument, int period, double lower, double upper, long shares) : IStrategy
{
    /// <summary>What can be set of it.</summary>
    public static StrategyType Type { get; } = new(
    [
        StrategyOption.Count("period", "14", "Bars that the index looks back.", from: 2, to: 1_000_000),
        StrategyOption.Number("lower", "30", 0, 100, "The index below which it buys."),
        StrategyOption.Number("upper", "70", 0, 100, "The index above which it sells."),
        StrategyOption.Lots("shares", "100", "Lots that it buys."),
        StrategyOption.Duration("bar", "1min", "How long its bars are, where they are made from trades."),
    ],
    (setting, options) => new RsiReversal(
        setting.Instrument, options.Count("period"), options.Number("lower"), options.Number("upper"), options.Integer("shares"))
    {
        BarLength = options.Duration("bar"),
    });

    private long _count;
    private long _last;
    private double _rises;
    private double _falls;

    /// <inheritdoc/>
    public FeedKind Feed => FeedKind.Bars;

    /// <inheritdoc/>
    public SimDuration BarLength { get; init; } = SimDuration.FromMinutes(1);

    /// <inheritdoc/>
    public void OnBar(in Bar bar, MarketView view, OrderPad orders)
    {
        if (bar.Instrument != instrument)
        {
            return;
        }

        Add(bar.Close.Ticks);
        if (_count <= period || _rises + _falls == 0)
        {
            return;
        }

        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(orders);
        var index = 100 * _rises / (_rises + _falls);
        var held = view.Position(instrument);
        if (Quotes.HasOrder(view, instrument))
        {
            return;
        }

        if (index < lower && held.Lots <= 0)
        {
            orders.Market(instrument, Side.Buy, new Quantity(shares));
        }
        else if (index > upper && held.Lots > 0)
        {
            orders.Market(instrument, Side.Sell, held);
        }
    }

    private void Add(long close)
    {
        if (_count > 0)
        {
            double change = close - _last;
            var weight = Math.Min(_count, period);
            _rises += (Math.Max(change, 0) - _rises) / weight;
            _falls += (Math.Max(-change, 0) - _falls) / weight;
        }

        _last = close;
        _count++;
    }
}
