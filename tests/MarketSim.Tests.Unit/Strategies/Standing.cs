using MarketSim.Core;
using MarketSim.Market;
using MarketSim.Strategies;

namespace MarketSim.Tests.Unit;

/// <summary>A trader in front of a market that a test shows it.</summary>
internal sealed class Standing
{
    public static readonly InstrumentId Share = new(0);

    private readonly Equity _terms = new() { Id = Share, Symbol = "TEST", Base = new(1), Quote = new(0) };

    public Standing(long position = 10_000, long cash = 1_000_000_000, ulong seed = 1)
    {
        View = new MarketView([_terms]) { Now = SimTime.Zero, Random = new Rng(seed, "trader") };
        View.AddHolding(_terms.Base, position);
        View.AddHolding(_terms.Quote, cash);
        Pad = new OrderPad(new AccountId(20), View, Sent.Add);
    }

    public MarketView View { get; }

    public OrderPad Pad { get; }

    public List<Command> Sent { get; } = [];

    public static StrategySetting Setting(Side role, params IEnumerable<long> limits)
        => new(Share, new Price(15_000), Worth(15_000)) { Induced = new InducedValues(role, [.. limits.Select(l => new Price(l))]) };

    public static MeanRevertingValue Worth(double value) => new(value, 0, 0, SimDuration.FromSeconds(1), new Rng(1, "constant"));

    public static Quote Quote(long bid, long ask, long last = 0, long bidLots = 100, long askLots = 100) => new(
        Share, SimTime.Zero, new Price(bid), new Quantity(bid == 0 ? 0 : bidLots), new Price(ask), new Quantity(ask == 0 ? 0 : askLots),
        new Price(last));

    public static TradePrint Trade(Side aggressor, long price) => new(Share, SimTime.Zero, aggressor, new Price(price), new Quantity(1));

    /// <summary>The market looks so; the trader hears it and may act.</summary>
    public void Show(IStrategy strategy, Quote quote)
    {
        View.Take(quote);
        strategy.OnQuote(quote, View, Pad);
    }

    public void Decide(IStrategy strategy, long atSeconds = 0)
    {
        View.Now = SimTime.FromSeconds(atSeconds);
        strategy.Decide(View, Pad);
    }

    /// <summary>One of its orders trades.</summary>
    public void Fill(IStrategy strategy, in OwnOrder order, Price price, long lots)
    {
        var item = new MarketEvent
        {
            Kind = EventKind.Traded, Account = new AccountId(20), CounterAccount = new AccountId(21), Order = order.Id,
            Instrument = Share, Side = order.Side, Price = price, Quantity = new Quantity(lots), Open = new Quantity(order.Open.Lots - lots),
            Amount = price.Ticks * lots, Time = View.Now,
        };
        View.Take(item, new AccountId(20));
        strategy.OnReport(item, View, Pad);
    }
}
