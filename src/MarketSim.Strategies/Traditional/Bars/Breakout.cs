using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Strategies;

/// <summary>Buys once a bar closes above the highest high of the bars before it, and sells once one closes below the lowest low of
/// fewer.</summary>
/// <remarks>Source: the channel rule of Donchian (1960) with the shorter exit of the "Turtles", as in Faith (2003), "The Original
/// Turtle Trading Rules", chapters 4 and 6: 20 bars in, 10 out; long only, one unit.</remarks>
public sealed class Breakout : IStrategy
{
    /// <summary>What can be set of it.</summary>
    public static StrategyType Type { get; } = new(
    [
        StrategyOption.Count("entry", "20", "Bars whose highest high must be exceeded.", to: 100_000),
        StrategyOption.Count("exit", "10", "Bars whose lowest low must be undercut.", to: 100_000),
        StrategyOption.Lots("shares", "100", "Lots that it buys."),
        StrategyOption.Duration("bar", "1min", "How long its bars are, where they are made from trades."),
    ],
    (setting, options) => new Breakout(setting.Instrument, options.Count("entry"), options.Count("exit"), options.Integer("shares"))
    {
        BarLength = options.Duration("bar"),
    });

    private readonly InstrumentId _instrument;
    private readonly Extreme _highs;
    private readonly Extreme _lows;
    private readonly Quantity _shares;
    private readonly int _warmUp;
    private long _count;

    /// <summary>A trader of one instrument.</summary>
    /// <param name="instrument">Which.</param>
    /// <param name="entry">Bars of the channel that it enters by, from 1.</param>
    /// <param name="exit">Bars of the channel that it leaves by, from 1.</param>
    /// <param name="shares">Lots that it buys.</param>
    public Breakout(InstrumentId instrument, int entry, int exit, long shares)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(entry, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(exit, 1);
        (_instrument, _highs, _lows) = (instrument, new Extreme(entry, 1), new Extreme(exit, -1));
        (_shares, _warmUp) = (new Quantity(shares), Math.Max(entry, exit));
    }

    /// <inheritdoc/>
    public FeedKind Feed => FeedKind.Bars;

    /// <inheritdoc/>
    public SimDuration BarLength { get; init; } = SimDuration.FromMinutes(1);

    /// <inheritdoc/>
    public void OnBar(in Bar bar, MarketView view, OrderPad orders)
    {
        if (bar.Instrument != _instrument)
        {
            return;
        }

        var close = bar.Close.Ticks;
        var (isAbove, isBelow) = _count >= _warmUp ? (close > _highs.Value, close < _lows.Value) : (false, false);
        _highs.Add(_count, bar.High.Ticks);
        _lows.Add(_count, bar.Low.Ticks);
        _count++;
        if (!isAbove && !isBelow)
        {
            return;
        }

        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(orders);
        var held = view.Position(_instrument);
        if (Quotes.HasOrder(view, _instrument))
        {
            return;
        }

        if (isAbove && held.Lots <= 0)
        {
            orders.Market(_instrument, Side.Buy, _shares);
        }
        else if (isBelow && held.Lots > 0)
        {
            orders.Market(_instrument, Side.Sell, held);
        }
    }

    // The largest of the last few numbers (with sign -1 the smallest): only those that a later one has not outdone are kept.
    private sealed class Extreme(int window, int sign)
    {
        private readonly LinkedList<(long Index, long Value)> _kept = new();

        public long Value => _kept.First!.Value.Value;

        public void Add(long index, long value)
        {
            while (_kept.Last is { } last && sign * last.Value.Value <= sign * value)
            {
                _kept.RemoveLast();
            }

            _kept.AddLast((index, value));
            while (_kept.First!.Value.Index <= index - window)
            {
                _kept.RemoveFirst();
            }
        }
    }
}
