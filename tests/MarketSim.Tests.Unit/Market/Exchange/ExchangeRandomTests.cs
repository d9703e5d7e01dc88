using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Tests.Unit;

/// <summary>Random traffic of every kind through the whole exchange: nothing is created or lost, every reserve is what its order
/// needs, and both books give the same events.</summary>
public sealed class ExchangeRandomTests
{
    private const int Accounts = 5;
    private static readonly AssetId Cash = new(0);

    [Fact]
    public void NothingIsCreatedOrLostAndBothBooksGiveTheSameEvents()
        => RunAll(static seed => new RandomCommands(seed, Accounts).Next);

    [Fact]
    public void SenselessCommandsAreRefusedAndNeverStopTheVenue()
        => RunAll(static seed => new HostileCommands(seed, Accounts).Next);

    private static void RunAll(Func<ulong, Func<Command>> commandsOf)
    {
        var first = ulong.TryParse(Environment.GetEnvironmentVariable("MARKETSIM_SEED"), out var given) ? given : 1;
        var seeds = given == 0 ? Effort.Cases(40, 2_000) : 1;
        for (var seed = first; seed < first + (ulong)seeds; seed++)
        {
            try
            {
                RunOne(seed, commandsOf(seed));
            }
            catch (Exception failure)
            {
                Assert.Fail(
                    $"""
                    Seed {seed}: {failure}
                    Replay: MARKETSIM_SEED={seed} ./test unit --filter-class '*{nameof(ExchangeRandomTests)}'
                    """);
            }
        }
    }

    private static void RunOne(ulong seed, Func<Command> next)
    {
        var shape = new Rng(seed, "shape");
        var options = new ExchangeOptions
        {
            Fees = shape.Chance(0.5)
                ? FeeSchedule.Free
                : new FeeSchedule { TakerPartsPerMillion = 3_000, MakerPartsPerMillion = -1_000, TakerMicroMinorPerLot = 300_000 },
            ProtectionTicks = shape.Chance(0.5) ? 5 : 500,
            RestsMarketRemainder = shape.Chance(0.3),
            StopTrigger = (TriggerSource)shape.Below(2),
            Allocation = shape.Chance(0.7) ? "fifo" : "pro-rata:2",
        };
        var denominator = shape.Chance(0.5) ? 1 : 100;
        var fast = Open(options, denominator);
        var plain = Open(options with { UsesPlainBook = true }, denominator);
        var (ofFast, ofPlain) = (new EventBuffer(), new EventBuffer());
        for (var i = 1; i <= 600; i++)
        {
            var command = next();
            ofFast.Clear();
            ofPlain.Clear();
            fast.Apply(command, new SimTime(i), ofFast);
            plain.Apply(command, new SimTime(i), ofPlain);
            Assert.Equal(ofPlain.Items.ToArray(), ofFast.Items.ToArray());
            fast.Ledger.VerifyConservation();
            CheckReserves(fast);
        }

        Assert.Equal(plain.ComputeHash(), fast.ComputeHash());
        CheckNothingStaysReserved(fast);
    }

    private static Exchange Open(ExchangeOptions options, long denominator)
    {
        var exchange = new Exchange(
            [
                new Equity { Id = new(0), Symbol = "A", Base = new(1), Quote = Cash, TickValueDenominator = denominator },
                new Future
                {
                    Id = new(1), Symbol = "F", Base = new(2), Quote = Cash, SettlementPrice = new(1000), InitialMargin = new(2_000),
                },
            ],
            options);
        var events = new EventBuffer();
        for (var account = 2; account < 2 + Accounts; account++)
        {
            exchange.Apply(Commands.OpenAccount(new(account)), SimTime.Zero, events);
            exchange.Apply(Commands.Deposit(new(account), Cash, 400_000), SimTime.Zero, events);
            exchange.Apply(Commands.Deposit(new(account), new(1), 200), SimTime.Zero, events);
        }

        exchange.Apply(Commands.OpenSession(), SimTime.Zero, events);
        return exchange;
    }

    // What is reserved is exactly what open orders and positions need: no more is kept back, no less is covered.
    private static void CheckReserves(Exchange exchange)
    {
        for (var account = 2; account < 2 + Accounts; account++)
        {
            var id = new AccountId(account);
            var position = exchange.Ledger.Balance(id, new(2));
            var expected = exchange.ReservedByOrders(id, Cash) + exchange.Instruments[1].PositionMargin(position).Minor;
            Assert.Equal(expected, exchange.Ledger.Reserved(id, Cash));
            Assert.Equal(exchange.ReservedByOrders(id, new(1)), exchange.Ledger.Reserved(id, new(1)));
            Assert.True(exchange.Ledger.Available(id, Cash) >= 0, $"account {account} has a negative available balance");
        }
    }

    private static void CheckNothingStaysReserved(Exchange exchange)
    {
        var events = new EventBuffer();
        for (var account = 2; account < 2 + Accounts; account++)
        {
            exchange.Apply(Commands.MassCancel(new(account)), new SimTime(1_000), events);
            var position = exchange.Ledger.Balance(new(account), new(2));
            Assert.Equal(
                exchange.Instruments[1].PositionMargin(position).Minor, exchange.Ledger.Reserved(new(account), Cash));
            Assert.Equal(0, exchange.Ledger.Reserved(new(account), new(1)));
        }
    }
}
