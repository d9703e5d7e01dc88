using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Tests.Unit;

/// <summary>A share, or several, under volatility controls: one account that buys and one that sells.</summary>
internal sealed class VolatileVenue
{
    public VolatileVenue(params IReadOnlyList<MechanismSpec> mechanisms)
        : this([MechanismVenue.Share(0)], mechanisms)
    {
    }

    public VolatileVenue(IReadOnlyList<Instrument> instruments, params IReadOnlyList<MechanismSpec> mechanisms)
    {
        Instruments = instruments;
        Venue = new(instruments, mechanisms);
        Buyer = Venue.Open(0, dollars: 100_000_000);
        Seller = Venue.Open(1, dollars: 100_000_000);
        foreach (var instrument in instruments.Where(i => i is not MarketIndex))
        {
            Venue.Give(Seller, instrument, 10_000_000);
        }
    }

    public MechanismVenue Venue { get; }

    public IReadOnlyList<Instrument> Instruments { get; }

    public Instrument Share => Instruments[0];

    public AccountId Buyer { get; }

    public AccountId Seller { get; }

    /// <summary>The price limits in force, as events told of them.</summary>
    public (decimal Lower, decimal Upper) Limits => Of(EventKind.PriceLimits).Select(e => (e.Price.Ticks / 100m, e.UpperPrice.Ticks / 100m)).Last();

    public TradingPhase Phase => Venue.Exchange.Model(Share.Id).Phase;

    public static MechanismSpec Luld(params IReadOnlyList<(string Name, string Value)> settings)
        => MechanismSpec.Of("limit-up-limit-down", settings);

    public VolatileVenue Close(decimal price, int instrument = 0)
    {
        Venue.Apply(Instructions.ClosingPrice(new(instrument), MechanismVenue.PriceOf(Instruments[instrument], price)));
        return this;
    }

    public VolatileVenue Open(string time = "09:30")
    {
        Venue.At(time).Apply(Commands.OpenSession());
        return this;
    }

    public VolatileVenue At(string time)
    {
        Venue.At(time);
        return this;
    }

    public void Trade(decimal price, long lots = 100) => Venue.Trade(Buyer, Seller, Share, price, lots);

    public OrderId Bid(decimal price, long lots, TimeInForce tif = TimeInForce.Day) => Venue.Limit(Buyer, Share, Side.Buy, price, lots, tif);

    public OrderId Ask(decimal price, long lots, TimeInForce tif = TimeInForce.Day) => Venue.Limit(Seller, Share, Side.Sell, price, lots, tif);

    public IEnumerable<MarketEvent> Of(EventKind kind) => Venue.Events.Where(e => e.Kind == kind);

    /// <summary>The instant of a time of the first day.</summary>
    public static SimTime Time(string time)
        => MarketCalendar.Default.At(
            MarketCalendar.Default.FirstDay, new(TimeSpan.Parse(time, System.Globalization.CultureInfo.InvariantCulture).Ticks * 100));
}
