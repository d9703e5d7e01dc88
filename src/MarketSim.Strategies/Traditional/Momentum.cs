using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Strategies;

/// <summary>What a momentum trader does.</summary>
public sealed record MomentumOptions
{
    /// <summary>Mean time between looks at the market.</summary>
    public SimDuration MeanInterval { get; init; } = SimDuration.FromSeconds(30);

    /// <summary>Looks in the short average.</summary>
    public int ShortWindow { get; init; } = 20;

    /// <summary>Looks in the long average; more than in the short one.</summary>
    public int LongWindow { get; init; } = 50;

    /// <summary>Typical order size in lots.</summary>
    public long TypicalLots { get; init; } = 100;
}

/// <summary>Follows the trend: buys while the short moving average of the middle stands above the long one, sells below.</summary>
/// <remarks>Source: the momentum agent of Byrd, Hybinette and Balch (2019): moving averages over 20 and 50 looks. Sums of integer
/// prices are compared, so there are no rounding ties.</remarks>
public sealed class Momentum : IStrategy
{
    /// <summary>What can be set of it.</summary>
    public static StrategyType Type { get; } = new(
    [
        StrategyOption.Duration("mean-interval", "30s", "Mean time between looks at the market."),
        StrategyOption.Lots("typical-lots", "100", "Typical order size."),
        StrategyOption.Count("short-window", "20", "Looks in the short average."),
        StrategyOption.Count("long-window", "50", "Looks in the long average; more than in the short one.", from: 2),
    ],
    (setting, options) => new Momentum(setting.Instrument, new MomentumOptions
    {
        MeanInterval = options.Duration("mean-interval"), TypicalLots = options.Integer("typical-lots"),
        ShortWindow = options.Count("short-window"), LongWindow = options.Count("long-window"),
    }));

    private readonly InstrumentId _instrument;
    private readonly MomentumOptions _options;
    private readonly long[] _looks;
    private long _count;
    private long _shortSum;
    private long _longSum;

    /// <summary>A trader of one instrument.</summary>
    /// <exception cref="ArgumentException">The short window is not shorter than the long one.</exception>
    public Momentum(InstrumentId instrument, MomentumOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.ShortWindow < 1 || options.ShortWindow >= options.LongWindow)
        {
            throw new ArgumentException(
                $"Windows were {options.ShortWindow} and {options.LongWindow}; the short one must be at least 1 and below the long one.",
                nameof(options));
        }

        _instrument = instrument;
        _options = options;
        _looks = new long[options.LongWindow];
    }

    /// <inheritdoc/>
    public SimTime NextWake(MarketView view)
        => view.Now + Intervals.Exponential(view.Random, _options.MeanInterval);

    /// <inheritdoc/>
    public void Decide(MarketView view, OrderPad orders)
    {
        if (view.QuoteOf(_instrument) is not { IsTwoSided: true } quote)
        {
            return;
        }

        Look(quote.Bid.Ticks + quote.Ask.Ticks);
        var size = Sizes.Draw(view.Random, _options.TypicalLots, view.Instruments[_instrument.Value].LotStep);
        var trend = Int128.Sign(((Int128)_shortSum * _options.LongWindow) - ((Int128)_longSum * _options.ShortWindow));
        if (_count < _options.LongWindow || trend == 0)
        {
            return;
        }

        var side = trend > 0 ? Side.Buy : Side.Sell;
        var touch = side == Side.Buy ? quote.Ask : quote.Bid;
        var lots = Sizes.Affordable(view, _instrument, side, touch, size);
        if (!lots.IsZero)
        {
            orders.Limit(_instrument, side, touch, lots, TimeInForce.Ioc);
        }
    }

    private void Look(long doubledMiddle)
    {
        var length = _looks.Length;
        var leavesShort = _looks[(int)((_count + length - _options.ShortWindow) % length)];
        var place = (int)(_count % length);
        _shortSum += doubledMiddle - leavesShort;
        _longSum += doubledMiddle - _looks[place];
        _looks[place] = doubledMiddle;
        _count++;
    }
}
