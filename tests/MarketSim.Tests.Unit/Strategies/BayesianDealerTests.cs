using MarketSim.Core;
using MarketSim.Market;
using MarketSim.Strategies;

namespace MarketSim.Tests.Unit;

/// <summary>Glosten and Milgrom (1985), section 2.</summary>
public sealed class BayesianDealerTests
{
    private readonly Standing _market = new();

    [Theory]
    [InlineData(0.2)]
    [InlineData(0.5)]
    public void WithoutNewsTheHalfSpreadIsTheInformedShareOfTheValuesDistance(double share)
    {
        _market.Decide(Dealer(share));

        Assert.Equal([15_000 - (long)(share * 1_000), 15_000 + (long)(share * 1_000)], _market.Sent.Select(c => c.Price.Ticks));
    }

    [Fact]
    public void AfterABuyTheBidIsWhereTheMiddleWasAndTheOfferWhereTwoBuysLead()
    {
        var dealer = Dealer(0.2);
        _market.Decide(dealer);
        Buy(dealer);

        // Odds 1.5: θ = 0.6. After another buy 2.25 / 3.25, which lies 0.3846 above the middle; after a sale ½.
        Assert.Equal(0.6, dealer.Belief, 9);
        Assert.Equal((Side.Buy, 15_000), (_market.Sent[^2].Side, _market.Sent[^2].Price.Ticks));
        Assert.Equal((Side.Sell, 15_385), (_market.Sent[^1].Side, _market.Sent[^1].Price.Ticks));
    }

    [Fact]
    public void ANewValueBeginsWithNoOpinion()
    {
        var dealer = Dealer(0.2);
        _market.Decide(dealer);
        Buy(dealer);
        _market.Decide(dealer, atSeconds: 60);

        Assert.Equal(0.5, dealer.Belief);
    }

    [Fact]
    public void ADealerWithAFixedSpreadLearnsNothing()
    {
        var dealer = new BayesianDealer(
            Standing.Setting(Side.Buy, 1), new BayesianDealerOptions { HalfSpreadTicks = 300, ValueTicks = 1_000 });
        _market.Decide(dealer);
        var sent = _market.Sent.Count;
        Buy(dealer);

        Assert.Equal([14_700L, 15_300], _market.Sent.Take(sent).Select(c => c.Price.Ticks));
        Assert.Equal((Side.Sell, 15_300L), (_market.Sent[^1].Side, _market.Sent[^1].Price.Ticks));
        Assert.Equal(sent + 1, _market.Sent.Count);
    }

    [Theory]
    [InlineData(15_400, Side.Buy, 15_300)]
    [InlineData(14_000, Side.Sell, 14_700)]
    public void TheInformedTakeWhatIsOnTheWrongSideOfTheValue(double value, Side side, long price)
    {
        _market.View.Take(Standing.Quote(14_700, 15_300));
        _market.Decide(new InformedTrader(Setting(value), SimDuration.FromSeconds(1), 3));

        var order = Assert.Single(_market.Sent);
        Assert.Equal((side, price, 3L, TimeInForce.Ioc), (order.Side, order.Price.Ticks, order.Quantity.Lots, order.TimeInForce));
    }

    [Fact]
    public void TheInformedLeaveAFairMarketAlone()
    {
        _market.View.Take(Standing.Quote(14_700, 15_300));
        _market.Decide(new InformedTrader(Setting(15_100), SimDuration.FromSeconds(1), 1));

        Assert.Empty(_market.Sent);
    }

    private static StrategySetting Setting(double value) => Standing.Setting(Side.Buy, 1) with { Fundamental = Standing.Worth(value) };

    private static BayesianDealer Dealer(double share) => new(
        Standing.Setting(Side.Buy, 1), new BayesianDealerOptions { InformedShare = share, ValueTicks = 1_000 });

    private void Buy(BayesianDealer dealer)
    {
        var offer = _market.View.OpenOrders.Single(o => o.Side == Side.Sell);
        var item = new MarketEvent
        {
            Kind = EventKind.Traded, Account = new AccountId(21), CounterAccount = new AccountId(20), CounterOrder = offer.Id,
            Instrument = Standing.Share, Side = Side.Buy, Price = offer.Price, Quantity = offer.Open, Amount = offer.Price.Ticks,
        };
        _market.View.Take(item, new AccountId(20));
        dealer.OnReport(item, _market.View, _market.Pad);
    }
}
