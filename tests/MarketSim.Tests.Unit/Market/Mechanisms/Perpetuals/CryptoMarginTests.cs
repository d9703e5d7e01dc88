using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Tests.Unit;

public sealed class CryptoMarginTests
{
    private static readonly InstrumentId Btc = PerpetualVenue.Btc.Id;

    // EX-11d.
    [Fact]
    public void TheAmountsMakeTheTiersContinuous()
    {
        var tiers = new PerpetualVenue().Margin.Tiers;
        Assert.Equal([0m, 50m, 950m, 11_450m], tiers.Amounts);
        Assert.Equal(200m, tiers.Maintenance(50_000m));
        Assert.Equal((600_000m * 0.005m) - 50, tiers.Maintenance(600_000m));
    }

    // EX-11c.
    [Fact]
    public void AnIsolatedPositionIsLiquidatedWhereItsMarginIsDownToMaintenance()
    {
        var perpetual = new PerpetualVenue();
        var (longs, shorts) = (perpetual.Open(0, 6_000), perpetual.Open(1, 60_000));
        perpetual.Trade(longs, shorts, 60_000m, 1m);
        Assert.Equal(6_000_000_000, perpetual.Ledger.Reserved(longs, PerpetualVenue.Usdt));
        Assert.Equal(54_221.1055m, decimal.Round(perpetual.Margin.LiquidationPrice(longs, Btc)!.Value, 4));
        Assert.Equal(54_000m, perpetual.Margin.BankruptcyPrice(longs, Btc));

        // (60,000 + 6,000 + 50) / 1.005.
        Assert.Equal(65_721.3930m, decimal.Round(perpetual.Margin.LiquidationPrice(shorts, Btc)!.Value, 4));
        perpetual.Mark(54_221.11m);
        Assert.DoesNotContain(perpetual.Venue.Events, e => e.Kind == EventKind.LiquidationStarted);
        perpetual.Mark(54_221.10m);
        Assert.Contains(perpetual.Venue.Events, e => e.Kind == EventKind.LiquidationStarted && e.Account == longs);
    }

    [Theory]
    [InlineData(54_100, 100)]
    [InlineData(54_000, 0)]
    [InlineData(53_900, -100)]
    public void TheInsuranceFundTakesTheDifferenceToTheBankruptcyPrice(int bid, int taken)
    {
        var perpetual = new PerpetualVenue(margin: [("insurance", "1000")]);
        var (longs, shorts, other) = (perpetual.Open(0, 10_000), perpetual.Open(1, 60_000), perpetual.Open(2, 60_000));
        perpetual.Trade(longs, shorts, 60_000m, 1m);
        perpetual.Mark(60_000m);
        perpetual.Limit(other, Side.Buy, bid, 1m);
        perpetual.Mark(54_200m);

        Assert.Equal(0m, perpetual.Coins(longs));
        Assert.Equal(1m, perpetual.Coins(other));
        Assert.Equal(4_000m, perpetual.Money(longs));
        Assert.Equal(0, perpetual.Ledger.Reserved(longs, PerpetualVenue.Usdt));
        Assert.Equal(1_000m + taken, perpetual.Money(HouseAccounts.Insurance));
        Assert.Contains(perpetual.Venue.Last, e => e.Kind == EventKind.LiquidationEnded);
    }

    [Fact]
    public void WhatTheFundCannotPayForIsTakenOverByTheMostProfitableWithTheHighestLeverage()
    {
        var perpetual = new PerpetualVenue();
        var (longs, calm, bold) = (perpetual.Open(0, 6_000), perpetual.Open(1, 60_000), perpetual.Open(2, 60_000));
        perpetual.Venue.Apply(Instructions.Leverage(calm, Btc, 2));
        perpetual.Venue.Apply(Instructions.Leverage(bold, Btc, 20));
        perpetual.Trade(longs, calm, 60_000m, 0.5m);
        perpetual.Trade(longs, bold, 60_000m, 0.5m);
        perpetual.Mark(53_000m);

        // Nobody bids: bold, then calm, close at 54,000.
        var taken = perpetual.Venue.Last.Where(e => e.Kind == EventKind.AutoDeleveraged).ToList();
        Assert.Equal([bold, calm], taken.Select(e => e.Account));
        Assert.All(taken, e => Assert.Equal(new Price(54_000_00), e.Price));
        Assert.Equal((0m, 0m, 0m), (perpetual.Coins(longs), perpetual.Coins(calm), perpetual.Coins(bold)));
        Assert.Equal((0m, 63_000m, 63_000m), (perpetual.Money(longs), perpetual.Money(calm), perpetual.Money(bold)));
        Assert.Equal(0m, perpetual.Money(HouseAccounts.Ccp));
        Assert.Equal(0, perpetual.Ledger.Reserved(calm, PerpetualVenue.Usdt));
    }

    [Fact]
    public void MoneyCanBeMovedBehindAnIsolatedPositionAndAwayAgain()
    {
        var perpetual = new PerpetualVenue();
        var (longs, shorts) = (perpetual.Open(0, 10_000), perpetual.Open(1, 60_000));
        perpetual.Trade(longs, shorts, 60_000m, 1m);
        perpetual.Venue.Apply(Instructions.IsolatedMargin(longs, Btc, new Money(1_000_000_000)));
        Assert.Equal(new Money(7_000_000_000), perpetual.Margin.IsolatedMargin(longs, Btc));
        Assert.Equal(53_216.0804m, decimal.Round(perpetual.Margin.LiquidationPrice(longs, Btc)!.Value, 4));
        perpetual.Venue.Apply(Instructions.IsolatedMargin(longs, Btc, new Money(3_000_000_001)));
        Assert.Equal(RejectReason.InsufficientFunds, perpetual.Venue.Refusal);
        perpetual.Venue.Apply(Instructions.IsolatedMargin(longs, Btc, new Money(-1_000_000_001)));
        Assert.Equal(RejectReason.InsufficientFunds, perpetual.Venue.Refusal);
        perpetual.Venue.Apply(Instructions.IsolatedMargin(longs, Btc, new Money(-1_000_000_000)));
        Assert.Equal(RejectReason.None, perpetual.Venue.Refusal);
        perpetual.Venue.Apply(Commands.Deposit(longs, PerpetualVenue.Usdt, -4_000_000_001));
        Assert.Equal(RejectReason.InsufficientFunds, perpetual.Venue.Refusal);
    }

    [Fact]
    public void OrdersNeedTheirMarginAndClosingOnesNone()
    {
        var perpetual = new PerpetualVenue();
        var (longs, shorts) = (perpetual.Open(0, 6_000), perpetual.Open(1, 60_000));
        perpetual.Limit(longs, Side.Buy, 60_000m, 1.001m);
        Assert.Equal(RejectReason.InsufficientFunds, perpetual.Venue.Refusal);
        perpetual.Trade(longs, shorts, 60_000m, 1m);
        perpetual.Limit(longs, Side.Buy, 60_000m, 0.001m);
        Assert.Equal(RejectReason.InsufficientFunds, perpetual.Venue.Refusal);
        perpetual.Limit(longs, Side.Sell, 60_000m, 1m);
        Assert.Equal(RejectReason.None, perpetual.Venue.Refusal);
        perpetual.Limit(longs, Side.Sell, 60_000m, 0.001m);
        Assert.Equal(RejectReason.InsufficientFunds, perpetual.Venue.Refusal);
        perpetual.Venue.Apply(Instructions.Leverage(longs, Btc, 20));
        Assert.Equal(RejectReason.TooLate, perpetual.Venue.Refusal);
    }

    [Fact]
    public void ALeverageThatItsTierDoesNotAllowIsRefused()
    {
        var perpetual = new PerpetualVenue(margin: [("leverage", "125"), ("tiers", "0:0.4 50000:0.5 100000:2")]);
        var account = perpetual.Open(0, 1_000_000);
        perpetual.Limit(account, Side.Buy, 60_000m, 1m);
        Assert.Equal(RejectReason.None, perpetual.Venue.Refusal);
        perpetual.Limit(account, Side.Buy, 60_000m, 4m);
        Assert.Equal(RejectReason.PositionLimit, perpetual.Venue.Refusal);
    }

    [Fact]
    public void InACrossAccountTheWholeBalanceAndAllProfitsStandBehindAPosition()
    {
        var perpetual = new PerpetualVenue();
        var (cross, other) = (perpetual.Open(0, 10_000, AccountType.Cross), perpetual.Open(1, 100_000));
        perpetual.Trade(cross, other, 60_000m, 1m);
        perpetual.Trade(cross, other, 3_000m, 10m, PerpetualVenue.Eth);
        perpetual.Mark(60_000m);
        perpetual.Mark(3_100m, PerpetualVenue.Eth);

        // Behind the bitcoin: 10,000 + 1,000 - 0.4% of 31,000; tier 0.4% below 50,000.
        Assert.Equal(decimal.Round((60_000m - 10_876m) / 0.996m, 4), decimal.Round(perpetual.Margin.LiquidationPrice(cross, Btc)!.Value, 4));
        perpetual.Mark(49_322m);
        Assert.DoesNotContain(perpetual.Venue.Events, e => e.Kind == EventKind.LiquidationStarted);
        perpetual.Limit(other, Side.Buy, 49_300m, 1m);
        perpetual.Mark(49_321m);
        Assert.Equal(0m, perpetual.Coins(cross));
        Assert.Equal(10m, perpetual.Coins(cross, PerpetualVenue.Eth));
        Assert.Equal(-700m, perpetual.Money(cross));
        Assert.DoesNotContain(perpetual.Venue.Last, e => e.Kind == EventKind.Posted && e.Posting == Posting.Insurance);
    }

    [Fact]
    public void ACrossAccountLosesAtMostWhatItHas()
    {
        var perpetual = new PerpetualVenue(margin: [("insurance", "500")]);
        var (cross, other, bidder) = (perpetual.Open(0, 6_000, AccountType.Cross), perpetual.Open(1, 100_000), perpetual.Open(2, 100_000));
        perpetual.Trade(cross, other, 60_000m, 1m);
        perpetual.Limit(bidder, Side.Buy, 53_800m, 1m);
        perpetual.Mark(54_000m);
        Assert.Equal(0m, perpetual.Money(cross));
        Assert.Equal(300m, perpetual.Money(HouseAccounts.Insurance));
    }

    [Fact]
    public void FundingIsPaidFromThePositionsMarginWhereNothingElseIsFree()
    {
        var perpetual = new PerpetualVenue();
        var (longs, shorts) = (perpetual.Open(0, 6_000), perpetual.Open(1, 60_000));
        perpetual.Trade(longs, shorts, 60_000m, 1m);
        perpetual.SetIndex(60_000m);
        perpetual.Venue.At("16:00");
        Assert.Equal(5_994m, perpetual.Money(longs));
        Assert.Equal(new Money(5_994_000_000), perpetual.Margin.IsolatedMargin(longs, Btc));
    }

    [Fact]
    public void CoinsAreSoldOnlyWhereTheyAreHeldAndBoughtOnlyWithFreeMoney()
    {
        var coin = new CryptoPair { Id = new(1), Symbol = "BTCUSDT", Base = new(2), Quote = new(0) };
        var venue = new MechanismVenue(
            [new Perpetual { Id = new(0), Symbol = "P", Base = new(1), Quote = new(0) }, coin],
            [MechanismSpec.Of("perpetual"), MechanismSpec.Of("crypto-margin")]);
        venue.Apply(Commands.OpenSession());
        var account = venue.Open(0, AccountType.Isolated, 100m);
        venue.Limit(account, coin, Side.Sell, 10m, 1);
        Assert.Equal(RejectReason.InsufficientAssets, venue.Refusal);
        venue.Limit(account, coin, Side.Buy, 60m, 1);
        venue.Limit(account, coin, Side.Buy, 60m, 1);
        Assert.Equal(RejectReason.InsufficientFunds, venue.Refusal);
    }

    [Fact]
    public void ItNeedsTheMechanismThatKeepsPositions()
    {
        var failure = Assert.Throws<ArgumentException>(() => new MechanismVenue([PerpetualVenue.Btc], [MechanismSpec.Of("crypto-margin")]));
        Assert.Contains("needs the mechanism 'perpetual'", failure.Message, StringComparison.Ordinal);
    }
}
