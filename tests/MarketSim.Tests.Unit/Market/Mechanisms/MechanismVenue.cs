using System.Globalization;
using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Tests.Unit;

/// <summary>A venue with mechanisms, driven through its public face: commands with a day and a time in, events and ledger out. Prices and
/// money are written as people write them.</summary>
internal sealed class MechanismVenue
{
    public static readonly AssetId Usd = new(0);

    private readonly EventBuffer _buffer = new();
    private ulong _orders;

    /// <summary>A venue whose clock stands at Monday, 5 January 2026, 9:30.</summary>
    /// <param name="instruments">What it trades; asset 0 is the dollar, and each has an asset of its own.</param>
    /// <param name="mechanisms">On what terms.</param>
    /// <param name="options">How it works.</param>
    /// <param name="others">Mechanisms that no catalog lists, asked first.</param>
    public MechanismVenue(
        IReadOnlyList<Instrument> instruments, IReadOnlyList<MechanismSpec> mechanisms, ExchangeOptions? options = null,
        params IReadOnlyList<ITradingMechanism> others)
        => Exchange = new Exchange(instruments, options, [.. others, .. MechanismCatalog.Create(mechanisms)]);

    /// <summary>As above, with mechanisms that are not in the catalog.</summary>
    /// <param name="instruments">What it trades.</param>
    /// <param name="mechanisms">On what terms.</param>
    /// <param name="options">How it works.</param>
    /// <param name="seed">Of the venue's own chance.</param>
    public MechanismVenue(
        IReadOnlyList<Instrument> instruments, IReadOnlyList<ITradingMechanism> mechanisms, ExchangeOptions? options, ulong seed)
        => Exchange = new Exchange(instruments, options, mechanisms, seed);

    public Exchange Exchange { get; }

    public SimTime Now { get; private set; }

    /// <summary>Everything that happened, in order.</summary>
    public List<MarketEvent> Events { get; } = [];

    /// <summary>What the last command led to.</summary>
    public IReadOnlyList<MarketEvent> Last { get; private set; } = [];

    /// <summary>A share priced in cents.</summary>
    public static Equity Share(int id, string symbol = "XYZ")
        => new() { Id = new(id), Symbol = symbol, Base = new(id + 1), Quote = Usd, RoundLot = 100 };

    /// <summary>A listed option on an instrument, its premium in cents a share.</summary>
    public static OptionContract Option(
        int id, Instrument underlying, OptionRight right, decimal strike, DateOnly expiry, string? symbol = null) => new()
    {
        Id = new(id), Symbol = symbol ?? OptionChain.AnySymbol(underlying.Symbol, expiry, right, strike),
        Base = new(id + 1), Quote = Usd, Underlying = underlying.Id, Right = right,
        Strike = new((long)(strike / underlying.PriceUnit)), Expiry = expiry, TickValueNumerator = 100,
    };

    /// <summary>Moves the clock to a time of the present day, such as <c>10:00:00.5</c>, or of a date.</summary>
    public MechanismVenue At(string time, DateOnly? date = null)
    {
        var calendar = Exchange.Options.Calendar;
        var sinceMidnight = TimeSpan.Parse(time, CultureInfo.InvariantCulture);
        Now = calendar.At(date ?? calendar.DateOf(Now), new SimDuration(sinceMidnight.Ticks * 100));
        Apply(Commands.Advance());
        return this;
    }

    public IReadOnlyList<MarketEvent> Apply(in Command command)
    {
        _buffer.Clear();
        Exchange.Apply(command, Now, _buffer);
        Last = _buffer.Items.ToArray();
        Events.AddRange(Last);
        Exchange.Ledger.VerifyConservation();
        return Last;
    }

    /// <summary>Opens an account with so much money.</summary>
    public AccountId Open(int id, AccountType type = AccountType.Cash, decimal dollars = 0)
    {
        var account = new AccountId(HouseAccounts.FirstParticipant.Value + id);
        Apply(Commands.OpenAccount(account, type));
        Assert.DoesNotContain(Last, e => e.Kind == EventKind.Rejected);
        Deposit(account, dollars);
        return account;
    }

    public void Deposit(AccountId account, decimal dollars)
    {
        if (dollars != 0)
        {
            Apply(Commands.Deposit(account, Usd, (long)(dollars * 100)));
        }
    }

    public void Give(AccountId account, Instrument instrument, long lots) => Apply(Commands.Deposit(account, instrument.Base, lots));

    /// <summary>Sends a limit order.</summary>
    public OrderId Limit(
        AccountId account, Instrument instrument, Side side, decimal price, long lots, TimeInForce tif = TimeInForce.Day,
        OrderMark mark = OrderMark.Auto)
    {
        var id = new OrderId(++_orders);
        Apply(Commands.Limit(account, instrument.Id, id, side, PriceOf(instrument, price), new(lots), tif) with { Mark = mark });
        return id;
    }

    public OrderId Market(AccountId account, Instrument instrument, Side side, long lots, TimeInForce tif = TimeInForce.Day)
    {
        var id = new OrderId(++_orders);
        Apply(Commands.Market(account, instrument.Id, id, side, new(lots)) with { TimeInForce = tif });
        return id;
    }

    /// <summary>Makes two accounts trade with each other; the buyer is the taker.</summary>
    public void Trade(AccountId buyer, AccountId seller, Instrument instrument, decimal price, long lots)
    {
        Limit(seller, instrument, Side.Sell, price, lots);
        Assert.DoesNotContain(Last, e => e.Kind == EventKind.Rejected);
        Limit(buyer, instrument, Side.Buy, price, lots, TimeInForce.Ioc);
        Assert.Contains(Last, e => e.Kind == EventKind.Traded);
    }

    /// <summary>The reason of the refusal that the last command met; none if it met none.</summary>
    public RejectReason Refusal => Last.FirstOrDefault(e => e.Kind == EventKind.Rejected).Reject;

    public decimal Cash(AccountId account) => Exchange.Ledger.Balance(account, Usd) / 100m;

    public long Position(AccountId account, Instrument instrument) => Exchange.Ledger.Balance(account, instrument.Base);

    /// <summary>What was posted for a reason, in dollars as seen by an account: positive when it received.</summary>
    public decimal Posted(AccountId account, Posting posting) => Events
        .Where(e => e.Kind == EventKind.Posted && e.Posting == posting && e.Asset == Usd)
        .Sum(e => (e.CounterAccount == account ? e.Amount : 0) - (e.Account == account ? e.Amount : 0)) / 100m;

    public static Price PriceOf(Instrument instrument, decimal price) => new((long)(price / instrument.PriceUnit));
}
