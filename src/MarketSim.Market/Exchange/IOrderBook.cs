using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>The resting orders of one instrument by price and time, and the sweep of an incoming order through them.</summary>
/// <remarks>
/// Two implementations pass one suite and a random comparison: <c>OrderBook</c>, the plain one, is specification, teaching
/// text and oracle; <c>LadderBook</c> is the fast one. A book knows no time, account balance or order type: those are the
/// matching model's. Within a price, displayed orders stand before hidden ones, and each of them by time of arrival.
/// All-or-none and minimum-quantity orders that an incoming order cannot satisfy are skipped and keep their place, so bids and
/// asks may overlap while such orders rest.
/// </remarks>
public interface IOrderBook
{
    /// <summary>How many orders rest on both sides.</summary>
    int Count { get; }

    /// <summary>Matches an incoming order against the opposite side, best price first, up to its limit, and does not rest it.</summary>
    /// <param name="taker">The order; its minimum and all-or-none attributes have been dealt with by the caller
    /// (see <see cref="Available"/>).</param>
    /// <param name="selfTrade">What to do instead of trading with an order of the same owner; checked before each fill.</param>
    /// <param name="fills">Where the steps are added; the caller clears it.</param>
    /// <returns>What is left of the taker; zero after a <see cref="FillKind.SelfTradeTakerCancelled"/>.</returns>
    Quantity Match(in BookOrder taker, SelfTradePrevention selfTrade, FillBuffer fills);

    /// <summary>How much an incoming order would trade now, hidden quantity included, without changing anything.</summary>
    /// <param name="taker">The order, its <see cref="BookOrder.Open"/> being all that is wanted.</param>
    /// <param name="selfTrade">As in <see cref="Match"/>: own orders do not count, and may end the sweep.</param>
    Quantity Available(in BookOrder taker, SelfTradePrevention selfTrade);

    /// <summary>Stands an order in the queue of its price, last of its kind. Its id must not be in the book.</summary>
    void Rest(in BookOrder order);

    /// <summary>Matches a plain order (no hidden part, no minimum, no self-trade prevention) and rests what is left if asked:
    /// the shortest path through a book.</summary>
    /// <returns>What is left of the order, whether or not it now rests.</returns>
    Quantity Enter(OrderId id, AccountId account, int owner, Side side, Price limit, Quantity quantity, bool restRemainder, FillBuffer fills);

    /// <summary>Looks an order up.</summary>
    /// <returns>False if it does not rest here.</returns>
    bool TryGet(OrderId id, out BookOrder order);

    /// <summary>Takes an order out.</summary>
    /// <returns>False if it does not rest here.</returns>
    bool Remove(OrderId id, out BookOrder removed);

    /// <summary>Lowers an order's open quantity, keeping its place; by all that is open or more removes it. An iceberg loses hidden
    /// quantity first.</summary>
    /// <returns>False if it does not rest here.</returns>
    bool Reduce(OrderId id, Quantity by, out BookOrder after);

    /// <summary>The best price of a side, hidden and conditional orders included.</summary>
    /// <returns>False if the side is empty.</returns>
    bool TryBest(Side side, out Price price);

    /// <summary>The best displayed price of a side, its displayed quantity and its number of displayed orders.</summary>
    /// <param name="side">The side.</param>
    /// <param name="level">The level found.</param>
    /// <param name="exceptPegged">Leave pegged orders out, to find what they follow.</param>
    /// <returns>False if nothing is displayed.</returns>
    bool TryBestDisplayed(Side side, out BookLevel level, bool exceptPegged = false);

    /// <summary>Displayed levels of a side, best first.</summary>
    /// <returns>How many were written.</returns>
    int CopyDepth(Side side, Span<BookLevel> levels);

    /// <summary>All orders of a side in matching order (price, displayed before hidden, time); for snapshots and checks, not hot.</summary>
    IEnumerable<BookOrder> InPriority(Side side);
}

/// <summary>A price at which orders are displayed.</summary>
/// <param name="Price">The price.</param>
/// <param name="Quantity">Displayed lots.</param>
/// <param name="Orders">Displayed orders.</param>
public readonly record struct BookLevel(Price Price, Quantity Quantity, int Orders);
