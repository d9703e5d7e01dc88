using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>All orders at one price of the plain book: displayed ones first, then hidden ones, each queue by
/// time of arrival.</summary>
/// <remarks>A queue is a linked list, so that an order keeps its node for as long as it rests, wherever it
/// stands.</remarks>
internal sealed class OrderBookLevel(Price price)
{
    public Price Price { get; } = price;

    public LinkedList<BookOrder> Displayed { get; private init; } = new();

    public LinkedList<BookOrder> Hidden { get; private init; } = new();

    public bool IsEmpty => Displayed.Count == 0 && Hidden.Count == 0;

    /// <summary>The queue in which an order stands.</summary>
    public LinkedList<BookOrder> QueueOf(in BookOrder order) => (order.Flags & BookFlags.Hidden) != 0 ? Hidden : Displayed;

    /// <summary>A level of its own with the same orders in the same places.</summary>
    public OrderBookLevel Copy() => new(Price) { Displayed = new(Displayed), Hidden = new(Hidden) };

    /// <summary>What the public book shows of the level.</summary>
    public DisplayedLevel ToDisplay(bool exceptPegged)
    {
        var quantity = Quantity.Zero;
        var orders = 0;
        foreach (var order in Displayed)
        {
            if (!exceptPegged || (order.Flags & BookFlags.Pegged) == 0)
            {
                quantity += order.Displayed;
                orders++;
            }
        }

        return new DisplayedLevel(Price, quantity, orders);
    }

    /// <summary>Whether only a slice of the order shows.</summary>
    public static bool IsIceberg(in BookOrder order) => !order.Display.IsZero && (order.Flags & BookFlags.Hidden) == 0;

    /// <summary>The order with less open; an iceberg loses what it hides before what it shows.</summary>
    public static BookOrder Reduced(in BookOrder order, Quantity by)
    {
        var open = order.Open - by;
        return order with { Open = open, Shown = Quantity.Min(order.Shown, open) };
    }
}
