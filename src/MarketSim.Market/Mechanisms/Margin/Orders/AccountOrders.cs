using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>The open orders of an account, by class (an underlying and what is written on it), and of each instrument one ladder a
/// side.</summary>
internal sealed class AccountOrders(MechanismDesk desk, MarginValuation valuation)
{
    // Looked up by key only.
    private readonly Dictionary<OrderId, LadderOrder> _orders = [];
    private readonly SortedDictionary<int, OrderClass> _classes = [];

    /// <summary>The classes in which there are, or were, orders; in order.</summary>
    public IEnumerable<OrderClass> Classes => _classes.Values;

    /// <summary>The class of an instrument.</summary>
    public OrderClass ClassOf(InstrumentId instrument)
    {
        var id = valuation.ClassOf(instrument);
        if (!_classes.TryGetValue(id.Value, out var found))
        {
            _classes.Add(id.Value, found = new OrderClass(id));
        }

        return found;
    }

    /// <summary>Brings an order up to date with what is known of it.</summary>
    public void Follow(OrderId id)
    {
        Take(id, out _);
        if (desk.OpenOrders.TryGet(id, out var open) && valuation.Counts(desk.Instruments[open.Instrument.Value]))
        {
            Put(new LadderOrder(open.Id, open.Instrument, open.Side, open.Open.Lots, TicksOf(open.Price)));
        }
    }

    /// <summary>Adds an order.</summary>
    public void Put(in LadderOrder order)
    {
        _orders.Add(order.Id, order);
        ClassOf(order.Instrument).Of(order.Instrument, order.Side).Add(order.Id, order.Ticks, order.Lots, FeeOf(order));
    }

    /// <summary>Takes an order away.</summary>
    /// <returns>Whether it was there.</returns>
    public bool Take(OrderId id, out LadderOrder order)
    {
        if (!_orders.Remove(id, out order))
        {
            return false;
        }

        var ofClass = ClassOf(order.Instrument);
        ofClass.Of(order.Instrument, order.Side).Remove(id, order.Ticks);
        return true;
    }

    /// <summary>The terms of an instrument changed, and with them what the venue may charge.</summary>
    public void Renew(InstrumentId instrument)
    {
        foreach (var order in desk.OpenOrders.In(instrument))
        {
            if (_orders.ContainsKey(order.Id))
            {
                Follow(order.Id);
            }
        }
    }

    /// <summary>A price as ladders carry it.</summary>
    public static long TicksOf(Price price) => price == Price.Zero ? OrderLadder.NoPrice : price.Ticks;

    /// <summary>What the venue may charge for an order at its own price.</summary>
    private long FeeOf(in LadderOrder order) => order.Ticks == OrderLadder.NoPrice
        ? 0
        : Fee(desk, order.Instrument, order.Lots, order.Ticks);

    /// <summary>What the venue may charge for so many lots at a price.</summary>
    public static long Fee(MechanismDesk desk, InstrumentId id, long lots, long ticks)
    {
        if (desk.Options.Fees.IsFree)
        {
            return 0;
        }

        var instrument = desk.Instruments[id.Value];
        var amount = instrument.ToDecimal(new Price(ticks)) * lots * MarginValuation.MinorPerUnit(instrument);
        return desk.Options.Fees.WorstCase(new Money(MarginValuation.Round(amount)), new Quantity(lots)).Minor;
    }
}

/// <summary>An open order as margin sees it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Instrument">What it trades.</param>
/// <param name="Side">Its side.</param>
/// <param name="Lots">What is open of it.</param>
/// <param name="Ticks">Its price, or <see cref="OrderLadder.NoPrice"/>.</param>
internal readonly record struct LadderOrder(OrderId Id, InstrumentId Instrument, Side Side, long Lots, long Ticks);

/// <summary>The open orders of an account in one class.</summary>
internal sealed class OrderClass(InstrumentId id)
{
    private readonly SortedDictionary<int, (OrderLadder Buys, OrderLadder Sales)> _ladders = [];

    public InstrumentId Id => id;

    /// <summary>The instruments in which there are, or were, orders; in order.</summary>
    public IEnumerable<KeyValuePair<int, (OrderLadder Buys, OrderLadder Sales)>> Ladders => _ladders;

    /// <summary>Whether nothing but the underlying itself has orders.</summary>
    public bool IsPlain
    {
        get
        {
            foreach (var (instrument, (buys, sales)) in _ladders)
            {
                if (instrument != id.Value && buys.Count + sales.Count > 0)
                {
                    return false;
                }
            }

            return true;
        }
    }

    public OrderLadder Of(InstrumentId instrument, Side side)
    {
        if (!_ladders.TryGetValue(instrument.Value, out var both))
        {
            _ladders.Add(instrument.Value, both = (new OrderLadder(), new OrderLadder()));
        }

        return side == Side.Buy ? both.Buys : both.Sales;
    }
}
