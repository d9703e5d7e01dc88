using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Tests.Unit;

/// <summary>Exercise before expiry, and who may. Source: MARKET rules, section 9.</summary>
public sealed class ExerciseTests
{
    [Fact]
    public void AnAmericanCallCanBeExercisedOnTheDayOfItsPurchaseAndIsAssignedOvernight()
    {
        var market = new OptionVenue(50);
        market.Venue.Trade(market.Holder, market.Writer, market.Call, 4.00m, 2);
        Assert.Equal(RejectReason.None, market.Exercise(market.Holder, market.Call, 1));
        Assert.Equal(1, market.Options.Noticed(market.Holder, market.Call.Id));
        Assert.Equal(0, market.Shares(market.Holder));

        market.Venue.At("16:00").Apply(Commands.CloseSession());
        Assert.Equal(100, market.Shares(market.Holder));
        Assert.Equal(-100, market.Shares(market.Writer));
        Assert.Equal(1, market.Venue.Position(market.Holder, market.Call));
        Assert.Equal(1, market.Options.OpenInterest(market.Call.Id));
        Assert.Empty(market.Of(EventKind.ContractExpired));
    }

    [Fact]
    public void APutDeliversSharesAgainstTheStrike()
    {
        var market = new OptionVenue(50);
        market.Venue.Give(market.Holder, market.Share, 100);
        market.Venue.Trade(market.Holder, market.Writer, market.Put, 2.00m, 1);
        Assert.Equal(RejectReason.None, market.Exercise(market.Holder, market.Put, 1));
        market.Venue.At("16:00").Apply(Commands.CloseSession());
        Assert.Equal((0, 100), (market.Shares(market.Holder), market.Shares(market.Writer)));
        Assert.Equal(1_000_000 - 200 + 5_000, market.Venue.Cash(market.Holder));
    }

    [Fact]
    public void EveryRefusalHasItsReason()
    {
        var market = new OptionVenue(50);
        market.Venue.Trade(market.Holder, market.Writer, market.Call, 4.00m, 2);
        Assert.Equal(RejectReason.UnknownAccount, market.Exercise(new AccountId(99), market.Call, 1));
        Assert.Equal(RejectReason.InvalidQuantity, market.Exercise(market.Holder, market.Call, 0));
        Assert.Equal(RejectReason.InvalidQuantity, market.Exercise(market.Holder, market.Call, -1));
        Assert.Equal(RejectReason.NothingToDo, market.Exercise(market.Writer, market.Call, 1));
        Assert.Equal(RejectReason.NothingToDo, market.Exercise(market.Holder, market.Put, 1));
        Assert.Equal(RejectReason.InsufficientAssets, market.Exercise(market.Holder, market.Call, 3));
        Assert.Equal(RejectReason.UnknownInstruction, market.Exercise(market.Holder, market.Share, 1));
        Assert.Equal(RejectReason.None, market.Exercise(market.Holder, market.Call, 2));
        Assert.Equal(RejectReason.NothingToDo, market.Exercise(market.Holder, market.Call, 1));
        Assert.Equal(RejectReason.TooLate, market.At("17:31").Exercise(market.Holder, market.Call, 1));
    }

    [Fact]
    public void AnInstructionAfterTheDayHasRolledIsTooLate()
    {
        var market = new OptionVenue(50);
        market.Venue.Trade(market.Holder, market.Writer, market.Call, 4.00m, 1);
        market.Venue.At("16:00").Apply(Commands.CloseSession());
        Assert.Equal(RejectReason.TooLate, market.Exercise(market.Holder, market.Call, 1));
        market.Venue.At("09:30", new(2026, 1, 6)).Apply(Commands.OpenSession());
        Assert.Equal(RejectReason.None, market.Exercise(market.Holder, market.Call, 1));
    }

    [Fact]
    public void AEuropeanOptionIsExercisedOnItsLastDayOnly()
    {
        var market = new OptionVenue(50, seed: 0, option => option with { Style = ExerciseStyle.European });
        market.Venue.Trade(market.Holder, market.Writer, market.Call, 4.00m, 1);
        Assert.Equal(RejectReason.NotPermitted, market.Exercise(market.Holder, market.Call, 1));
        market.GoTo(OptionVenue.Expiry);
        Assert.Equal(RejectReason.None, market.Exercise(market.Holder, market.Call, 1));
    }

    [Fact]
    public void AnExerciseIsFinalEvenIfTheContractIsSoldAfterIt()
    {
        var market = new OptionVenue(50);
        var other = market.Venue.Open(3, AccountType.RegT, 1_000_000);
        market.Venue.Trade(market.Holder, market.Writer, market.Call, 4.00m, 5);
        Assert.Equal(RejectReason.None, market.Exercise(market.Holder, market.Call, 5));
        market.Venue.Trade(other, market.Holder, market.Call, 4.00m, 5);
        market.Venue.At("16:00").Apply(Commands.CloseSession());

        // He has exercised five and is short the five that he sold: some of his own assignments may come back to him.
        var own = market.Of(EventKind.Assigned).Where(e => e.Account == market.Holder).Sum(e => e.Quantity.Lots);
        Assert.Equal(5, market.Of(EventKind.Assigned).Sum(e => e.Quantity.Lots));
        Assert.Equal(500 - (100 * own), market.Shares(market.Holder));
        Assert.Equal(-5 + own, market.Venue.Position(market.Holder, market.Call));
        Assert.Equal(5, market.Venue.Position(other, market.Call));
    }

    [Fact]
    public void AnAccountThatPaysInFullSetsAsideWhatItsExerciseNeeds()
    {
        var market = new OptionVenue(50);
        var payer = market.Venue.Open(2, AccountType.Cash, 9_000);
        market.Venue.Trade(payer, market.Writer, market.Call, 4.00m, 2);
        Assert.Equal(RejectReason.InsufficientFunds, market.Exercise(payer, market.Call, 2));
        Assert.Equal(RejectReason.None, market.Exercise(payer, market.Call, 1));
        Assert.Equal(5_000_00, market.Ledger.Reserved(payer, MechanismVenue.Usd));

        // Neither the money nor the contract is free any more.
        market.Venue.Limit(payer, market.Share, Side.Buy, 32.01m, 100);
        Assert.Equal(RejectReason.InsufficientFunds, market.Venue.Refusal);
        market.Venue.Limit(payer, market.Call, Side.Sell, 4.00m, 2);
        Assert.Equal(RejectReason.InsufficientAssets, market.Venue.Refusal);

        market.Venue.At("16:00").Apply(Commands.CloseSession());
        Assert.Equal((100, 1), (market.Shares(payer), market.Venue.Position(payer, market.Call)));
        Assert.Equal(9_000 - 800 - 5_000, market.Venue.Cash(payer));
        Assert.Equal(0, market.Ledger.Reserved(payer, MechanismVenue.Usd));
    }

    [Fact]
    public void ACashSettledIndexOptionPaysItsIntrinsicValue()
    {
        var index = new MarketIndex { Id = new(0), Symbol = "IDX", Base = new(1), Quote = MechanismVenue.Usd };
        var call = MechanismVenue.Option(1, index, OptionRight.Call, 4_000, OptionVenue.Expiry)
            with { Style = ExerciseStyle.European, Settlement = OptionSettlement.Cash };
        foreach (var rule in (string[])["close", "reference", "open"])
        {
            var venue = new MechanismVenue(
                [index, call], [new Credit(), MechanismCatalog.Create("options", ("settlement-price", rule))], options: null, seed: 0);
            venue.Apply(Commands.OpenSession());
            var (writer, holder) = (venue.Open(0, AccountType.RegT, 100_000), venue.Open(1, AccountType.RegT, 100_000));
            venue.Trade(holder, writer, call, 30, 2);
            venue.At("16:00").Apply(Commands.CloseSession());
            venue.At("09:30", OptionVenue.Expiry).Apply(Commands.OpenSession());
            venue.Apply(Instructions.ReferencePrice(index.Id, new(4_006_00)));
            venue.At("15:59").Apply(Instructions.ReferencePrice(index.Id, new(4_025_12)));
            venue.Limit(holder, call, Side.Buy, 30, 1);
            Assert.Equal(rule == "open" ? RejectReason.MarketClosed : RejectReason.None, venue.Refusal);
            venue.At("16:00").Apply(Commands.CloseSession());

            var expected = rule == "open" ? 1_200 : 2 * 100 * 25.12m;
            Assert.Equal(100_000 - 6_000 + expected, venue.Cash(holder));
            Assert.Equal(100_000 + 6_000 - expected, venue.Cash(writer));
            Assert.Equal(expected, venue.Posted(holder, Posting.ExerciseCash));
            Assert.Equal(-expected, venue.Posted(writer, Posting.AssignmentCash));
        }
    }

    [Fact]
    public void AFuturesOptionDeliversTheFutureAtTheStrike()
    {
        var future = new Future
        {
            Id = new(0), Symbol = "ES", Base = new(1), Quote = MechanismVenue.Usd, SettlementPrice = new(4_800_00),
            InitialMargin = new(0), TickValueNumerator = 50,
        };
        var call = MechanismVenue.Option(1, future, OptionRight.Call, 4_790, OptionVenue.Expiry)
            with { Deliverable = 1, Multiplier = 1, TickValueNumerator = 50 };
        var venue = new MechanismVenue([future, call], [new Credit(), MechanismCatalog.Create("options")], options: null, seed: 0);
        venue.Apply(Commands.OpenSession());
        var (writer, holder) = (venue.Open(0, AccountType.RegT, 100_000), venue.Open(1, AccountType.RegT, 100_000));
        venue.Trade(holder, writer, call, 15, 1);
        venue.Apply(Instructions.Exercise(holder, call.Id, new(1)));
        venue.At("16:00").Apply(Commands.CloseSession());

        // A future bought at 4,790 and carried at 4,800: ten points of fifty dollars are paid at once.
        Assert.Equal((1, -1), (venue.Position(holder, future), venue.Position(writer, future)));
        Assert.Equal(100_000 - 750 + 500, venue.Cash(holder));
    }
}
