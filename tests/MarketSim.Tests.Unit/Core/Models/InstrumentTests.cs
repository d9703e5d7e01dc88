using MarketSim.Core;

namespace MarketSim.Tests.Unit;

public sealed class InstrumentTests
{
    private static readonly AccountId Buyer = new(1);
    private static readonly AccountId Seller = new(2);

    [Fact]
    public void AShareCostsPriceTimesQuantity()
    {
        var share = SomeInstruments.Share;
        Assert.Equal(new Money(100_100), share.QuoteAmount(new(1_001), new(100)));
        Assert.Equal((SomeInstruments.Cash, 100_100L), share.RequirementFor(Side.Buy, new(1_001), new(100)));
        Assert.Equal((SomeInstruments.Thing, 100L), share.RequirementFor(Side.Sell, new(1_001), new(100)));
        Assert.Equal(10.01m, share.ToDecimal(new Price(1_001)));
        Assert.Equal(
            [new(SomeInstruments.Thing, Seller, Buyer, 100), new(SomeInstruments.Cash, Buyer, Seller, 100_100)],
            Settled(share, 1_001, 100));
    }

    [Fact]
    public void AFundSharePaysAsAShareDoes()
        => Assert.Equal(
            [new(SomeInstruments.Thing, Seller, Buyer, 3), new(SomeInstruments.Cash, Buyer, Seller, 12_000)],
            Settled(SomeInstruments.Fund, 4_000, 3));

    [Fact]
    public void ACurrencyPairDeliversOneCurrencyAgainstTheOther()
    {
        // 250 lots of 1,000 euros at 1.08765 dollars.
        var euro = SomeInstruments.Euro;
        Assert.Equal(1.08765m, euro.ToDecimal(new Price(108_765)));
        Assert.Equal(new Money(27_191_250), euro.QuoteAmount(new(108_765), new(250)));
        Assert.Equal(
            [new(SomeInstruments.Thing, Seller, Buyer, 250), new(SomeInstruments.Cash, Buyer, Seller, 27_191_250)],
            Settled(euro, 108_765, 250));
    }

    [Fact]
    public void ACryptoPairCountsSmallFractionsOfACoin()
    {
        // 0.12345 coins at 60,123.45: 7,422.23990250.
        var coin = SomeInstruments.Coin;
        Assert.Equal(0.12345m, coin.ToDecimal(new Quantity(12_345)));
        Assert.Equal(new Money(742_223_990_250), coin.QuoteAmount(new(6_012_345), new(12_345)));
        Assert.Equal((SomeInstruments.Thing, 12_345L), coin.RequirementFor(Side.Sell, new(6_012_345), new(12_345)));
    }

    [Theory]
    [InlineData(12_345, 1, 123)] // 1.2345
    [InlineData(12_350, 1, 124)] // 1.2350: a half goes up
    [InlineData(12_345, 10_000, 1_234_500)]
    [InlineData(-12_350, 1, -124)] // and away from zero
    public void APriceFinerThanACentIsRoundedOnce(long price, long quantity, long cents)
        => Assert.Equal(new Money(cents), SomeInstruments.FineShare.QuoteAmount(new(price), new(quantity)));

    [Fact]
    public void TheRequirementCoversEveryWayInWhichAnOrderCanTrade()
    {
        // Each lot may trade by itself and be rounded up; the reserve must not fall short of the sum.
        var random = new Rng(1, "requirement");
        var share = SomeInstruments.FineShare;
        for (var i = 0; i < 5_000; i++)
        {
            var (price, quantity) = (new Price(random.Between(1, 30_000)), random.Between(1, 300));
            var required = share.RequirementFor(Side.Buy, price, new(quantity)).Amount;
            var paid = 0L;
            for (var left = quantity; left > 0;)
            {
                var part = random.Between(1, left);
                paid += share.QuoteAmount(price, new(part)).Minor;
                left -= part;
            }

            Assert.True(paid <= required, $"price {price}, quantity {quantity}: paid {paid}, reserved {required}");
        }
    }

    [Fact]
    public void AFutureMovesOnlyTheDistanceFromTheSettlementPrice()
    {
        // EX-11a turned into a trade: bought at 4,801.50 while 4,801.50 is in force pays nothing; 35 quarter points
        // higher, at 4,810.25, the buyer pays 35 × 12.50 = 437.50 a contract.
        var future = SomeInstruments.Index;
        Assert.Equal(4_801.50m, future.ToDecimal(new Price(19_206)));
        Assert.Equal(4_810.25m, future.ToDecimal(new Price(19_241)));
        Assert.Equal(
            [new(SomeInstruments.Thing, Seller, Buyer, 2), new(SomeInstruments.Cash, Buyer, Seller, 0)],
            Settled(future, 19_206, 2));
        Assert.Equal(
            [new(SomeInstruments.Thing, Seller, Buyer, 2), new(SomeInstruments.Cash, Buyer, Seller, 87_500)],
            Settled(future, 19_241, 2));
        Assert.Equal(
            [new(SomeInstruments.Thing, Seller, Buyer, 1), new(SomeInstruments.Cash, Buyer, Seller, -1_250)],
            Settled(future, 19_205, 1));
    }

    [Fact]
    public void AFutureRequiresMarginAndWhatItsPriceLiesOnTheWrongSide()
    {
        var future = SomeInstruments.Index;
        Assert.Equal((SomeInstruments.Cash, 2_400_000L), future.RequirementFor(Side.Buy, new(19_206), new(2)));
        Assert.Equal((SomeInstruments.Cash, 2_400_000L + 87_500), future.RequirementFor(Side.Buy, new(19_241), new(2)));
        Assert.Equal((SomeInstruments.Cash, 2_400_000L), future.RequirementFor(Side.Sell, new(19_241), new(2)));
        Assert.Equal((SomeInstruments.Cash, 2_400_000L + 87_500), future.RequirementFor(Side.Sell, new(19_171), new(2)));
        Assert.Equal((SomeInstruments.Cash, 2_400_000L), future.RequirementFor(Side.Buy, new(-100), new(2)));
    }

    [Fact]
    public void OnlyAFutureIsMargined()
    {
        Assert.Equal([SomeInstruments.Index], SomeInstruments.OfEachType.Where(instrument => instrument.IsMargined));
        Assert.Equal(new Money(3_600_000), SomeInstruments.Index.PositionMargin(-3));
        Assert.Equal(new Money(3_600_000), SomeInstruments.Index.PositionMargin(3));
        Assert.Equal(Money.Zero, SomeInstruments.Share.PositionMargin(3));
    }

    [Fact]
    public void ABondIsQuotedInPercentOfPar()
    {
        // 20 notes of 1,000.00 at 99.625 percent: 19,925.00.
        var note = SomeInstruments.Note;
        Assert.Equal(99.625m, note.ToDecimal(new Price(99_625)));
        Assert.Equal(new Money(1_992_500), note.QuoteAmount(new(99_625), new(20)));
        Assert.Equal((SomeInstruments.Cash, 1_992_500L), note.RequirementFor(Side.Buy, new(99_625), new(20)));
        Assert.Equal(
            [new(SomeInstruments.Thing, Seller, Buyer, 20), new(SomeInstruments.Cash, Buyer, Seller, 1_992_500)],
            Settled(note, 99_625, 20));
    }

    [Fact]
    public void ANegativePriceRequiresNothingOfABuyer()
        => Assert.Equal(0, SomeInstruments.Share.RequirementFor(Side.Buy, new(-500), new(10)).Amount);

    [Fact]
    public void AnAmountBeyond64BitsStopsTheCaller()
    {
        Assert.Throws<OverflowException>(() => SomeInstruments.Share.QuoteAmount(new(long.MaxValue), new(2)));
        Assert.Throws<OverflowException>(() => SomeInstruments.Share.RequirementFor(Side.Buy, new(1L << 40), new(1L << 40)));
        Assert.Equal(new Money(long.MaxValue), SomeInstruments.Share.QuoteAmount(new(long.MaxValue), new(1)));
    }

    private static Transfer[] Settled(Instrument instrument, long price, long quantity)
    {
        var transfers = new TransferBuffer();
        var amount = instrument.QuoteAmount(new(price), new(quantity));
        instrument.Settle(Buyer, Seller, new(price), new(quantity), amount, transfers);
        return transfers.Items.ToArray();
    }
}
