using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>Writes the events of one instrument, every field filled but the sequence number. Hot.</summary>
internal sealed class MatchingEvents(Instrument instrument)
{
    private readonly InstrumentId _id = instrument.Id;
    private Instrument _instrument = instrument;
    private EventBuffer _events = new();
    private SimTime _now;

    public SimTime Now => _now;

    public void Relist(Instrument instrument) => _instrument = instrument;

    public void Begin(SimTime now, EventBuffer events)
    {
        _now = now;
        _events = events;
    }

    public void Rejected(in Command command, RejectReason reason)
        => _events.Add(new MarketEvent
        {
            Kind = EventKind.Rejected, Reject = reason, Time = _now, Instrument = _id,
            Account = command.Account, Order = command.Order, Side = command.Side, Type = command.Type,
            TimeInForce = command.TimeInForce, Price = command.Price, Quantity = command.Quantity,
        });

    public void Accepted(in Command order, Price price, EventFlags flags)
        => _events.Add(new MarketEvent
        {
            Kind = EventKind.Accepted, Time = _now, Instrument = _id, Account = order.Account,
            Order = order.Order, Side = order.Side, Type = order.Type, TimeInForce = order.TimeInForce,
            Price = price, Quantity = order.Quantity, Open = order.Quantity,
            Flags = order.Mark < OrderMark.Short ? flags : flags | EventFlags.Short,
        });

    public void LimitReached(in Command order, Price limit, Quantity left)
        => _events.Add(new MarketEvent
        {
            Kind = EventKind.LimitReached, Time = _now, Instrument = _id, Account = order.Account, Order = order.Order,
            Side = order.Side, Price = limit, Quantity = left, Open = left,
        });

    public void Triggered(DormantOrder order)
        => _events.Add(new MarketEvent
        {
            Kind = EventKind.Triggered, Time = _now, Instrument = _id, Account = order.Terms.Account,
            Order = order.Terms.Order, Side = order.Terms.Side, Type = order.Terms.Type,
            TimeInForce = order.Terms.TimeInForce, Price = order.Known, Quantity = order.Open,
            Open = order.Open,
        });

    public void Traded(in Incoming taker, in Fill fill, Quantity open)
        => _events.Add(new MarketEvent
        {
            Kind = EventKind.Traded, Time = _now, Instrument = _id, Account = taker.Account,
            Order = taker.Id, Side = taker.Side, CounterOrder = fill.Maker,
            CounterAccount = fill.MakerAccount, Price = fill.Price, Quantity = fill.Quantity, Open = open,
            CounterOpen = fill.MakerOpen, Amount = _instrument.QuoteAmount(fill.Price, fill.Quantity).Minor,
            Flags = ToEventFlags(fill.MakerFlags),
        });

    public void Rested(
        OrderId id, AccountId account, Side side, Price price, Quantity displayed, Quantity open, EventFlags flags)
        => _events.Add(new MarketEvent
        {
            Kind = EventKind.Rested, Time = _now, Instrument = _id, Account = account, Order = id,
            Side = side, Price = price, Quantity = displayed, Open = open, Flags = flags,
        });

    public void Refreshed(in Incoming taker, in Fill fill)
        => _events.Add(new MarketEvent
        {
            Kind = EventKind.Refreshed, Time = _now, Instrument = _id, Account = fill.MakerAccount,
            Order = fill.Maker, Side = taker.Side.Opposite(), Price = fill.Price, Quantity = fill.Quantity,
            Open = fill.MakerOpen, Flags = ToEventFlags(fill.MakerFlags),
        });

    public void Reduced(
        OrderId id, AccountId account, Side side, Price price, Quantity by, Quantity open)
        => _events.Add(new MarketEvent
        {
            Kind = EventKind.Reduced, Time = _now, Instrument = _id, Account = account, Order = id,
            Side = side, Price = price, Quantity = by, Open = open, Flags = EventFlags.KeptPriority,
        });

    public void Replaced(
        OrderId id, OrderId old, AccountId account, Side side, Price price, Quantity open, EventFlags flags)
        => _events.Add(new MarketEvent
        {
            Kind = EventKind.Replaced, Time = _now, Instrument = _id, Account = account, Order = id,
            CounterOrder = old, Side = side, Price = price, Quantity = open, Open = open, Flags = flags,
        });

    public void Repriced(
        OrderId id, AccountId account, Side side, Price price, Quantity displayed, Quantity open, EventFlags flags)
        => _events.Add(new MarketEvent
        {
            Kind = EventKind.Repriced, Time = _now, Instrument = _id, Account = account, Order = id,
            Side = side, Price = price, Quantity = displayed, Open = open, Flags = flags,
        });

    public void Cancelled(
        OrderId id, AccountId account, Side side, Price price, Quantity left, CancelReason reason,
        RejectReason refusal = default)
        => _events.Add(new MarketEvent
        {
            Kind = EventKind.Cancelled, Cancel = reason, Reject = refusal, Time = _now, Instrument = _id,
            Account = account, Order = id, Side = side, Price = price, Quantity = left,
        });

    public void SelfTradePrevented(in Incoming taker, in Fill fill, Quantity open)
        => _events.Add(new MarketEvent
        {
            Kind = EventKind.SelfTradePrevented, Time = _now, Instrument = _id, Account = taker.Account,
            Order = taker.Id, Side = taker.Side, CounterOrder = fill.Maker,
            CounterAccount = fill.MakerAccount, Price = fill.Price, Quantity = fill.Quantity, Open = open,
            CounterOpen = fill.MakerOpen, Flags = ToEventFlags(fill.MakerFlags),
        });

    public void Quoted(Side side, Price price, Quantity displayed)
        => _events.Add(new MarketEvent
        {
            Kind = EventKind.Quoted, Time = _now, Instrument = _id, Side = side, Price = price,
            Quantity = displayed,
        });

    public void PhaseChanged(TradingPhase phase)
        => _events.Add(new MarketEvent { Kind = EventKind.PhaseChanged, Time = _now, Instrument = _id, Phase = phase });

    public void Indicative(in AuctionOutcome outcome, TradingPhase call) => Outcome(EventKind.Indicative, outcome, call);

    public void Uncrossed(in AuctionOutcome outcome, TradingPhase call) => Outcome(EventKind.Uncrossed, outcome, call);

    private void Outcome(EventKind kind, in AuctionOutcome outcome, TradingPhase call)
        => _events.Add(new MarketEvent
        {
            Kind = kind, Time = _now, Instrument = _id, Phase = call, Price = outcome.Price,
            Quantity = new Quantity(outcome.Volume), Open = new Quantity(Math.Abs(outcome.Imbalance)), Side = outcome.Surplus,
        });

    public void AuctionTrade(
        in AuctionOrder buy, in AuctionOrder sell, Price price, long lots, long leftOfBuy, long leftOfSell)
        => _events.Add(new MarketEvent
        {
            Kind = EventKind.Traded, Time = _now, Instrument = _id, Account = buy.Account, Order = buy.Id, Side = Side.Buy,
            CounterOrder = sell.Id, CounterAccount = sell.Account, Price = price, Quantity = new Quantity(lots),
            Open = new Quantity(leftOfBuy), CounterOpen = new Quantity(leftOfSell),
            Amount = _instrument.QuoteAmount(price, new Quantity(lots)).Minor,
            Flags = EventFlags.Auction | (sell.IsHidden ? EventFlags.Hidden : EventFlags.None),
        });

    public void OfficialPrice(Price price, TradingPhase phase)
        => _events.Add(new MarketEvent
        {
            Kind = EventKind.OfficialPrice, Time = _now, Instrument = _id, Price = price, Phase = phase,
        });

    public static EventFlags ToEventFlags(BookFlags flags)
        => ((flags & BookFlags.Hidden) != 0 ? EventFlags.Hidden : 0)
            | ((flags & BookFlags.Pegged) != 0 ? EventFlags.Pegged : 0);
}

/// <summary>Who is trading: what the events of a sweep say of the taker.</summary>
internal readonly record struct Incoming(OrderId Id, AccountId Account, Side Side, Price Price);
