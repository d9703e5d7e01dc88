using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Strategies;

/// <summary>Tosses a coin whether to buy or to sell a set size, for reasons that have nothing to do with the value.</summary>
/// <remarks>Source: Glosten and Milgrom (1985), section 2, liquidity traders. It pays the dealer's spread, which pays for the informed.
/// </remarks>
/// <param name="setting">What it trades.</param>
/// <param name="meanInterval">Mean time between arrivals.</param>
/// <param name="lots">Lots of a trade.</param>
public sealed class LiquidityTrader(StrategySetting setting, SimDuration meanInterval, long lots) : IStrategy
{
    /// <summary>What can be set of it.</summary>
    public static StrategyType Type { get; } = new(
    [
        StrategyOption.Duration("mean-interval", "5s", "Mean time between arrivals."),
        StrategyOption.Lots("lots", "1", "Lots of a trade."),
    ],
    (setting, options) => new LiquidityTrader(setting, options.Duration("mean-interval"), options.Integer("lots")));

    /// <inheritdoc/>
    public SimTime NextWake(MarketView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        return view.Now + Intervals.Exponential(view.Random, meanInterval);
    }

    /// <inheritdoc/>
    public void Decide(MarketView view, OrderPad orders)
    {
        ArgumentNullException.ThrowIfNull(view);
        var side = view.Random.Chance(0.5) ? Side.Buy : Side.Sell;
        if (view.QuoteOf(setting.Instrument) is { IsTwoSided: true } quote)
        {
            UnitTrade.Take(side, side == Side.Buy ? quote.Ask : quote.Bid, lots, setting, view, orders);
        }
    }
}
