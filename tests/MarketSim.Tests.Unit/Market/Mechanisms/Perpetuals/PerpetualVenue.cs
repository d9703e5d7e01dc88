using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Tests.Unit;

/// <summary>A venue with a perpetual on bitcoin and its index: prices in cents, lots of 0.001, money in millionths of a dollar.</summary>
internal sealed class PerpetualVenue
{
    public static readonly AssetId Usdt = new(0);
    public static readonly Perpetual Btc = Of(0, "BTCPERP");
    public static readonly Perpetual Eth = Of(1, "ETHPERP");
    public static readonly MarketIndex Index = new() { Id = new(2), Symbol = "BTC", Base = new(3), Quote = Usdt };

    public PerpetualVenue((string, string)[]? perpetual = null, (string, string)[]? margin = null)
    {
        Venue = new MechanismVenue(
            [Btc, Eth, Index],
            [MechanismSpec.Of("perpetual", [("index", "BTC"), .. perpetual ?? []]), MechanismSpec.Of("crypto-margin", margin ?? [])],
            new ExchangeOptions { Calendar = new MarketCalendar { TradesOnWeekends = true } });
        Venue.Apply(Commands.OpenSession());
    }

    public MechanismVenue Venue { get; }

    public PerpetualFutures Perpetual => (PerpetualFutures)Venue.Exchange.Mechanisms[0];

    public CryptoMargin Margin => (CryptoMargin)Venue.Exchange.Mechanisms[1];

    public Ledger Ledger => Venue.Exchange.Ledger;

    public AccountId Open(int id, decimal money, AccountType type = AccountType.Isolated)
    {
        var account = Venue.Open(id, type);
        Venue.Apply(Commands.Deposit(account, Usdt, (long)(money * 1_000_000)));
        return account;
    }

    public void Trade(AccountId buyer, AccountId seller, decimal price, decimal coins, Instrument? instrument = null)
        => Venue.Trade(buyer, seller, instrument ?? Btc, price, (long)(coins * 1_000));

    public OrderId Limit(AccountId account, Side side, decimal price, decimal coins, Instrument? instrument = null)
        => Venue.Limit(account, instrument ?? Btc, side, price, (long)(coins * 1_000));

    /// <summary>Tells the mark of the perpetual.</summary>
    public void Mark(decimal price, Instrument? instrument = null)
        => Venue.Apply(Instructions.ReferencePrice((instrument ?? Btc).Id, MechanismVenue.PriceOf(Btc, price)));

    public void SetIndex(decimal price) => Venue.Apply(Instructions.ReferencePrice(Index.Id, MechanismVenue.PriceOf(Index, price)));

    public decimal Money(AccountId account) => Ledger.Balance(account, Usdt) / 1_000_000m;

    public decimal Coins(AccountId account, Instrument? instrument = null) => Venue.Position(account, instrument ?? Btc) / 1_000m;

    public decimal Posted(AccountId account, Posting posting) => Venue.Posted(account, posting) / 10_000m;

    private static Perpetual Of(int id, string symbol) => new()
    {
        Id = new(id), Symbol = symbol, Base = new(id + 1), Quote = Usdt, QuantityDecimals = 3, TickValueNumerator = 10,
    };
}
