using MarketSim.Core;

namespace MarketSim.Market;

/// <content>Questions about the book that do not change it.</content>
public sealed unsafe partial class LadderBook
{
    /// <inheritdoc/>
    public bool TryGet(OrderId id, out BookOrder order)
    {
        var handle = Find(id);
        order = handle == 0 ? default : Describe(handle);
        GC.KeepAlive(this);
        return handle != 0;
    }

    /// <inheritdoc/>
    public bool TryBest(Side side, out Price price)
    {
        var best = _sides[(int)side].Best;
        price = best == LadderSide.NoKey ? default : new Price(Key(side, best));
        GC.KeepAlive(this);
        return best != LadderSide.NoKey;
    }

    /// <inheritdoc/>
    public bool TryBestDisplayed(Side side, out DisplayedLevel level, bool exceptPegged = false)
    {
        var at = _sides + (uint)side;
        for (var key = at->Best; key != LadderSide.NoKey; key = KeyAtOrAfter(at, key + 1))
        {
            level = Displayed(side, key, exceptPegged);
            if (level.Orders > 0)
            {
                GC.KeepAlive(this);
                return true;
            }
        }

        level = default;
        return false;
    }

    /// <inheritdoc/>
    public int CopyDepth(Side side, Span<DisplayedLevel> levels)
    {
        var count = 0;
        var at = _sides + (uint)side;
        for (var key = at->Best; key != LadderSide.NoKey && count < levels.Length; key = KeyAtOrAfter(at, key + 1))
        {
            var level = Displayed(side, key, exceptPegged: false);
            if (level.Orders > 0)
            {
                levels[count++] = level;
            }
        }

        GC.KeepAlive(this);
        return count;
    }

    /// <inheritdoc/>
    public IEnumerable<BookOrder> InPriority(Side side)
    {
        var orders = new List<BookOrder>();
        var at = _sides + (uint)side;
        for (var key = at->Best; key != LadderSide.NoKey; key = KeyAtOrAfter(at, key + 1))
        {
            var level = LevelAt(at, key);
            DescribeRing(level, orders);
            if (HiddenOf(level) is var hidden and not 0)
            {
                DescribeRing(hidden, orders);
            }
        }

        GC.KeepAlive(this);
        return orders;
    }

    private void DescribeRing(uint ring, List<BookOrder> orders)
    {
        for (var handle = Cell(ring)->Next; handle != ring; handle = Cell(handle)->Next)
        {
            orders.Add(Describe(handle));
        }
    }

    private BookOrder Describe(uint handle)
    {
        var order = Cell(handle);
        var side = SideOf(order->Level);
        var price = new Price(Key(side, Cell(order->Level & ~LadderNode.Bits)->Key));
        if ((order->Level & LadderNode.DetailsBit) == 0)
        {
            return new BookOrder
            {
                Id = new OrderId(order->Id), Account = new AccountId(order->Account), Owner = OwnerOf(handle), Side = side,
                Price = price, Open = new Quantity(order->Open),
            };
        }

        var details = Details(handle);
        return new BookOrder
        {
            Id = new OrderId(order->Id), Account = new AccountId(order->Account), Owner = details->Owner, Side = side,
            Price = price, Open = new Quantity(order->Open), Display = new Quantity(details->Display),
            Shown = new Quantity(details->Shown), Minimum = new Quantity(details->Minimum), Flags = details->Flags,
        };
    }

    private DisplayedLevel Displayed(Side side, long key, bool exceptPegged)
    {
        var level = LevelAt(_sides + (uint)side, key);
        var queue = Cell(level);
        var lots = queue->Total;
        var orders = queue->Count;
        if (exceptPegged && (queue->Book & LadderNode.SpecialBit) != 0)
        {
            for (var handle = queue->Next; handle != level; handle = Cell(handle)->Next)
            {
                if ((FlagsOf(handle) & BookFlags.Pegged) != 0)
                {
                    lots -= DisplayedOf(handle);
                    orders--;
                }
            }
        }

        return new DisplayedLevel(new Price(Key(side, key)), new Quantity(lots), orders);
    }

    private long BestDisplayedKey(LadderSide* side)
    {
        var key = side->Best;
        while (key != LadderSide.NoKey && Cell(LevelAt(side, key))->Count == 0)
        {
            key = KeyAtOrAfter(side, key + 1);
        }

        return key;
    }
}
