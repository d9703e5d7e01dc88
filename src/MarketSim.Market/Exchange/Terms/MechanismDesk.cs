using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>All that a mechanism can see of its venue and do to it.</summary>
public sealed class MechanismDesk
{
    private const ulong FirstVenueOrder = 1UL << 63;

    private readonly Exchange _exchange;
    private readonly Queue<(Command Command, CancelReason Reason)> _queue = new();
    private readonly ulong _seed;
    private ulong _venueOrders;
    private readonly LimitBook _limits = new();
    private EventBuffer _events = new();

    internal MechanismDesk(Exchange exchange, ulong seed)
    {
        _exchange = exchange;
        _seed = seed;
        Prices = new PriceBook(exchange.Instruments);
    }

    /// <summary>The present instant.</summary>
    public SimTime Now { get; private set; }

    /// <summary>The venue's calendar.</summary>
    public MarketCalendar Calendar => _exchange.Options.Calendar;

    /// <summary>The present day.</summary>
    public DateOnly Today => Calendar.DateOf(Now);

    /// <summary>How the venue works.</summary>
    public ExchangeOptions Options => _exchange.Options;

    /// <summary>What the venue trades, by id, with the terms in force.</summary>
    public IReadOnlyList<Instrument> Instruments => _exchange.Instruments;

    /// <summary>Balances; change them only by <see cref="Post"/>.</summary>
    public Ledger Ledger => _exchange.Ledger;

    /// <summary>Last, reference and closing prices.</summary>
    public PriceBook Prices { get; }

    /// <summary>The orders that are open, by account and by instrument.</summary>
    public OpenOrders OpenOrders { get; } = new();

    /// <summary>Whether the session is open.</summary>
    public bool IsOpen => _exchange.IsOpen;

    /// <summary>The accounts of participants that are open, in order of id.</summary>
    public IEnumerable<AccountId> Participants
    {
        get
        {
            for (var id = HouseAccounts.FirstParticipant.Value; id < Ledger.AccountCount; id++)
            {
                if (Ledger.IsOpen(new AccountId(id)))
                {
                    yield return new AccountId(id);
                }
            }
        }
    }

    /// <summary>The terms on which an account is held.</summary>
    public AccountType TypeOf(AccountId account) => _exchange.TypeOf(account);

    /// <summary>How orders of an instrument meet.</summary>
    public IMatchingModel Model(InstrumentId instrument) => _exchange.Model(instrument);

    /// <summary>The instrument of a symbol.</summary>
    /// <exception cref="ArgumentException">There is none; the sentence lists those that there are.</exception>
    public Instrument Find(string symbol) => Instruments.FirstOrDefault(i => i.Symbol == symbol)
        ?? throw new ArgumentException(
            $"There is no instrument '{symbol}'.{Suggestions.Sentence(symbol, Instruments.Select(i => i.Symbol))} "
            + $"Known: {string.Join(", ", Instruments.Select(i => i.Symbol))}.");

    /// <summary>The instruments of a list of symbols separated by blanks or commas; all of them for <c>*</c>.</summary>
    /// <exception cref="ArgumentException">There is no such instrument.</exception>
    public IReadOnlyList<Instrument> FindAll(string symbols) => symbols.Trim() == "*"
        ? [.. Instruments]
        : [.. symbols.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Find)];

    /// <summary>The first mechanism in force of a type; those listed before yours in the catalog have begun already.</summary>
    /// <returns>Null where there is none.</returns>
    public T? Mechanism<T>()
        where T : class, ITradingMechanism => _exchange.Mechanisms.OfType<T>().FirstOrDefault();

    /// <summary>A random stream of the venue's own: the same name always gives the same stream.</summary>
    public Rng Random(string name) => new(_seed, $"venue/{name}");

    /// <summary>Moves an asset between accounts and reports it. The giver cannot refuse: the movement may leave a debt.</summary>
    /// <param name="posting">Why.</param>
    /// <param name="from">Who gives.</param>
    /// <param name="to">Who gets.</param>
    /// <param name="asset">What.</param>
    /// <param name="amount">How much in its smallest unit; zero does nothing, a negative amount goes the other way.</param>
    /// <param name="about">Further fields of the event: instrument, order, price, quantity.</param>
    public void Post(
        Posting posting, AccountId from, AccountId to, AssetId asset, long amount, in MarketEvent about = default)
    {
        if (amount == 0)
        {
            return;
        }

        if (amount < 0)
        {
            (from, to, amount) = (to, from, checked(-amount));
        }

        _exchange.Move(new Transfer(asset, from, to, amount));
        Report(about with
        {
            Kind = EventKind.Posted, Posting = posting, Account = from, CounterAccount = to, Asset = asset, Amount = amount,
        });
    }

    /// <summary>Reports that something happened; the time is stamped here.</summary>
    public void Report(in MarketEvent item) => _events.Add(item with { Time = Now });

    /// <summary>Queues a command of the venue: it is executed after the present one, at the same instant, and asked neither for funds
    /// nor by mechanisms.</summary>
    public void Enqueue(in Command command) => _queue.Enqueue((command, CancelReason.Requested));

    /// <summary>Puts price limits in force for an instrument at once, and reports them. Where several mechanisms set limits the closer
    /// ones count.</summary>
    /// <param name="owner">Who sets them: its earlier limits end.</param>
    /// <param name="instrument">For which.</param>
    /// <param name="limits">The limits; <see cref="PriceLimits.None"/> lifts those of this owner.</param>
    public void SetLimits(ITradingMechanism owner, InstrumentId instrument, in PriceLimits limits)
        => _limits.Set(owner, instrument, limits, Model(instrument), Now, _events);

    /// <summary>Queues the cancellation of an order by the venue.</summary>
    /// <param name="order">Which.</param>
    /// <param name="reason">What its owner is told.</param>
    public void Cancel(TrackedOrder order, CancelReason reason)
    {
        ArgumentNullException.ThrowIfNull(order);
        _queue.Enqueue((Commands.Cancel(order.Account, order.Instrument, order.Id), reason));
    }

    /// <summary>Queues the cancellation of every open order of an instrument.</summary>
    /// <param name="instrument">Which.</param>
    /// <param name="reason">What their owners are told.</param>
    public void CancelAll(InstrumentId instrument, CancelReason reason)
    {
        foreach (var order in OpenOrders.In(instrument))
        {
            Cancel(order, reason);
        }
    }

    /// <summary>Queues an order of the venue for an account: a liquidation, a buy-in.</summary>
    /// <returns>Its id.</returns>
    public OrderId Place(in Command order)
    {
        var id = NextOrderId();
        Enqueue(order with { Kind = CommandKind.Place, Order = id });
        return id;
    }

    /// <summary>Puts an instrument's new terms in force; the caller reports them.</summary>
    public void Relist(Instrument instrument) => _exchange.Relist(instrument);

    /// <summary>Restates the prices of an instrument and its open orders, as after a split; nothing trades.</summary>
    /// <param name="instrument">Which.</param>
    /// <param name="order">Of each open order, as if it were placed now with what is left of it, the order that it becomes; the same
    /// leaves it alone, a quantity of zero cancels it. One whose owner cannot fund its new terms is cancelled.</param>
    /// <param name="price">The new price of an old one.</param>
    public void Restate(InstrumentId instrument, Func<Command, Command> order, Func<Price, Price> price)
    {
        Prices.Restate(instrument, price);
        _exchange.Restate(instrument, order, price, _events);
    }

    /// <summary>An order id that no participant uses.</summary>
    public OrderId NextOrderId() => new(FirstVenueOrder + ++_venueOrders);

    /// <summary>Whether an order is the venue's own.</summary>
    public static bool IsVenueOrder(OrderId order) => order.Value > FirstVenueOrder;

    internal void Begin(SimTime now, EventBuffer events) => (Now, _events) = (now, events);

    internal bool TryDequeue(out Command command, out CancelReason reason)
    {
        var found = _queue.TryDequeue(out var next);
        (command, reason) = next;
        return found;
    }

    internal void AddTo(ref StateHash hash)
    {
        hash.Add(_venueOrders);
        _limits.AddTo(ref hash);
        Prices.AddTo(ref hash);
    }
}
