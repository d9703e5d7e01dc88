using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Tests.Unit;

/// <summary>A share that is sold short: a seller on credit, a holder, a buyer, and the instructions of its lenders.</summary>
internal sealed class ShortVenue
{
    public static readonly DateOnly Monday = new(2026, 1, 5);

    public ShortVenue(params IReadOnlyList<(string Name, string Value)> settings)
        : this([], settings)
    {
    }

    public ShortVenue(IReadOnlyList<MechanismSpec> others, params IReadOnlyList<(string Name, string Value)> settings)
    {
        Venue = new([Share], [MechanismSpec.Of("short-selling", settings), .. others], null, new FreeCredit());
        Seller = Venue.Open(0, AccountType.RegT, 1_000_000);
        Holder = Venue.Open(1, AccountType.RegT, 10_000_000);
        Buyer = Venue.Open(2, AccountType.RegT, 10_000_000);
        Venue.Give(Holder, Share, 1_000_000);
    }

    public MechanismVenue Venue { get; }

    public Equity Share { get; } = MechanismVenue.Share(0);

    public AccountId Seller { get; }

    public AccountId Holder { get; }

    public AccountId Buyer { get; }

    public static DateOnly Day(int businessDays) => MarketCalendar.Default.AddBusinessDays(Monday, businessDays);

    public ShortVenue Close(decimal price)
    {
        Venue.Apply(Instructions.ClosingPrice(Share.Id, MechanismVenue.PriceOf(Share, price)));
        return this;
    }

    /// <summary>The morning of a business day: 0 is the Monday on which time begins.</summary>
    public ShortVenue Open(int day = 0)
    {
        Venue.At("09:30", Day(day)).Apply(Commands.OpenSession());
        return this;
    }

    public void EndDay(int day) => Venue.At("16:00", Day(day)).Apply(Commands.CloseSession());

    public RejectReason Locate(long lots)
    {
        Venue.Apply(Instructions.Locate(Seller, Share.Id, new(lots)));
        return Venue.Refusal;
    }

    /// <summary>The seller tries to sell.</summary>
    public RejectReason Sell(decimal price, long lots, OrderMark mark = OrderMark.Auto, TimeInForce tif = TimeInForce.Day)
    {
        Venue.Limit(Seller, Share, Side.Sell, price, lots, tif, mark);
        return Venue.Refusal;
    }

    public void Bid(decimal price, long lots) => Venue.Limit(Buyer, Share, Side.Buy, price, lots);

    /// <summary>The seller sells short to the buyer.</summary>
    public void SellShort(decimal price, long lots)
    {
        Assert.Equal(RejectReason.None, Locate(lots));
        Venue.Trade(Buyer, Seller, Share, price, lots);
    }

    public IEnumerable<MarketEvent> Of(EventKind kind) => Venue.Events.Where(e => e.Kind == kind);
}
