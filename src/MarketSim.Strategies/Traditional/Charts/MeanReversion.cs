using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Strategies;

/// <summary>What a mean-reversion trader does.</summary>
public sealed record MeanReversionOptions
{
    /// <summary>Mean time between looks at the market.</summary>
    public SimDuration MeanInterval { get; init; } = SimDuration.FromSeconds(30);

    /// <summary>Looks over which mean and deviation are taken; at least two.</summary>
    public int Window { get; init; } = 20;

    /// <summary>Standard deviations from the mean at which it trades.</summary>
    public double Entry { get; init; } = 2;

    /// <summary>Standard deviations from the mean at which it is content.</summary>
    public double Exit { get; init; }

    /// <summary>Lots of its position.</summary>
    public long Lots { get; init; } = 100;
}

/// <summary>Buys below the lower Bollinger band and sells above the upper one, until the price is back at its mean.</summary>
/// <remarks>Source: Bollinger (2001), "Bollinger on Bollinger Bands": mean of 20 looks and two standard deviations of the population. The
/// position is one of a set size long or short of what it began with.</remarks>
public sealed class MeanReversion(StrategySetting setting, MeanReversionOptions options) : IStrategy
{
    /// <summary>What can be set of it.</summary>
    public static StrategyType Type { get; } = new(
    [
        StrategyOption.Duration("mean-interval", "30s", "Mean time between looks at the market."),
        StrategyOption.Count("window", "20", "Looks over which mean and deviation are taken.", from: 2),
        StrategyOption.Number("entry", "2", 0, 100, "Standard deviations from the mean at which it trades."),
        StrategyOption.Number("exit", "0", 0, 100, "Standard deviations from the mean at which it is content."),
        StrategyOption.Lots("lots", "100", "Lots of its position, long or short of what it began with."),
    ],
    (setting, options) => new MeanReversion(setting, new MeanReversionOptions
    {
        MeanInterval = options.Duration("mean-interval"), Window = options.Count("window"), Entry = options.Number("entry"),
        Exit = options.Number("exit"), Lots = options.Integer("lots"),
    }));

    private readonly Queue<long> _looks = new();
    private Int128 _sum;
    private Int128 _squares;
    private long? _start;
    private int _direction;

    /// <inheritdoc/>
    public SimTime NextWake(MarketView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        return view.Now + Intervals.Exponential(view.Random, options.MeanInterval);
    }

    /// <inheritdoc/>
    public void Decide(MarketView view, OrderPad orders)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(orders);
        _start ??= view.Position(setting.Instrument).Lots;
        if (view.QuoteOf(setting.Instrument) is not { IsTwoSided: true } quote)
        {
            return;
        }

        var score = Score(quote.Bid.Ticks + quote.Ask.Ticks);
        if (score is { } z)
        {
            _direction = z <= -options.Entry ? 1 : z >= options.Entry ? -1
                : (_direction > 0 && z >= -options.Exit) || (_direction < 0 && z <= options.Exit) ? 0 : _direction;
            Approach(quote, view, orders);
        }
    }

    // How many standard deviations the present lies above the mean of the window that it ends; sums are exact.
    private double? Score(long doubledMiddle)
    {
        _looks.Enqueue(doubledMiddle);
        _sum += doubledMiddle;
        _squares += (Int128)doubledMiddle * doubledMiddle;
        if (_looks.Count > options.Window)
        {
            var old = _looks.Dequeue();
            _sum -= old;
            _squares -= (Int128)old * old;
        }

        var scaledVariance = (_squares * _looks.Count) - (_sum * _sum);
        return _looks.Count < options.Window || scaledVariance == 0
            ? null
            : (double)(((Int128)doubledMiddle * _looks.Count) - _sum) / Math.Sqrt((double)scaledVariance);
    }

    private void Approach(Quote quote, MarketView view, OrderPad orders)
    {
        var missing = _start!.Value + (_direction * options.Lots) - view.Position(setting.Instrument).Lots;
        if (missing != 0)
        {
            var side = missing > 0 ? Side.Buy : Side.Sell;
            UnitTrade.Take(side, side == Side.Buy ? quote.Ask : quote.Bid, Math.Abs(missing), setting, view, orders);
        }
    }
}
