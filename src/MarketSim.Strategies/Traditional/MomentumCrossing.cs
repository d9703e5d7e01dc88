using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Strategies;

/// <summary>What a trader does that compares two averages.</summary>
public sealed record MomentumCrossingOptions
{
    /// <summary>Mean time between looks at the market.</summary>
    public SimDuration MeanInterval { get; init; } = SimDuration.FromSeconds(37);

    /// <summary>Whether it looks at regular times, not at random ones.</summary>
    public bool IsRegular { get; init; }

    /// <summary>Looks in the short average.</summary>
    public int ShortWindow { get; init; } = 20;

    /// <summary>Looks in the long average; more than in the short one.</summary>
    public int LongWindow { get; init; } = 50;

    /// <summary>How large its orders are.</summary>
    public OrderSizeRule Sizes { get; init; } = OrderSizeRule.Observed;

    /// <summary>Smallest own size.</summary>
    public long MinLots { get; init; } = 1;

    /// <summary>Largest own size.</summary>
    public long MaxLots { get; init; } = 9;
}

/// <summary>Follows the trend at every look: buys at the offer while the short average of the middle is not below the long one,
/// else sells at the bid, and leaves what does not trade in the book.</summary>
/// <remarks>Source: the momentum agent of ABIDES (Byrd, Hybinette and Balch 2019) as in its reference configurations: averages over
/// 20 and 50 looks, in hundredths of a price unit; the first order at the look after the long average is full. Unlike
/// <see cref="Momentum"/> it trades when the averages are equal, and its remainders stay.</remarks>
public sealed class MomentumCrossing : IStrategy
{
    /// <summary>What can be set of it.</summary>
    public static StrategyType Type { get; } = new(
    [
        StrategyOption.Duration("mean-interval", "37s", "Mean time between looks at the market."),
        StrategyOption.Flag("regular", "false", "Whether it looks at regular times, not at random ones."),
        StrategyOption.Count("short-window", "20", "Looks in the short average."),
        StrategyOption.Count("long-window", "50", "Looks in the long average; more than in the short one.", from: 2),
        .. OrderSizes.Options,
    ],
    (setting, options) => new MomentumCrossing(setting.Instrument, new MomentumCrossingOptions
    {
        MeanInterval = options.Duration("mean-interval"), IsRegular = options.Flag("regular"),
        ShortWindow = options.Count("short-window"), LongWindow = options.Count("long-window"),
        Sizes = OrderSizes.From(options).Rule, MinLots = OrderSizes.From(options).Min, MaxLots = OrderSizes.From(options).Max,
    }));

    private readonly InstrumentId _instrument;
    private readonly MomentumCrossingOptions _options;
    private readonly long[] _looks;
    private OrderSizes _sizes;
    private long _count;
    private long _shortSum;
    private long _longSum;

    /// <summary>A trader of one instrument.</summary>
    /// <exception cref="ArgumentException">The short window is not shorter than the long one.</exception>
    public MomentumCrossing(InstrumentId instrument, MomentumCrossingOptions options)
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
        _sizes = new OrderSizes(options.Sizes, options.MinLots, options.MaxLots);
    }

    /// <inheritdoc/>
    public SimTime NextWake(MarketView view) => view.Now + Intervals.Next(view.Random, _options.MeanInterval, _options.IsRegular);

    /// <inheritdoc/>
    public void Decide(MarketView view, OrderPad orders)
    {
        if (view.QuoteOf(_instrument) is not { IsTwoSided: true } quote)
        {
            return;
        }

        Look(quote.Bid.Ticks + quote.Ask.Ticks);
        if (_count <= _options.LongWindow)
        {
            return;
        }

        var side = Average(_shortSum, _options.ShortWindow) >= Average(_longSum, _options.LongWindow) ? Side.Buy : Side.Sell;
        var touch = side == Side.Buy ? quote.Ask : quote.Bid;
        var lots = Strategies.Sizes.Affordable(view, _instrument, side, touch, _sizes.Next(view.Random));
        if (!lots.IsZero)
        {
            orders.Limit(_instrument, side, touch, lots);
        }
    }

    // In hundredths of a price unit; looks are doubled middles.
    private static long Average(long sum, int looks) => (long)Math.Round(sum * 50.0 / looks);

    private void Look(long doubledMiddle)
    {
        var length = _looks.Length;
        var place = (int)(_count % length);
        _shortSum += doubledMiddle - _looks[(int)((_count + length - _options.ShortWindow) % length)];
        _longSum += doubledMiddle - _looks[place];
        _looks[place] = doubledMiddle;
        _count++;
    }
}
