// A mechanism of one's own, added without touching the program.   dotnet run samples/own-mechanism.cs
// The same file is a plug-in:  dotnet build samples/own-mechanism.cs -o out && marketsim list mechanisms --assembly out/own-mechanism.dll
#:project ../src/MarketSim.Simulation/MarketSim.Simulation.csproj
#:property PublishAot=false

using System.Runtime.CompilerServices;
using MarketSim.Core;
using MarketSim.Market;
using MarketSim.Simulation;

const ulong Seed = 7;
var scenario = ScenarioCatalog.Find("default-day");
var options = new OptionSet(scenario.Options);
options.Set("duration", "30min");

var world = scenario.Build(options, Seed);
world.Mechanisms = [MechanismSpec.Of("order-to-trade-fee", ("free-orders", "3"), ("fee", "5"))];

var simulation = new MarketSimulation(world, Seed);
var result = simulation.Run();

var charged = result.Recorded!.Events.Where(e => e.Kind == EventKind.Posted).GroupBy(e => e.Account).ToList();
foreach (var account in charged.OrderByDescending(g => g.Sum(e => e.Amount)).Take(5))
{
    var name = world.Participants[account.Key.Value - World.FirstAccount].Name;
    Console.WriteLine($"{name,-20} paid {account.Sum(e => e.Amount) / 100m,9:0.00} USD in {account.Count()} charges");
}

Console.WriteLine($"Final state {result.StateHash:x16}");

/// <summary>Lists the mechanism in the catalog as soon as the assembly is loaded, by this program or by marketsim.</summary>
static class Registration
{
    [ModuleInitializer]
    public static void Add() => MechanismCatalog.Types.Add(
        "order-to-trade-fee", "Charges who enters many orders for each trade; refuses who has too many open.", OrderToTradeFee.Type);
}

/// <summary>Each account may enter some orders for each of its trades; every further order costs a fee, charged at set times.</summary>
sealed class OrderToTradeFee : TradingMechanism
{
    private readonly long _freeOrders;
    private readonly long _fee;
    private readonly long _mostOpen;
    private readonly SimDuration _every;

    // Sorted, since what is enumerated decides the order of events.
    private readonly SortedDictionary<AccountId, (long Orders, long Trades)> _counts = [];
    private SimTime _next;

    private OrderToTradeFee(OptionSet options)
        : base("order-to-trade-fee", options)
    {
        (_freeOrders, _fee) = (options.Integer("free-orders"), options.Integer("fee"));
        (_mostOpen, _every) = (options.Integer("most-open"), options.Duration("every"));
        _next = SimTime.Zero + _every;
    }

    public static MechanismType Type { get; } = new(
    [
        new() { Name = "free-orders", Kind = OptionKind.Integer, Default = "100", Min = 0, Unit = "orders a trade", Summary = "Orders that cost nothing for each trade." },
        new() { Name = "fee", Kind = OptionKind.Integer, Default = "1", Min = 0, Unit = "minor units an order", Summary = "What each further order costs." },
        new() { Name = "every", Kind = OptionKind.Duration, Default = "1min", Min = 1, Max = 86_400, Summary = "How often it is charged." },
        new() { Name = "most-open", Kind = OptionKind.Integer, Default = "1000", Min = 1, Unit = "orders", Summary = "Open orders an account may have." },
    ],
    options => new OrderToTradeFee(options));

    public override SimTime NextDeadline => _next;

    // A question: it changes nothing.
    public override RejectReason OnEntry(in Command command, in EntryContext context)
        => command.Kind == CommandKind.Place && Desk.OpenOrders.Of(command.Account).Count >= _mostOpen
            ? RejectReason.OrderLimit : RejectReason.None;

    public override void OnEvent(in MarketEvent item)
    {
        if (item.Kind == EventKind.Accepted)
        {
            Count(item.Account, orders: 1, trades: 0);
        }
    }

    public override void OnTrade(in MarketEvent trade)
    {
        Count(trade.Account, orders: 0, trades: 1);
        Count(trade.CounterAccount, orders: 0, trades: 1);
    }

    public override void OnTime(SimTime now)
    {
        if (now < _next)
        {
            return;
        }

        foreach (var (account, (orders, trades)) in _counts)
        {
            var tooMany = orders - (_freeOrders * Math.Max(1, trades));
            Desk.Post(Posting.Custom, account, HouseAccounts.Fees, Desk.Instruments[0].Quote, Math.Max(0, tooMany) * _fee);
        }

        _counts.Clear();
        _next = now + _every;
    }

    // All that decides its future belongs in the fingerprint.
    public override void AddTo(ref StateHash hash)
    {
        hash.Add(_next.Nanoseconds);
        foreach (var (account, (orders, trades)) in _counts)
        {
            hash.Add(account.Value);
            hash.Add(orders);
            hash.Add(trades);
        }
    }

    private void Count(AccountId account, long orders, long trades)
    {
        var old = _counts.GetValueOrDefault(account);
        _counts[account] = (old.Orders + orders, old.Trades + trades);
    }
}
