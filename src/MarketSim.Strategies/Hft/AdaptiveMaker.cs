using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Strategies;

/// <summary>What an adaptive maker does.</summary>
public sealed record AdaptiveMakerOptions
{
    /// <summary>Mean time between decisions; also how far back it counts traded volume.</summary>
    public SimDuration MeanInterval { get; init; } = SimDuration.FromSeconds(60);

    /// <summary>Whether it decides at regular times, not at random ones.</summary>
    public bool IsRegular { get; init; }

    /// <summary>The share of traded volume that it quotes at each level.</summary>
    public double VolumeShare { get; init; } = 0.025;

    /// <summary>The least that it quotes at a level, in lots.</summary>
    public long MinLots { get; init; } = 1;

    /// <summary>How many levels it quotes on each side.</summary>
    public int Levels { get; init; } = 10;

    /// <summary>Distance of two levels as a multiple of the average spread.</summary>
    public double LevelSpacing { get; init; } = 5;

    /// <summary>Weight of a new spread in the average.</summary>
    public double SpreadWeight { get; init; } = 0.75;

    /// <summary>The average spread before the first look, in price units.</summary>
    public double FirstSpread { get; init; } = 50;

    /// <summary>By how many price units it leans towards the takers, if all of them buy or all sell.</summary>
    public double PriceSkew { get; init; } = 4;

    /// <summary>How far one side of the book must outweigh the other for it to quote unasked; 1 for never.</summary>
    public double MinImbalance { get; init; } = 0.9;

    /// <summary>What it quotes at the outermost level instead, in lots; 0 for no such difference.</summary>
    public long BackstopLots { get; init; }

    /// <summary>Whether it stops for good if it finds no market at its first look, as that of the reference configurations
    /// does; else it looks again.</summary>
    public bool GivesUpWithoutMarket { get; init; }
}

/// <summary>Quotes a ladder on both sides whose width follows the spread and whose size follows the traded volume.</summary>
/// <remarks>
/// Source: the adaptive market maker of ABIDES, a variant of the ladder of Chakraborty and Kearns (2011), "Market making and mean
/// reversion": orders of a share of the last volume, from half the averaged spread away from a middle that leans with the
/// imbalance of takers. As it wakes it withdraws everything; when the book falls out of balance it quotes once more on top.
/// </remarks>
public sealed class AdaptiveMaker(InstrumentId instrument, AdaptiveMakerOptions options) : IStrategy
{
    /// <summary>What can be set of it.</summary>
    public static StrategyType Type { get; } = new(
    [
        StrategyOption.Duration("mean-interval", "60s", "Mean time between decisions; also how far back it counts traded volume."),
        StrategyOption.Flag("regular", "false", "Whether it decides at regular times, not at random ones."),
        StrategyOption.Number("volume-share", "0.025", 0, 1, "The share of traded volume that it quotes at each level."),
        StrategyOption.Lots("min-lots", "1", "The least that it quotes at a level."),
        StrategyOption.Count("levels", "10", "How many levels it quotes on each side.", to: 1_000),
        StrategyOption.Number("level-spacing", "5", 0, 1_000, "Distance of two levels as a multiple of the average spread."),
        StrategyOption.Number("spread-weight", "0.75", 0, 1, "Weight of a new spread in the average."),
        StrategyOption.Number("first-spread", "50", 0, 1e9, "The average spread before the first look.", "price units"),
        StrategyOption.Number("price-skew", "4", 0, 1e9, "How far it leans towards takers that all go one way.", "price units"),
        StrategyOption.Number("min-imbalance", "0.9", 0, 1, "From which imbalance of the book on it quotes unasked; 1 for never."),
        StrategyOption.Lots("backstop-lots", "0", "What it quotes at the outermost level instead; 0 for no such difference.", from: 0),
    ],
    (setting, options) => new AdaptiveMaker(setting.Instrument, new AdaptiveMakerOptions
    {
        MeanInterval = options.Duration("mean-interval"), IsRegular = options.Flag("regular"), VolumeShare = options.Number("volume-share"),
        MinLots = options.Integer("min-lots"), Levels = options.Count("levels"),
        LevelSpacing = options.Number("level-spacing"), SpreadWeight = options.Number("spread-weight"),
        FirstSpread = options.Number("first-spread"), PriceSkew = options.Number("price-skew"),
        MinImbalance = options.Number("min-imbalance"), BackstopLots = options.Integer("backstop-lots"),
    }));

    private double _spread = options.FirstSpread;
    private long? _middle;
    private long _lots = options.MinLots;
    private bool _isOver;

    /// <inheritdoc/>
    public FeedKind Feed => FeedKind.Volumes | (options.MinImbalance < 1 ? FeedKind.Imbalances : FeedKind.None);

    /// <inheritdoc/>
    public SimDuration VolumeWindow => options.MeanInterval;

    /// <inheritdoc/>
    public double MinImbalance => options.MinImbalance;

    /// <inheritdoc/>
    public SimTime NextWake(MarketView view)
        => _isOver ? SimTime.Never : view.Now + Intervals.Next(view.Random, options.MeanInterval, options.IsRegular);

    /// <inheritdoc/>
    public void OnWake(MarketView view, OrderPad orders) => orders.CancelAll(instrument);

    /// <inheritdoc/>
    public void Decide(MarketView view, OrderPad orders)
    {
        if (view.QuoteOf(instrument) is { IsTwoSided: true } quote)
        {
            _middle = (quote.Bid.Ticks + quote.Ask.Ticks) / 2;
            _spread = (options.SpreadWeight * (quote.Ask - quote.Bid)) + ((1 - options.SpreadWeight) * _spread);
        }

        if (view.VolumeOf(instrument) is { } volume)
        {
            var share = (long)Math.Round(options.VolumeShare * (volume.Bought + volume.Sold).Lots);
            _lots = Math.Max(options.MinLots, share);
        }

        _isOver = _middle is null && options.GivesUpWithoutMarket;
        Quote(view, orders);
    }

    /// <inheritdoc/>
    public void OnImbalance(BookImbalance imbalance, MarketView view, OrderPad orders)
    {
        ArgumentNullException.ThrowIfNull(imbalance);
        if (imbalance.Begins)
        {
            Quote(view, orders);
        }
    }

    private void Quote(MarketView view, OrderPad orders)
    {
        if (_middle is not { } middle || view.VolumeOf(instrument) is not { } volume)
        {
            return;
        }

        var taken = (double)(volume.Bought + volume.Sold).Lots;
        var lean = taken == 0 ? 0 : ((2 * volume.Bought.Lots / taken) - 1) * options.PriceSkew;
        var centre = (long)(middle + lean);
        var step = Math.Max(1, (long)Math.Round(options.LevelSpacing * _spread));
        var reach = (options.Levels - 1) * step;
        var bid = centre - (long)Math.Floor(0.5 * _spread);
        var ask = centre + (long)Math.Ceiling(0.5 * _spread);
        for (var level = options.Levels - 1; level >= 0; level--)
        {
            Place(view, orders, Side.Buy, bid - (level * step), level);
        }

        for (var level = 0; level < options.Levels; level++)
        {
            Place(view, orders, Side.Sell, ask + (level * step), level);
        }
    }

    private void Place(MarketView view, OrderPad orders, Side side, long ticks, int level)
    {
        var terms = view.Instruments[instrument.Value];
        if (ticks >= terms.MinPrice.Ticks && ticks <= terms.MaxPrice.Ticks)
        {
            var isOutermost = level == options.Levels - 1 && options.BackstopLots > 0;
            orders.Limit(instrument, side, new Price(ticks), new Quantity(isOutermost ? options.BackstopLots : _lots));
        }
    }
}
