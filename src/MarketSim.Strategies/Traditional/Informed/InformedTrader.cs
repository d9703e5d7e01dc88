using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Strategies;

/// <summary>Knows the value, and takes whatever is offered below it or bid above it.</summary>
/// <remarks>Source: Glosten and Milgrom (1985), section 2: informed traders arrive at random and trade a unit if they gain by it.
/// </remarks>
/// <param name="setting">What it trades, and the value that it knows.</param>
/// <param name="meanInterval">Mean time between arrivals.</param>
/// <param name="lots">Lots of a trade.</param>
public sealed class InformedTrader(StrategySetting setting, SimDuration meanInterval, long lots) : IStrategy
{
    /// <summary>What can be set of it.</summary>
    public static StrategyType Type { get; } = new(
    [
        StrategyOption.Duration("mean-interval", "5s", "Mean time between arrivals."),
        StrategyOption.Lots("lots", "1", "Lots of a trade."),
    ],
    (setting, options) => new InformedTrader(setting, options.Duration("mean-interval"), options.Integer("lots")));

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
        if (view.QuoteOf(setting.Instrument) is not { } quote)
        {
            return;
        }

        var value = setting.Fundamental.At(view.Now);
        if (!quote.AskQuantity.IsZero && quote.Ask.Ticks < value)
        {
            UnitTrade.Take(Side.Buy, quote.Ask, lots, setting, view, orders);
        }
        else if (!quote.BidQuantity.IsZero && quote.Bid.Ticks > value)
        {
            UnitTrade.Take(Side.Sell, quote.Bid, lots, setting, view, orders);
        }
    }
}

/// <summary>A trade of a set size at the quote.</summary>
internal static class UnitTrade
{
    public static void Take(Side side, Price touch, long lots, StrategySetting setting, MarketView view, OrderPad orders)
    {
        var size = Sizes.Affordable(view, setting.Instrument, side, touch, new Quantity(lots));
        if (!size.IsZero)
        {
            orders.Limit(setting.Instrument, side, touch, size, TimeInForce.Ioc);
        }
    }
}
