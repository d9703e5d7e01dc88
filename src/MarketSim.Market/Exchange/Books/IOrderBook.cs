using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>The resting orders of one instrument by price and time, and the sweep of an incoming order
/// through them.</summary>
/// <remarks>
/// <para>Two implementations pass one suite and a random comparison: <c>OrderBook</c>, the plain one, is
/// specification, teaching text and oracle; <c>LadderBook</c> is the fast one. A book knows no time, account
/// balance or order type: those are the matching model's. Same calls, same answers, fill by fill.</para>
/// <para><b>Queue.</b> Within a price, displayed orders stand before hidden ones, and each of them by time of
/// arrival. An iceberg is a displayed order of which only a slice (<see cref="BookOrder.Shown"/>) stands in
/// the queue. Bids and asks may overlap: <see cref="Rest"/> never matches, and orders that cannot be
/// satisfied are passed over.</para>
/// <para><b>Visit (FIFO).</b> A sweep visits the orders of each level from front to back, displayed then
/// hidden, while the taker has something left. With R left, each visited order is treated in this order:
/// (1) an order that R cannot satisfy is passed over and keeps its place: all-or-none with R &lt; open, or a
/// minimum with R &lt; min(minimum, open); R only falls, so there is no second look in the same sweep;
/// (2) an order of the taker's owner (equal and not zero) meets self-trade prevention instead of a fill; one
/// passed over by (1) does not;
/// (3) otherwise it trades min(R, what it offers): an all-or-none order offers all that is open, an iceberg
/// max(shown, min(minimum, open)), any other order all that is open.</para>
/// <para><b>Iceberg.</b> A trade takes from the shown slice. When the slice is used up and something is open,
/// the next slice, min(display, open), comes up at once (<see cref="FillKind.Refresh"/>, directly after its
/// trade) at the back of its level's displayed orders, so before all hidden ones, and the same sweep may
/// visit it again.</para>
/// <para><b>Self-trade prevention.</b> Cancel newest: taker cancelled, the maker stays. Cancel oldest: maker
/// removed with all that is open, the sweep goes on. Cancel both: maker removed, then taker cancelled (two
/// steps). Decrement: both lose min(R, maker's open), as by <see cref="Reduce"/> (an iceberg's hidden part
/// first, no refresh); a maker left with nothing is gone, one left with something keeps its place.</para>
/// <para><b>Allocation.</b> A book made with an <see cref="IAllocation"/> other than <c>FifoAllocation</c>
/// shares each level, best first, so:
/// (1) own orders are dealt with before anything is shared, front to back, each as above, conditional ones
/// excepted;
/// (2) all unconditional orders take part together, displayed and hidden, an iceberg with what it shows; if R
/// is at least their total each trades all it takes part with, front to back, else the allocation shares R,
/// and orders with a share above zero trade it, front to back; a used-up slice refreshes directly after its
/// trade but does not take part again in this round;
/// (3) rounds (2) repeat while R and unconditional orders are left at the level;
/// (4) what is left of R visits the conditional orders (all-or-none or with a minimum) by the FIFO rule,
/// self-trade prevention included.</para>
/// <para><b>TOP.</b> Only books with such an allocation keep <see cref="BookFlags.Top"/>; in others it never
/// appears. A displayed order (iceberg or conditional too) that comes to rest at a price better than every
/// displayed price of its side, or on a side where nothing is displayed, gets the mark, and the order that
/// had it loses it. Nobody inherits it. A refresh loses it; a reduction does not.</para>
/// </remarks>
public interface IOrderBook
{
    /// <summary>How many orders rest on both sides.</summary>
    int Count { get; }

    /// <summary>Matches an incoming order against the opposite side, best price first, up to its limit, and
    /// does not rest it.</summary>
    /// <param name="taker">The order; its side, limit, open quantity and owner count, nothing else: its
    /// minimum and all-or-none attributes have been dealt with by the caller (see <see cref="Available"/>).
    /// Any limit; nothing open matches nothing.</param>
    /// <param name="selfTrade">What to do instead of trading with an order of the same owner; checked before
    /// each fill.</param>
    /// <param name="fills">Where the steps are added; the caller clears it.</param>
    /// <returns>What is left of the taker; zero after a
    /// <see cref="FillKind.SelfTradeTakerCancelled"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The open quantity is negative.</exception>
    Quantity Match(in BookOrder taker, SelfTradePrevention selfTrade, FillBuffer fills);

    /// <summary>How much an incoming order would trade now, hidden quantity included, without changing
    /// anything: exactly the sum of the <see cref="FillKind.Trade"/> steps of a <see cref="Match"/> with the
    /// same arguments.</summary>
    /// <param name="taker">The order, its <see cref="BookOrder.Open"/> being all that is wanted.</param>
    /// <param name="selfTrade">As in <see cref="Match"/>: own orders do not count, and may end the
    /// sweep.</param>
    /// <exception cref="ArgumentOutOfRangeException">The open quantity is negative.</exception>
    Quantity Available(in BookOrder taker, SelfTradePrevention selfTrade);

    /// <summary>Stands an order in the queue of its price, last of its kind (displayed or hidden). Never
    /// matches.</summary>
    /// <param name="order">The order. Of an iceberg, shown zero starts a fresh slice, min(display, open). The
    /// book clears what does not apply (display and shown of a hidden order, shown of one without display)
    /// and decides <see cref="BookFlags.Top"/> itself.</param>
    /// <exception cref="ArgumentException">Its id is zero or in the book; the book is as before.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Nothing is open, its price is not from -2^62 to
    /// 2^62 - 1 ticks, display or minimum is negative, or an iceberg's shown is negative or above
    /// min(display, open); the book is as before.</exception>
    /// <remarks>The open lots of one side together must stay below 2^63; the caller sees to that. Of two faults
    /// either may be named.</remarks>
    void Rest(in BookOrder order);

    /// <summary>Matches a plain order (no hidden part, no minimum, no self-trade prevention) and rests what
    /// is left if asked: the shortest path through a book. The same as <see cref="Match"/> with prevention
    /// off, then <see cref="Rest"/>.</summary>
    /// <returns>What is left of the order, whether or not it now rests.</returns>
    /// <exception cref="ArgumentException">As of <see cref="Rest"/>, and found there: it may have traded by
    /// then, so the caller checks before it calls. Nothing is asked of an id or a limit that does not come to
    /// rest.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The quantity is negative, or as of
    /// <see cref="Rest"/>.</exception>
    Quantity Enter(
        OrderId id, AccountId account, int owner, Side side, Price limit, Quantity quantity, bool restRemainder,
        FillBuffer fills);

    /// <summary>Looks an order up, as it stands now.</summary>
    /// <returns>False if it does not rest here.</returns>
    bool TryGet(OrderId id, out BookOrder order);

    /// <summary>Takes an order out.</summary>
    /// <param name="removed">It as it stood; default if it does not rest here.</param>
    /// <returns>False if it does not rest here.</returns>
    bool Remove(OrderId id, out BookOrder removed);

    /// <summary>Lowers an order's open quantity, keeping its place; by all that is open or more removes it.
    /// An iceberg loses hidden quantity first: it shows min(shown, open) afterwards.</summary>
    /// <param name="by">Lots to take away; zero changes nothing.</param>
    /// <param name="after">It as it stands now, open and shown being zero if it is gone; default if it does
    /// not rest here.</param>
    /// <returns>False if it does not rest here.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The quantity is negative.</exception>
    bool Reduce(OrderId id, Quantity by, out BookOrder after);

    /// <summary>The best price of a side, hidden and conditional orders included.</summary>
    /// <returns>False if the side is empty.</returns>
    bool TryBest(Side side, out Price price);

    /// <summary>The best displayed price of a side, its displayed quantity and its number of displayed
    /// orders. Conditional orders are displayed like others.</summary>
    /// <param name="side">The side.</param>
    /// <param name="level">The level found.</param>
    /// <param name="exceptPegged">Leave pegged orders out, of the price as of quantity and number, to find
    /// what they follow.</param>
    /// <returns>False if nothing is displayed.</returns>
    bool TryBestDisplayed(Side side, out DisplayedLevel level, bool exceptPegged = false);

    /// <summary>Displayed levels of a side, best first, pegged orders included; levels with hidden orders
    /// only are left out.</summary>
    /// <returns>How many were written; what is behind them in the span stays as it was.</returns>
    int CopyDepth(Side side, Span<DisplayedLevel> levels);

    /// <summary>All orders of a side in matching order (price, displayed before hidden, time), as they stand
    /// now; for snapshots and checks, not hot. The book must not change while it is enumerated.</summary>
    IEnumerable<BookOrder> InPriority(Side side);
}

/// <summary>A price at which orders are displayed.</summary>
/// <param name="Price">The price.</param>
/// <param name="Quantity">Displayed lots.</param>
/// <param name="Orders">Displayed orders.</param>
public readonly record struct DisplayedLevel(Price Price, Quantity Quantity, int Orders);
