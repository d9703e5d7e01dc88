using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Tests.Unit;

/// <summary>A venue with a share on which corporate actions happen: Monday's session has closed, and Tuesday is the ex-date.</summary>
internal sealed class CorporateDay
{
    public static readonly DateOnly Tuesday = new(2026, 1, 6);
    private ulong _orders = 1_000_000;

    public CorporateDay(IReadOnlyList<Instrument>? instruments = null, params IReadOnlyList<(string Name, string Value)> settings)
    {
        Venue = new MechanismVenue(
            instruments ?? [MechanismVenue.Share(0)],
            [MechanismSpec.Of("corporate-actions", settings)], others: new FreeCredit());
        Maker = Venue.Open(0, dollars: 10_000_000);
        Venue.Give(Maker, Stock, 1_000_000);
        Venue.Apply(Commands.OpenSession());
    }

    public MechanismVenue Venue { get; }

    public Instrument Stock => Venue.Exchange.Instruments[0];

    public CorporateActions Actions => Venue.Exchange.Mechanisms.OfType<CorporateActions>().Single();

    /// <summary>An account with nothing to do with the others.</summary>
    public AccountId Maker { get; }

    public SimTime Instant(DateOnly date) => Venue.Exchange.Options.Calendar.At(date, SimDuration.FromMinutes(570));

    /// <summary>Enters an order; zero prices are left out.</summary>
    public OrderId Place(
        AccountId account, OrderType type, Side side, decimal price, long lots, decimal stop = 0, TimeInForce tif = TimeInForce.Gtc,
        OrderFlags flags = OrderFlags.None)
    {
        var id = new OrderId(++_orders);
        Venue.Apply(Commands.Limit(
            account, Stock.Id, id, side, MechanismVenue.PriceOf(Stock, price), new(lots), tif) with
        {
            Type = type, StopPrice = MechanismVenue.PriceOf(Stock, stop), Flags = flags,
            Expiry = tif == TimeInForce.Gtd ? Instant(new(2026, 2, 2)) : default,
        });
        Assert.DoesNotContain(Venue.Last, e => e.Kind == EventKind.Rejected);
        return id;
    }

    /// <summary>Announces, closes Monday at a price, and opens Tuesday.</summary>
    public IReadOnlyList<MarketEvent> GoEx(decimal close, params IReadOnlyList<Command> actions)
    {
        foreach (var action in actions)
        {
            Venue.Apply(action);
            Assert.Equal(RejectReason.None, Venue.Refusal);
        }

        Venue.At("16:00").Apply(Commands.CloseSession());
        Venue.Apply(Instructions.ClosingPrice(Stock.Id, MechanismVenue.PriceOf(Stock, close)));
        return Venue.At("9:30", Tuesday).Apply(Commands.OpenSession());
    }

    public MarketEvent RestatedOrder(OrderId order)
        => Venue.Last.Single(e => e.Kind == EventKind.Replaced && e.Order == order);

    public Price? Close => Venue.Exchange.Prices.Close(Stock.Id);

    public static long Micro(decimal dollars) => (long)(dollars * 100_000_000);
}
