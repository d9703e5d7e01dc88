using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Strategies;

/// <summary>Holds the instrument while the average of its last few closes is above that of many: buys once it is and nothing is held,
/// sells once it is below and something is.</summary>
/// <remarks>
/// Source: Brock, Lakonishok and LeBaron (1992), "Simple technical trading rules and the stochastic properties of stock returns",
/// Journal of Finance 47, the variable-length moving average without a band. It decides at the end of a bar, from the first on at
/// which the slow average is full. The averages are compared exactly, as sums of prices multiplied crosswise; where they are equal
/// nothing changes. It never sells what it does not hold, and sends nothing while an order of its own is open.
/// </remarks>
public sealed class SmaCross : IStrategy
{
    /// <summary>What can be set of it.</summary>
    public static StrategyType Type { get; } = new(
    [
        StrategyOption.Count("fast", "50", "Closes in the fast average.", to: 1_000_000),
        StrategyOption.Count("slow", "200", "Closes in the slow average; more than in the fast one.", from: 2, to: 1_000_000),
        StrategyOption.Lots("shares", "100", "Lots that it buys, and then holds or sells again."),
        StrategyOption.Duration("bar", "1min", "How long its bars are, where they are made from trades."),
    ],
    (setting, options) => new SmaCross(setting.Instrument, options.Count("fast"), options.Count("slow"), options.Integer("shares"))
    {
        BarLength = options.Duration("bar"),
    });

    private readonly InstrumentId _instrument;
    private readonly long[] _closes;
    private readonly int _fast;
    private readonly int _slow;
    private readonly Quantity _shares;
    private int _oldest;
    private int _leaving;
    private long _count;
    private long _fastSum;
    private long _slowSum;

    /// <summary>A trader of one instrument.</summary>
    /// <param name="instrument">Which.</param>
    /// <param name="fast">Closes in the fast average, from 1.</param>
    /// <param name="slow">Closes in the slow average, more than in the fast one.</param>
    /// <param name="shares">Lots that it buys.</param>
    /// <exception cref="ArgumentException">The fast average is not shorter than the slow one.</exception>
    public SmaCross(InstrumentId instrument, int fast, int slow, long shares)
    {
        if (fast < 1 || fast >= slow)
        {
            throw new ArgumentException($"sma-cross was given fast={fast} and slow={slow}; fast must be at least 1 and below slow.");
        }

        (_instrument, _fast, _slow, _shares) = (instrument, fast, slow, new Quantity(shares));
        _closes = new long[slow];
        _leaving = slow - fast;
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

        Add(bar.Close.Ticks);
        if (_count < _slow)
        {
            return;
        }

        // fastSum / fast against slowSum / slow, without a division.
        var difference = checked((_fastSum * _slow) - (_slowSum * _fast));
        if (difference == 0)
        {
            return;
        }

        ArgumentNullException.ThrowIfNull(view);
        var held = view.Position(_instrument);
        if (difference > 0 ? held.Lots > 0 : held.Lots <= 0)
        {
            return;
        }

        if (view.OpenOrders.Count == 0 || !Quotes.HasOrder(view, _instrument))
        {
            ArgumentNullException.ThrowIfNull(orders);
            orders.Market(_instrument, difference > 0 ? Side.Buy : Side.Sell, difference > 0 ? _shares : held);
        }
    }

    // A ring of the last closes: the slow average loses the oldest, the fast one that of so many bars ago. Hot: no division.
    private void Add(long close)
    {
        _fastSum += close - _closes[_leaving];
        _slowSum += close - _closes[_oldest];
        _closes[_oldest] = close;
        _oldest = _oldest + 1 == _slow ? 0 : _oldest + 1;
        _leaving = _leaving + 1 == _slow ? 0 : _leaving + 1;
        _count++;
    }
}
