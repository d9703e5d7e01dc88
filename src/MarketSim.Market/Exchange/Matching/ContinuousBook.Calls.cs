using MarketSim.Core;

namespace MarketSim.Market;

/// <content>Calls: orders are collected, and what an auction would give now is published.</content>
public sealed partial class ContinuousBook
{
    private readonly List<DormantOrder> _parked = [];
    private readonly List<AuctionOrder> _callBuys = [];
    private readonly List<AuctionOrder> _callSells = [];

    // From the beginning of a call until it is uncrossed; a halt in between leaves it.
    private bool _isCollecting;
    private TradingPhase _call;

    // The reference that the request for the call named.
    private Price? _namedReference;

    // Best bid and offer as the call began, and those of orders that are not for the auction alone now.
    private (Price Bid, Price Ask)? _quoteBefore;
    private Price? _callBid;
    private Price? _callAsk;
    private AuctionOutcome _indicative;
    private bool _isIndicativeStale;

    /// <inheritdoc/>
    public AuctionRules Auctions { get; set; }

    /// <inheritdoc/>
    public PriceBook? Marks { get; set; }

    /// <inheritdoc/>
    public Price? CallPrice
    {
        get
        {
            if (!Phase.IsCall())
            {
                return null;
            }

            if (_isIndicativeStale)
            {
                _indicative = FindOutcome() ?? default;
                _isIndicativeStale = false;
            }

            return _indicative.Volume > 0 ? _indicative.Price : CallReference;
        }
    }

    /// <summary>Whether orders of a call wait to be uncrossed, in it or in a halt that came over it.</summary>
    public bool IsCollecting => _isCollecting;

    private AuctionRules Rules => _call == TradingPhase.BatchAuction ? Auctions.Batches ?? Auctions : Auctions;

    private Price? CallReference => _namedReference ?? Marks?.Mark(_market.Instrument.Id) ?? _market.LastTrade;

    private void BeginCall(TradingPhase call)
    {
        _call = call;
        if (!_isCollecting)
        {
            _isCollecting = true;
            _indicative = default;
            _quoteBefore = _book.TryBestDisplayed(Side.Buy, out var bid) && _book.TryBestDisplayed(Side.Sell, out var ask)
                && bid.Price < ask.Price ? (bid.Price, ask.Price) : null;
        }

        if (call == TradingPhase.BatchAuction)
        {
            // Between batches people see the book that the last one left.
            Quote(Side.Buy, ref _quotedBid);
            Quote(Side.Sell, ref _quotedAsk);
            CollectElected();
        }
        else
        {
            WithdrawQuote(Side.Buy, ref _quotedBid);
            WithdrawQuote(Side.Sell, ref _quotedAsk);
        }

        if (call == TradingPhase.ClosingAuction)
        {
            CollectForClose();
        }

        _touched |= CallTouched;
    }

    // Limits in a call may cross: they are no quotes.
    private void WithdrawQuote(Side side, ref DisplayedLevel quoted)
    {
        if (!quoted.Quantity.IsZero)
        {
            quoted = default;
            _events.Quoted(side, Price.Zero, Quantity.Zero);
        }
    }

    private void PlaceInCall(in Command order)
    {
        var refusal = OrderRules.Check(order);
        if (refusal == RejectReason.None)
        {
            refusal = CallRefusal(order);
        }

        var rule = refusal == RejectReason.None ? OrderRules.Of(order.Type) : null;
        if (refusal != RejectReason.None)
        {
            _events.Rejected(order, refusal);
        }
        else if (rule is TriggeredRule triggered)
        {
            LayDown(order, triggered);
        }
        else if (order.TimeInForce == TimeInForce.AtClose && Phase != TradingPhase.ClosingAuction)
        {
            Park(order);
        }
        else
        {
            _events.Accepted(order, NamedPriceOf(order), ToEventFlags(order));
            Collect(order, isArrival: true);
        }
    }

    /// <summary>What a call does not take: orders that want to trade now, that take nothing, that follow a quote, or that set
    /// conditions; and those on open once the opening is over.</summary>
    private RejectReason CallRefusal(in Command order)
    {
        var isStop = OrderRules.Of(order.Type) is TriggeredRule;
        return !isStop && (order.TimeInForce is TimeInForce.Ioc or TimeInForce.Fok || order.PostOnly != PostOnly.Off
                || order.Type is OrderType.Pegged or OrderType.Midpoint || OrderTerms.Of(order).IsConditional)
            ? RejectReason.MarketClosed
            : OpeningIsOver(order) ? RejectReason.TooLate
            : RejectReason.None;
    }

    private bool OpeningIsOver(in Command order)
        => order.TimeInForce == TimeInForce.AtOpen && Phase is not (TradingPhase.PreOpen or TradingPhase.OpeningAuction);

    /// <summary>Accepts an order on close before its auction, or refuses one on open after it.</summary>
    private void PlaceForAuction(in Command order)
    {
        if (OpeningIsOver(order))
        {
            _events.Rejected(order, RejectReason.TooLate);
        }
        else
        {
            Park(order);
        }
    }

    private void Park(in Command order)
    {
        _events.Accepted(order, NamedPriceOf(order), ToEventFlags(order));
        LayAside(order, order.Type == OrderType.Market ? ParkedRule.Market : ParkedRule.Limit);
    }

    private void LayAside(in Command order, ParkedRule rule)
    {
        rule.FirstStop(order, _market, out var stop);
        _triggers.Add(order, rule, stop);
        _arrivals.Add(order.Order);
        if (order.TimeInForce == TimeInForce.Gtd)
        {
            _expiries.Add(order.Order, order.Expiry);
        }

        _touched |= CallTouched;
    }

    /// <summary>Takes an order into the call: limits rest in the book, market orders wait beside it.</summary>
    private void Collect(in Command order, bool isArrival)
    {
        if (order.Type == OrderType.Market)
        {
            LayAside(order, ParkedRule.Market);
            return;
        }

        var collected = new BookOrder
        {
            Id = order.Order, Account = order.Account, Owner = OwnerOf(order.Account), Side = order.Side, Price = order.Price,
            Open = order.Quantity,
        };
        OrderRules.Shape(order, ref collected);
        Rest(collected, OrderTerms.Of(order), isArrival);
    }

    private void CollectForClose()
    {
        _triggers.CopyParked(_parked, withLimits: true);
        foreach (var order in _parked)
        {
            if (order.Rule.NamesPrice && order.Terms.TimeInForce == TimeInForce.AtClose)
            {
                _triggers.Remove(order);
                Awaken(order);
            }
        }
    }

    /// <summary>Takes stops that a batch elected into the next one.</summary>
    private void CollectElected()
    {
        if (_triggers.Count == 0)
        {
            return;
        }

        _triggers.EndSweep(_events);
        while (_triggers.TryTakeElected(out var order))
        {
            Awaken(order);
        }
    }

    private void Awaken(DormantOrder dormant)
    {
        _events.Triggered(dormant);
        var order = dormant.Rule.Awaken(dormant.Terms, dormant.Stop, dormant.Open);
        var refusal = dormant.Rule.NamesPrice && !_market.InRange(order.Price) ? RejectReason.PriceOutOfRange : CallRefusal(order);
        if (refusal != RejectReason.None)
        {
            _events.Cancelled(
                order.Order, order.Account, order.Side, dormant.Limit, dormant.Open, CancelReason.Refused, refusal);
            return;
        }

        Collect(order, isArrival: true);
    }

    private void ReplaceInCall(in Command command, in BookOrder old, in Command order)
    {
        if ((old.Flags & (BookFlags.Pegged | BookFlags.AllOrNone)) != 0 || !old.Minimum.IsZero)
        {
            _events.Rejected(command, RejectReason.MarketClosed);
            return;
        }

        _book.Remove(old.Id, out _);
        Touch(old.Side, old.Price);
        Forget(old.Id);
        _events.Replaced(
            order.Order, old.Id, old.Account, old.Side, order.Price, order.Quantity, MatchingEvents.ToEventFlags(old.Flags));
        Collect(order, isArrival: HasNewId(command));
    }

    /// <summary>Publishes what the call would give now, if that has changed.</summary>
    private void Indicate()
    {
        if (!Rules.PublishesIndicative || !Phase.IsCall())
        {
            _isIndicativeStale = true;
            return;
        }

        var outcome = FindOutcome() ?? default;
        _isIndicativeStale = false;
        if (outcome != _indicative)
        {
            _indicative = outcome;
            _events.Indicative(outcome, Phase);
        }
    }

    private static Price NamedPriceOf(in Command order)
        => order.Type != OrderType.Market || (order.Flags & OrderFlags.HasLimit) != 0 ? order.Price : Price.Zero;

    private static EventFlags ToEventFlags(in Command order)
        => (order.Flags & OrderFlags.Hidden) != 0 ? EventFlags.Hidden : EventFlags.None;
}
