using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Strategies;

/// <summary>What an imbalance trader does.</summary>
public sealed record ImbalanceTraderOptions
{
    /// <summary>Mean time between looks at the market.</summary>
    public SimDuration MeanInterval { get; init; } = SimDuration.FromSeconds(1);

    /// <summary>The imbalance, from 0 to 1, beyond which it trades.</summary>
    public double Threshold { get; init; } = 0.6;

    /// <summary>How long it keeps a position unless the imbalance turns.</summary>
    public SimDuration Holding { get; init; } = SimDuration.FromSeconds(10);

    /// <summary>The widest spread that it pays, in price units.</summary>
    public long MaxSpreadTicks { get; init; } = 2;

    /// <summary>Lots of its position.</summary>
    public long Lots { get; init; } = 100;
}

/// <summary>Expects the next move where the queue at the touch is shorter: buys when far more is bid for than offered.</summary>
/// <remarks>Source: Gould and Bonart (2016), "Queue imbalance as a one-tick-ahead price predictor in a limit order book", Market
/// Microstructure and Liquidity 2: I = (qb − qa)/(qb + qa) of the displayed best queues. The position is one of a set size long or short of
/// what it began with; it is given up after a while, or when the imbalance has turned.</remarks>
public sealed class ImbalanceTrader(StrategySetting setting, ImbalanceTraderOptions options) : IStrategy
{
    /// <summary>What can be set of it.</summary>
    public static StrategyType Type { get; } = new(
    [
        StrategyOption.Duration("mean-interval", "1s", "Mean time between looks at the market."),
        StrategyOption.Number("threshold", "0.6", 0, 1, "The imbalance beyond which it trades."),
        StrategyOption.Duration("holding", "10s", "How long it keeps a position unless the imbalance turns."),
        StrategyOption.Ticks("max-spread-ticks", "2", "The widest spread that it pays."),
        StrategyOption.Lots("lots", "100", "Lots of its position, long or short of what it began with."),
    ],
    (setting, options) => new ImbalanceTrader(setting, new ImbalanceTraderOptions
    {
        MeanInterval = options.Duration("mean-interval"), Threshold = options.Number("threshold"), Holding = options.Duration("holding"),
        MaxSpreadTicks = options.Integer("max-spread-ticks"), Lots = options.Integer("lots"),
    }));

    private long? _start;
    private int _direction;
    private SimTime _until;

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

        Judge(quote, view.Now);
        var missing = _start.Value + (_direction * options.Lots) - view.Position(setting.Instrument).Lots;
        if (missing != 0)
        {
            var side = missing > 0 ? Side.Buy : Side.Sell;
            UnitTrade.Take(side, side == Side.Buy ? quote.Ask : quote.Bid, Math.Abs(missing), setting, view, orders);
        }
    }

    private void Judge(Quote quote, SimTime now)
    {
        var imbalance = (double)(quote.BidQuantity.Lots - quote.AskQuantity.Lots) / (quote.BidQuantity.Lots + quote.AskQuantity.Lots);
        if (_direction != 0 && (now >= _until || _direction * imbalance <= -options.Threshold))
        {
            _direction = 0;
        }

        if (_direction == 0 && Math.Abs(imbalance) >= options.Threshold && quote.Ask - quote.Bid <= options.MaxSpreadTicks)
        {
            (_direction, _until) = (Math.Sign(imbalance), now + options.Holding);
        }
    }
}
