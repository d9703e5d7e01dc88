using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>What becomes of open orders on an ex-date.</summary>
/// <remarks>
/// Buy limits and sell stops move with the price; sell limits and buy stops stay. An order to which nothing is left, at a price
/// below the instrument's lowest, is cancelled. A pegged order has no price of its own: one that would have to change is cancelled.
/// Source: FINRA Rule 5330.
/// </remarks>
internal static class OpenOrderRules
{
    /// <summary>On a cash dividend: the price less the dividend, rounded down to the tick.</summary>
    /// <param name="order">The order as it stands.</param>
    /// <param name="instrument">What it trades.</param>
    /// <param name="amount">Of the dividend a share, in millionths of a minor unit.</param>
    public static Command AfterDividend(in Command order, Instrument instrument, Int128 amount)
    {
        if (!Moves(order) || (order.Flags & OrderFlags.DoNotReduce) != 0)
        {
            return order;
        }

        var shares = new ShareAmounts(instrument);
        return Moved(order, instrument, price => instrument.Ticks.RoundDown(new(shares.Less(price, amount, Rounding.Down))));
    }

    /// <summary>On a split: the price less the split's value rounded up to the tick, the size times the ratio down to a round lot.
    /// A reverse split cancels every order.</summary>
    /// <param name="order">The order as it stands.</param>
    /// <param name="instrument">What it trades.</param>
    /// <param name="ratio">Of the split.</param>
    public static Command AfterSplit(in Command order, Instrument instrument, ShareRatio ratio)
    {
        if (ratio.IsReverse)
        {
            return Cancelled(order);
        }

        if (!Moves(order))
        {
            return order;
        }

        var size = RoundLots(order.Quantity.Lots, instrument, ratio);
        var offset = (order.Flags & OrderFlags.OffsetInBasisPoints) != 0
            ? order.Offset
            : (long)Rounding.Up.Divide((Int128)order.Offset * ratio.Old, ratio.New);
        var moved = order with
        {
            Quantity = new(size), Offset = offset,
            Display = new(Math.Min(size, RoundLots(order.Display.Lots, instrument, ratio))),
            Minimum = new(Math.Min(size, RoundLots(order.Minimum.Lots, instrument, ratio))),
        };
        return Moved(moved, instrument, price => price - ValueOfSplit(price, instrument, ratio));
    }

    /// <summary>On a distribution whose value nobody knows: orders that would move are cancelled, to be entered anew.</summary>
    public static Command AfterUnknownValue(in Command order) => Moves(order) ? Cancelled(order) : order;

    /// <summary>The order that ends.</summary>
    public static Command Cancelled(in Command order) => order with { Quantity = Quantity.Zero };

    private static bool Moves(in Command order) => order.Type switch
    {
        OrderType.Pegged or OrderType.Midpoint => order.Side == Side.Buy && (order.Flags & OrderFlags.HasLimit) != 0,
        OrderType.Limit => order.Side == Side.Buy,
        OrderType.Market => false,
        _ => order.Side == Side.Sell,
    };

    private static long ValueOfSplit(Price price, Instrument instrument, ShareRatio ratio)
    {
        var step = instrument.Ticks.StepAt(price);
        return (long)Rounding.Up.Divide((Int128)price.Ticks * (ratio.New - ratio.Old), (Int128)ratio.New * step) * step;
    }

    // An order never shrinks by a split: one of less than a round lot keeps its size.
    private static long RoundLots(long lots, Instrument instrument, ShareRatio ratio)
    {
        var more = ratio.Of(lots);
        return Math.Max(lots, more - (more % Math.Max(instrument.RoundLot, instrument.LotStep)));
    }

    private static Command Moved(in Command order, Instrument instrument, Func<Price, Price> move)
    {
        var hasStop = order.StopPrice != default;
        var hasLimit = order.Price != default;
        var moved = order with
        {
            StopPrice = hasStop ? move(order.StopPrice) : default, Price = hasLimit ? move(order.Price) : default,
        };
        return (hasStop && moved.StopPrice < instrument.MinPrice) || (hasLimit && moved.Price < instrument.MinPrice)
            ? Cancelled(order)
            : moved;
    }
}
