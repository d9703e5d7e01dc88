using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>Trading of one instrument: continuously orders meet as they come, by price and time; in calls they are
/// collected, and trade at its end, all at one price. Hot.</summary>
/// <remarks>
/// Every order type and attribute is a rule in a file of its own (<see cref="OrderRules"/>); this class leads
/// an order through them: <c>.Entering</c> places orders and sweeps the book, <c>.Changing</c> cancels and
/// replaces, <c>.Settling</c> does what a command sets off afterwards (stops, pegs, conditional orders),
/// <c>.Sessions</c> opens, halts, closes and expires, <c>.Calls</c> collects orders for an auction and
/// <c>.Uncrossing</c> lets them trade. A limit order without attributes takes the short way in
/// this file. Events come in the order told in <c>docs/concepts/order-life.md</c>. Source: MARKET rules,
/// sections 1, 3, 5 and 17.
/// </remarks>
public sealed partial class ContinuousBook : IMatchingModel
{
    private readonly IOrderBook _book;
    private readonly ContinuousBookOptions _options;
    private readonly MatchingContext _market;
    private readonly MatchingEvents _events;
    private readonly FillBuffer _fills = new();
    private readonly Dictionary<OrderId, OrderTerms> _terms = [];
    private readonly TriggerBook _triggers;
    private readonly PegBook _pegs;
    private readonly ConditionalOrders _conditionals = new();
    private readonly ExpiryQueue _expiries = new();
    private readonly ArrivalList _arrivals;
    private readonly List<OrderId> _scratch = [];
    private DisplayedLevel _quotedBid;
    private DisplayedLevel _quotedAsk;

    // Sides whose quote the command may have changed: bit 0 bids, bit 1 asks. Most commands happen behind the
    // best price. A further bit: something that only a call looks at.
    private int _touched;
    private const int CallTouched = 4;

    /// <summary>Continuous trading in one instrument; closed until the session is opened.</summary>
    /// <param name="instrument">What is traded.</param>
    /// <param name="book">An empty book for it, with the venue's allocation.</param>
    /// <param name="options">The venue's choices; the defaults if none are given.</param>
    public ContinuousBook(Instrument instrument, IOrderBook book, ContinuousBookOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(instrument);
        ArgumentNullException.ThrowIfNull(book);
        _options = options ?? new ContinuousBookOptions();
        Owners = _options.OwnerOf;
        Auctions = _options.Auctions;
        _book = book;
        _market = new MatchingContext(instrument, book, _options);
        _events = new MatchingEvents(instrument);
        _triggers = new TriggerBook(_market);
        _pegs = new PegBook(_market);
        _arrivals = new ArrivalList(book, _triggers);
    }

    /// <inheritdoc/>
    public IOrderBook Book => _book;

    /// <inheritdoc/>
    public TradingPhase Phase { get; private set; } = TradingPhase.Closed;

    /// <summary>Whose an account's orders are for self-trade prevention; the options' answer by default.</summary>
    internal Func<AccountId, int>? Owners { get; set; }

    /// <summary>The price of the last trade; none before the first.</summary>
    public Price? LastTrade => _market.LastTrade;

    /// <inheritdoc/>
    public void Apply(in Command command, SimTime now, EventBuffer events)
    {
        _events.Begin(now, events);
        ExpireDue();
        switch (command.Kind)
        {
            case CommandKind.Place:
                Place(command);
                break;
            case CommandKind.Cancel:
                Cancel(command);
                break;
            case CommandKind.Reduce:
                Reduce(command);
                break;
            case CommandKind.Replace:
                Replace(command);
                break;
            case CommandKind.MassCancel:
                MassCancel(command);
                break;
            case CommandKind.OpenSession or CommandKind.CloseSession or CommandKind.Halt or CommandKind.Resume or CommandKind.SetPhase:
                ChangePhase(command);
                break;
            case CommandKind.Advance:
                break;
            case CommandKind.Deposit or CommandKind.OpenAccount or CommandKind.RollDay or CommandKind.Instruct:
            default:
                _events.Rejected(command, RejectReason.Malformed);
                break;
        }

        Finish();
    }

    /// <inheritdoc/>
    public void Advance(SimTime now, EventBuffer events)
    {
        _events.Begin(now, events);
        ExpireDue();
        Finish();
    }

    /// <inheritdoc/>
    public void Relist(Instrument instrument)
    {
        _market.Instrument = instrument;
        _events.Relist(instrument);
    }

    /// <inheritdoc/>
    public bool TryGetOpen(OrderId id, out OpenOrder order)
    {
        if (_book.TryGet(id, out var resting))
        {
            order = new OpenOrder(resting.Account, resting.Side, resting.Price, resting.Open, IsDormant: false);
            return true;
        }

        var isDormant = _triggers.TryGet(id, out var dormant);
        order = isDormant ? dormant.ToOpenOrder() : default;
        return isDormant;
    }

    private void Place(in Command order)
    {
        if (Phase != TradingPhase.Continuous && !Phase.IsCall())
        {
            RefuseForPhase(order);
        }
        else if (order.Order.Value == 0 || IsOpen(order.Order))
        {
            _events.Rejected(order, RejectReason.DuplicateOrderId);
        }
        else if (Phase != TradingPhase.Continuous)
        {
            PlaceInCall(order);
        }
        else if (!_isLimited && OrderRules.IsPlainLimit(order))
        {
            _events.Accepted(order, order.Price, EventFlags.None);
            EnterPlainLimit(order, isArrival: true);
        }
        else
        {
            PlaceByRules(order);
        }
    }

    /// <summary>Lets a limit order without attributes trade and rest; what <see cref="Enter"/> does for all
    /// others.</summary>
    private void EnterPlainLimit(in Command order, bool isArrival)
    {
        _fills.Clear();
        var mayRest = order.TimeInForce != TimeInForce.Ioc;
        var left = _book.Enter(
            order.Order, order.Account, OwnerOf(order.Account), order.Side, order.Price, order.Quantity, mayRest,
            _fills);
        if (_fills.Count > 0)
        {
            Report(new Incoming(order.Order, order.Account, order.Side, order.Price), order.Quantity);
        }

        if (left.IsZero)
        {
            return;
        }

        if (!mayRest)
        {
            _events.Cancelled(
                order.Order, order.Account, order.Side, order.Price, left, CancelReason.NoRemainderRests);
            return;
        }

        Touch(order.Side, order.Price);
        _events.Rested(order.Order, order.Account, order.Side, order.Price, left, left, EventFlags.None);
        if (isArrival)
        {
            _arrivals.Add(order.Order);
        }

        if (order.TimeInForce != TimeInForce.Day)
        {
            Remember(order.Order, OrderTerms.Of(order), isArrival);
        }
    }

    private bool IsOpen(OrderId id) => _book.TryGet(id, out _) || _triggers.Contains(id);

    private int OwnerOf(AccountId account)
        => Owners is null ? account.Value : Owners(account);

    private void RefuseForPhase(in Command command)
        => _events.Rejected(command, Phase == TradingPhase.Halted ? RejectReason.Halted : RejectReason.MarketClosed);

    private void Finish()
    {
        if ((_triggers.Count | _pegs.Count | _conditionals.Count) != 0)
        {
            Settle();
        }

        if (_touched == 0)
        {
            return;
        }

        if (_isCollecting)
        {
            Indicate();
            _touched = 0;
            return;
        }

        if ((_touched & 1) != 0)
        {
            Quote(Side.Buy, ref _quotedBid);
        }

        if ((_touched & 2) != 0)
        {
            Quote(Side.Sell, ref _quotedAsk);
        }

        _touched = 0;
    }

    /// <summary>Notes that something changed at a price of a side; behind the quoted price nobody sees
    /// it.</summary>
    private void Touch(Side side, Price price)
    {
        ref readonly var quoted = ref side == Side.Buy ? ref _quotedBid : ref _quotedAsk;
        if (quoted.Quantity.IsZero || !side.IsBetter(quoted.Price, price))
        {
            _touched |= 1 << (int)side;
        }
    }

    private void Quote(Side side, ref DisplayedLevel quoted)
    {
        // Nothing displayed leaves the level all zero.
        _book.TryBestDisplayed(side, out var best);
        if (best.Price != quoted.Price || best.Quantity != quoted.Quantity)
        {
            quoted = best;
            _events.Quoted(side, best.Price, best.Quantity);
        }
    }
}
