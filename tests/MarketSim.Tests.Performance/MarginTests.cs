using System.Diagnostics;
using System.Globalization;
using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Tests.Performance;

/// <summary>A command costs the same whether a venue carries a thousand accounts on margin or a hundred thousand.</summary>
public sealed class MarginTests(ITestOutputHelper output)
{
    private const int Orders = 40_000;
    private static readonly AssetId Usd = new(0);

    [Fact]
    public void AHundredThousandMarginAccountsDoNotMakeACommandSlower()
    {
        var few = NanosecondsPerCommand(accounts: 1_000);
        var many = NanosecondsPerCommand(accounts: 100_000);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"1,000 accounts: {few:N0} ns a command; 100,000 accounts: {many:N0} ns."));

        // A scan of all accounts would make it a hundred times slower; colder caches and deeper trees make it two or three times.
        Assert.InRange(many / few, 0, 8);
    }

    // Every account holds shares on credit or has money; then traders quote and trade, and the price moves a little.
    private static double NanosecondsPerCommand(int accounts)
    {
        var share = new Equity { Id = new(0), Symbol = "XYZ", Base = new(1), Quote = Usd, RoundLot = 100 };
        var exchange = new Exchange([share], null, MechanismCatalog.Create([MechanismSpec.Of("margin", ("liquidates", "false"))]));
        var events = new EventBuffer();
        var now = exchange.Options.Calendar.At(exchange.Options.Calendar.DateOf(SimTime.Zero), SimDuration.FromHours(10));
        void Apply(in Command command)
        {
            events.Clear();
            exchange.Apply(command, now, events);
        }

        Apply(Commands.OpenSession());
        Apply(Instructions.ReferencePrice(share.Id, new Price(10_000)));
        var first = HouseAccounts.FirstParticipant.Value;
        for (var i = 0; i < accounts; i++)
        {
            var account = new AccountId(first + i);
            Apply(Commands.OpenAccount(account, AccountType.RegT));
            Apply(Commands.Deposit(account, share.Base, 1_000));
            Apply(Commands.Deposit(account, Usd, i % 10 == 0 ? 100 : -4_000_000));
        }

        var order = 0UL;
        var random = new Rng(1, "margin-accounts");
        Stopwatch? watch = null;
        for (var i = -Orders / 4; i < Orders; i++)
        {
            if (i == 0)
            {
                watch = Stopwatch.StartNew();
            }

            var account = new AccountId(first + (int)random.Below(accounts));
            var side = random.Chance(0.5) ? Side.Buy : Side.Sell;
            var price = new Price(10_000 + random.Between(-20, 20));
            Apply(Commands.Limit(account, share.Id, new OrderId(++order), side, price, new Quantity(random.Between(1, 10))));
        }

        return watch!.Elapsed.TotalNanoseconds / Orders;
    }
}
