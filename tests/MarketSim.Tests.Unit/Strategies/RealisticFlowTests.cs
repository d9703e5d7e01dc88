using MarketSim.Core;
using MarketSim.Market;
using MarketSim.Strategies;

namespace MarketSim.Tests.Unit;

public sealed class RealisticFlowTests
{
    [Theory]
    [InlineData(15_008, 15_010, 0, null)]
    [InlineData(15_012, 15_014, 400, Side.Sell)]
    [InlineData(14_986, 14_988, 400, Side.Buy)]
    public void APatientTraderStepsInBeyondItsThresholdAsFarAsThePriceIsBeyondIt(long bid, long ask, long lots, Side? side)
    {
        var market = new Standing();
        market.Show(Nobody, Standing.Quote(bid, ask));
        market.Decide(Patient());

        Assert.Equal(lots == 0 ? [] : [(side!.Value, lots)], market.Sent.Select(c => (c.Side, c.Quantity.Lots)));
        Assert.All(market.Sent, c => Assert.Equal(TimeInForce.Ioc, c.TimeInForce));
    }

    [Fact]
    public void APatientTraderUnwindsWhenThePriceReturns()
    {
        var market = new Standing();
        var patient = Patient();
        market.Show(Nobody, Standing.Quote(15_012, 15_014));
        market.Decide(patient);
        market.Fill(patient, market.View.OpenOrders[0], new Price(15_012), 400);

        market.Show(Nobody, Standing.Quote(15_000, 15_002));
        market.Decide(patient);
        Assert.Equal((Side.Buy, 400L), (market.Sent[^1].Side, market.Sent[^1].Quantity.Lots));
    }

    [Fact]
    public void AMetaorderTradesOnOneSideAndIsThenUndoneInAsManyTrades()
    {
        var market = new Standing();
        var trader = new MetaorderTrader(Standing.Share, new MetaorderOptions { LeastTrades = 7, MostTrades = 7 });
        market.Show(Nobody, Standing.Quote(14_999, 15_001, bidLots: 100_000, askLots: 100_000));
        for (var trade = 0; trade < 14; trade++)
        {
            market.Decide(trader, atSeconds: trade);
            foreach (var order in market.View.OpenOrders.ToArray())
            {
                market.Fill(trader, order, order.Price, order.Open.Lots);
            }
        }

        var sides = market.Sent.Select(c => c.Side).ToArray();
        Assert.All(sides[..7], side => Assert.Equal(sides[0], side));
        Assert.All(sides[7..], side => Assert.Equal(sides[0].Opposite(), side));
        Assert.Equal(10_000, market.View.Position(Standing.Share).Lots);
    }

    [Fact]
    public void WhenFlowComesDoesNotDependOnWhatBecameOfItsOrders()
    {
        var (filled, left) = (EventTimes(fills: true), EventTimes(fills: false));

        Assert.True(filled.Length > 20);
        Assert.Equal(left, filled);
    }

    [Fact]
    public void AnImpatientMakerQuotesAroundTheValueAndWithdrawsWhatStandsWrong()
    {
        var worth = new Step();
        var maker = new ImpatientMaker(
            Standing.Share, worth, new ImpatientMakerOptions { ErrorTicks = 0, MoodDeviation = 0, DeepChance = 0, LifeExponent = 0.01 });
        var market = new Standing();
        market.Show(Nobody, Standing.Quote(14_990, 15_010));
        market.Decide(maker, atSeconds: 1);
        var (bid, ask) = (market.Sent.Single(c => c.Side == Side.Buy).Price.Ticks, market.Sent.Single(c => c.Side == Side.Sell).Price.Ticks);
        Assert.InRange(bid, 14_995, 14_999);
        Assert.InRange(ask, 15_001, 15_005);

        market.Sent.Clear();
        market.Decide(maker, atSeconds: 20);
        Assert.Contains(market.Sent, c => c.Kind == CommandKind.Cancel);
        Assert.Contains(market.Sent, c => c.Kind == CommandKind.Place && c.Side == Side.Buy && c.Price.Ticks > 15_001);
    }

    private static readonly HawkesFlow Nobody = new(Standing.Share, new HawkesFlowOptions());

    private static LatentLiquidity Patient() => new(
        Standing.Share, Standing.Worth(15_000), new LatentLiquidityOptions { ThresholdTicks = 10, LotsPerTick = 200 });

    private static long[] EventTimes(bool fills)
    {
        var market = new Standing(seed: 11);
        var flow = new HawkesFlow(Standing.Share, new HawkesFlowOptions { MeanTake = SimDuration.FromSeconds(20) });
        market.Show(flow, Standing.Quote(14_999, 15_001));
        var times = new List<long>();
        for (var next = flow.NextWake(market.View); next < SimTime.FromSeconds(600); next = flow.NextWake(market.View))
        {
            var sent = market.View.OpenOrders.Count;
            market.View.Now = next;
            flow.Decide(market.View, market.Pad);
            if (market.Sent.Count > 0 && market.Sent[^1].Kind == CommandKind.Place && market.View.OpenOrders.Count > sent)
            {
                times.Add(next.Nanoseconds);
            }

            foreach (var order in fills ? market.View.OpenOrders.ToArray() : [])
            {
                market.Fill(flow, order, order.Price, order.Open.Lots);
            }
        }

        return [.. times];
    }

    private sealed class Step() : FundamentalValue(15_000, SimDuration.FromSeconds(10))
    {
        protected override double Next(double value) => 15_010;
    }
}
