// A strategy of one's own among the default day's agents.   dotnet run samples/own-strategy.cs
#:project ../src/MarketSim.Simulation/MarketSim.Simulation.csproj
#:property PublishAot=false

using MarketSim.Core;
using MarketSim.Market;
using MarketSim.Simulation;

const ulong Seed = 7;
var scenario = ScenarioCatalog.Find("default-day");
var options = new OptionSet(scenario.Options);
options.Set("duration", "2h");

var world = scenario.Build(options, Seed);
var alpha = world.Instruments[0];
var me = world.AddTrader(
    "me", "own", [alpha.Id], new BuyTheDip(alpha.Id),
    (alpha.Quote, 10_000_000), (alpha.Base, 0));

var simulation = new MarketSimulation(world, Seed);
var result = simulation.Run();

var ledger = simulation.Exchange.Ledger;
Console.WriteLine($"Final state {result.StateHash:x16}");
Console.WriteLine($"I own {ledger.Balance(me.Account, alpha.Base)} {alpha.Symbol} and {ledger.Balance(me.Account, alpha.Quote) / 100m} USD");

/// <summary>Buys a hundred shares whenever the offer stands a quarter percent below the highest it has seen; sells them when it
/// stands that much above what it paid.</summary>
sealed class BuyTheDip(InstrumentId instrument) : IStrategy
{
    private Price _highest;
    private Price _paid;

    public SimTime NextWake(MarketView view) => view.Now + SimDuration.FromSeconds(1);

    public void Decide(MarketView view, OrderPad orders)
    {
        if (view.QuoteOf(instrument) is not { IsTwoSided: true } quote || view.OpenOrders.Count > 0)
        {
            return;
        }

        _highest = quote.Ask > _highest ? quote.Ask : _highest;
        var lots = new Quantity(100);
        if (view.Position(instrument).IsZero && quote.Ask.Ticks * 400 < _highest.Ticks * 399)
        {
            _paid = quote.Ask;
            orders.Limit(instrument, Side.Buy, quote.Ask, lots, TimeInForce.Ioc);
        }
        else if (!view.Position(instrument).IsZero && quote.Bid.Ticks * 399 > _paid.Ticks * 400)
        {
            _highest = quote.Ask;
            orders.Limit(instrument, Side.Sell, quote.Bid, view.Position(instrument), TimeInForce.Ioc);
        }
    }
}
