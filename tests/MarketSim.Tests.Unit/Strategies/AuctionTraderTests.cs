using MarketSim.Core;
using MarketSim.Market;
using MarketSim.Strategies;

namespace MarketSim.Tests.Unit;

public sealed class AuctionTraderTests
{
    private readonly Standing _market = new();

    [Theory]
    [InlineData(Side.Buy, 1, 18_000)]
    [InlineData(Side.Sell, 12_000, 30_000)]
    public void AConstrainedTraderCallsOutAnyPriceWithinItsBudgetAndNoOther(Side role, long low, long high)
    {
        var limit = role == Side.Buy ? high : low;
        var prices = PricesOf(seed => new ZeroIntelligenceConstrained(Standing.Setting(role, limit), new RandomShoutOptions()));

        Assert.All(prices, price => Assert.InRange(price, low, high));
        Assert.True(prices.Min() < low + ((high - low) / 20) && prices.Max() > high - ((high - low) / 20));
    }

    [Fact]
    public void AnUnconstrainedTraderLosesMoneyGladly()
        => Assert.Contains(
            PricesOf(seed => new ZeroIntelligenceUnconstrained(Standing.Setting(Side.Buy, 100), new RandomShoutOptions())),
            price => price > 20_000);

    [Fact]
    public void OnlyWhatBettersTheMarketIsCalledOut()
    {
        var trader = new ZeroIntelligenceConstrained(Standing.Setting(Side.Buy, 18_000), new RandomShoutOptions());
        _market.View.Take(Standing.Quote(17_000, 0));
        for (var i = 0; i < 200 && _market.Sent.Count == 0; i++)
        {
            _market.Decide(trader);
        }

        Assert.InRange(Assert.Single(_market.Sent).Price.Ticks, 17_001, 18_000);
    }

    [Fact]
    public void ATradeOfOthersTakesAShoutFromTheMarket()
    {
        var trader = new ZeroIntelligenceConstrained(Standing.Setting(Side.Buy, 18_000), new RandomShoutOptions());
        _market.Decide(trader);
        trader.OnTrade(Standing.Trade(Side.Buy, 15_000), _market.View, _market.Pad);

        Assert.Equal([CommandKind.Place, CommandKind.Cancel], _market.Sent.Select(c => c.Kind));
    }

    [Fact]
    public void UnitsAreTradedOneAfterTheOtherAndThereAreNewOnesEachPeriod()
    {
        var options = new RandomShoutOptions { Improves = false, Trader = new AuctionTraderOptions { Period = SimDuration.FromSeconds(60) } };
        var trader = new ZeroIntelligenceConstrained(Standing.Setting(Side.Buy, 18_000, 17_000), options);
        foreach (var limit in (Price?[])[new Price(18_000), new Price(17_000)])
        {
            Assert.Equal(limit, trader.Limit);
            _market.Decide(trader, atSeconds: 5);
            _market.Fill(trader, _market.View.OpenOrders[^1], _market.View.OpenOrders[^1].Price, 1);
        }

        Assert.Null(trader.Limit);
        var sent = _market.Sent.Count;
        _market.Decide(trader, atSeconds: 59);
        Assert.Equal(sent, _market.Sent.Count);

        _market.Decide(trader, atSeconds: 60);
        Assert.Equal(2, trader.UnitsLeft);
        Assert.Equal(sent + 1, _market.Sent.Count);
    }

    [Fact]
    public void MembersOfAGroupBuyAndSellByTurnsSoThatSupplyMeetsDemandAtTheReference()
    {
        var values = Enumerable.Range(0, 20).Select(member => InducedValues.Symmetric(
            Standing.Setting(Side.Buy, 1) with { Member = member, Members = 20 }, role: null, units: 2, spread: 0.1)).ToList();
        var demand = values.Where(v => v.Role == Side.Buy).SelectMany(v => v.Limits).Select(l => l.Ticks).Order().ToList();
        var supply = values.Where(v => v.Role == Side.Sell).SelectMany(v => v.Limits).Select(l => l.Ticks).Order().ToList();

        Assert.Equal((20, 20), (demand.Count, supply.Count));
        Assert.Equal((13_500, 16_500), (demand[0], demand[^1]));
        Assert.Equal(demand, supply);
        Assert.Equal(30_000, demand[9] + demand[10]);
    }

    [Theory]
    [InlineData(Side.Buy, 20_000)]
    [InlineData(Side.Sell, 10_000)]
    public void TheMarginOfAZipTraderAdaptsTowardsThePriceAtWhichOthersTrade(Side role, long limit)
    {
        var trader = new ZeroIntelligencePlus(Standing.Setting(role, limit), new ZeroIntelligencePlusOptions());
        for (var i = 0; i < 400; i++)
        {
            // Trades at 150 of both sides' shouts by turns, as around an equilibrium.
            trader.OnTrade(Standing.Trade(i % 2 == 0 ? Side.Buy : Side.Sell, 15_000), _market.View, _market.Pad);
        }

        Assert.InRange(limit * (1 + trader.Margin), 14_000, 16_000);
    }

    [Fact]
    public void AZipBuyerWhoIsOutbidPaysMoreAndNeverMoreThanItsValue()
    {
        var trader = new ZeroIntelligencePlus(Standing.Setting(Side.Buy, 16_000), new ZeroIntelligencePlusOptions());
        _market.Decide(trader);
        var before = trader.Margin;
        for (var bid = 13_000; bid <= 17_000; bid += 100)
        {
            _market.Show(trader, Standing.Quote(bid, 0));
        }

        Assert.True(before < -0.04);
        Assert.Equal(0, trader.Margin, 9);
        _market.Decide(trader);
        Assert.All(_market.Sent, command => Assert.True(command.Price.Ticks <= 16_000));
    }

    [Fact]
    public void AZipSellerWhoHasSoldGoesOnAskingForMoreButNotForLess()
    {
        var trader = new ZeroIntelligencePlus(Standing.Setting(Side.Sell, 10_000), new ZeroIntelligencePlusOptions());
        _market.Decide(trader);
        _market.Fill(trader, _market.View.OpenOrders[0], _market.View.OpenOrders[0].Price, 1);
        var margin = trader.Margin;
        for (var offer = 15_000; offer > 11_000; offer -= 100)
        {
            _market.Show(trader, Standing.Quote(0, offer));
        }

        Assert.Equal(margin, trader.Margin);
        trader.OnTrade(Standing.Trade(Side.Buy, 19_000), _market.View, _market.Pad);
        Assert.True(trader.Margin > margin);
    }

    private static List<long> PricesOf(Func<ulong, IStrategy> create)
    {
        var prices = new List<long>();
        for (var seed = 1UL; seed <= 300; seed++)
        {
            var market = new Standing(seed: seed);
            market.Decide(create(seed));
            prices.Add(market.Sent[0].Price.Ticks);
        }

        return prices;
    }
}
