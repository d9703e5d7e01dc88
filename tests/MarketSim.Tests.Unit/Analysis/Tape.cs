using MarketSim.Core;

namespace MarketSim.Tests.Unit;

/// <summary>Writes event sequences by hand: each call adds one event at the tape's present instant.</summary>
internal sealed class Tape(int instrument = 0)
{
    private readonly List<MarketEvent> _events = [];
    private SimTime _now;

    public IReadOnlyList<MarketEvent> Events => _events;

    public Tape At(double seconds)
    {
        _now = SimTime.Zero + SimDuration.FromSeconds(seconds);
        return this;
    }

    public Tape Quote(Side side, long price, long lots) => Add(new()
    {
        Kind = EventKind.Quoted, Side = side, Price = new(price), Quantity = new(lots),
    });

    /// <summary>Both sides, 100 lots each.</summary>
    public Tape Quote(long bid, long ask) => Quote(Side.Buy, bid, 100).Quote(Side.Sell, ask, 100);

    public Tape Accept(ulong order, Side side, long price, long lots, int account = 0) => Add(new()
    {
        Kind = EventKind.Accepted, Order = new(order), Side = side, Price = new(price), Quantity = new(lots),
        Open = new(lots), Account = new(account), Type = OrderType.Limit,
    });

    public Tape Rest(ulong order, Side side, long price, long displayed, long? open = null, int account = 0) => Add(new()
    {
        Kind = EventKind.Rested, Order = new(order), Side = side, Price = new(price), Quantity = new(displayed),
        Open = new(open ?? displayed), Account = new(account), Flags = displayed == 0 ? EventFlags.Hidden : 0,
    });

    /// <param name="side">Of the taker.</param>
    public Tape Trade(
        Side side, long price, long lots, ulong maker = 0, long makerOpen = 0, ulong taker = 999, int takerAccount = 0,
        int makerAccount = 0) => Add(new()
        {
            Kind = EventKind.Traded, Side = side, Price = new(price), Quantity = new(lots), Order = new(taker),
            CounterOrder = new(maker), CounterOpen = new(makerOpen), Amount = price * lots, Account = new(takerAccount),
            CounterAccount = new(makerAccount),
        });

    public Tape Refresh(ulong order, Side side, long price, long displayed, long open) => Add(new()
    {
        Kind = EventKind.Refreshed, Order = new(order), Side = side, Price = new(price), Quantity = new(displayed), Open = new(open),
    });

    public Tape Reduce(ulong order, long by, long open) => Add(new()
    {
        Kind = EventKind.Reduced, Order = new(order), Quantity = new(by), Open = new(open), Flags = EventFlags.KeptPriority,
    });

    public Tape Replace(ulong order, ulong old, long price, long open, bool keeps) => Add(new()
    {
        Kind = EventKind.Replaced, Order = new(order), CounterOrder = new(old), Price = new(price), Quantity = new(open),
        Open = new(open), Flags = keeps ? EventFlags.KeptPriority : 0,
    });

    public Tape Reprice(ulong order, long price, long displayed) => Add(new()
    {
        Kind = EventKind.Repriced, Order = new(order), Price = new(price), Quantity = new(displayed), Open = new(displayed),
    });

    public Tape Cancel(ulong order, Side side, long left, CancelReason reason = CancelReason.Requested) => Add(new()
    {
        Kind = EventKind.Cancelled, Order = new(order), Side = side, Quantity = new(left), Cancel = reason,
    });

    public Tape Fee(int account, long amount, int asset = 0) => Add(new()
    {
        Kind = EventKind.FeePosted, Account = new(account), Asset = new(asset), Amount = amount,
    });

    public Tape Deposit(int account, int asset, long amount) => Add(new()
    {
        Kind = EventKind.Deposited, Account = new(account), Asset = new(asset), Amount = amount,
    });

    private Tape Add(MarketEvent item)
    {
        _events.Add(item with { Instrument = new(instrument), Time = _now, Sequence = _events.Count + 1 });
        return this;
    }
}
