using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Tests.Unit;

/// <summary>A book with one known fault: a reduced order goes to the back of its queue. The comparison must
/// find it.</summary>
internal sealed class BookThatForgetsPriorityOnReduce(IAllocation? allocation) : IOrderBook
{
    private readonly OrderBook _book = new(allocation);

    public int Count => _book.Count;

    public bool Reduce(OrderId id, Quantity by, out BookOrder after)
    {
        var found = _book.Reduce(id, by, out after);
        if (_book.Remove(id, out var order))
        {
            _book.Rest(order);
        }

        return found;
    }

    public Quantity Match(in BookOrder taker, SelfTradePrevention selfTrade, FillBuffer fills) => _book.Match(taker, selfTrade, fills);

    public Quantity Available(in BookOrder taker, SelfTradePrevention selfTrade) => _book.Available(taker, selfTrade);

    public void Rest(in BookOrder order) => _book.Rest(order);

    public Quantity Enter(
        OrderId id, AccountId account, int owner, Side side, Price limit, Quantity quantity, bool restRemainder, FillBuffer fills)
        => _book.Enter(id, account, owner, side, limit, quantity, restRemainder, fills);

    public bool TryGet(OrderId id, out BookOrder order) => _book.TryGet(id, out order);

    public bool Remove(OrderId id, out BookOrder removed) => _book.Remove(id, out removed);

    public bool TryBest(Side side, out Price price) => _book.TryBest(side, out price);

    public bool TryBestDisplayed(Side side, out DisplayedLevel level, bool exceptPegged = false)
        => _book.TryBestDisplayed(side, out level, exceptPegged);

    public int CopyDepth(Side side, Span<DisplayedLevel> levels) => _book.CopyDepth(side, levels);

    public IEnumerable<BookOrder> InPriority(Side side) => _book.InPriority(side);
}
