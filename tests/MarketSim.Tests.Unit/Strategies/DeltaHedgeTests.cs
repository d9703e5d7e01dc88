using MarketSim.Core;
using MarketSim.Market;
using MarketSim.Strategies;

namespace MarketSim.Tests.Unit;

/// <summary>Calls at 100 on a share that stands at 99.99 to 100.01, half a year before they end.</summary>
public sealed class DeltaHedgeTests
{
    private static readonly Equity Share = MechanismVenue.Share(0);
    private static readonly OptionContract Call = MechanismVenue.Option(1, Share, OptionRight.Call, 100, new(2026, 7, 6));
    private static readonly OptionContract Put = MechanismVenue.Option(2, Share, OptionRight.Put, 100, new(2026, 7, 6));

    private readonly List<Command> _sent = [];

    [Theory]
    [InlineData(10, 0, Side.Sell)]
    [InlineData(-10, 0, Side.Buy)]
    [InlineData(0, 10, Side.Buy)]
    public void TheDeltaOfTheOptionsIsTradedInTheShare(long calls, long puts, Side side)
    {
        Decide(new DeltaHedger(Share.Id, [Call.Id, Put.Id], new DeltaHedgeOptions { MayOwe = true }), View(calls, puts));

        // N(d1) of 182 days and six and a half hours at 20%: 0.5281.
        var years = (182 + (6.5 / 24)) / 365;
        var delta = BlackScholes.Greeks(new OptionInputs(OptionRight.Call, 100_00, 100_00, years, 0, 0, 0.2)).Delta;
        var order = Assert.Single(_sent);
        Assert.Equal((side, TimeInForce.Ioc), (order.Side, order.TimeInForce));
        Assert.Equal(Math.Abs((calls * 100 * delta) + (puts * 100 * (delta - 1))), order.Quantity.Lots, 0.51);
    }

    [Fact]
    public void WhatIsHedgedIsNotHedgedAgainAndABandLeavesTheRest()
    {
        var hedger = new DeltaHedger(Share.Id, [Call.Id], new DeltaHedgeOptions { MayOwe = true, BandLots = 40 });
        var view = View(calls: 10, puts: 0);
        Decide(hedger, view);
        view.Take(
            new MarketEvent
            {
                Kind = EventKind.Traded, Account = new(16), Order = _sent[0].Order, Instrument = Share.Id, Side = Side.Sell,
                Quantity = _sent[0].Quantity, Price = new(99_99),
            },
            new AccountId(16));
        _sent.Clear();
        Decide(hedger, view);
        Assert.Empty(_sent);

        // Seven cents more are five lots of delta, within the band; two dollars are not.
        view.Take(Quote(100_07));
        Decide(hedger, view);
        Assert.Empty(_sent);
        view.Take(Quote(102_00));
        Decide(hedger, view);
        Assert.Equal(Side.Sell, Assert.Single(_sent).Side);
    }

    [Fact]
    public void AMakerOfOptionsQuotesAndHedgesATradeAtOnce()
    {
        var maker = new OptionMaker(
            Call.Id, Share.Id, new DerivativeMakerOptions { Presence = 1, Lots = 10, Writes = true, Volatility = 0.2 }, new DeltaHedgeOptions { MayOwe = true });
        var view = View(calls: 0, puts: 0);
        var pad = new OrderPad(new AccountId(16), view, _sent.Add);
        maker.Decide(view, pad);
        Assert.Equal([(Side.Buy, Call.Id), (Side.Sell, Call.Id)], _sent.Select(c => (c.Side, c.Instrument)));

        var fill = new MarketEvent
        {
            Kind = EventKind.Traded, Instrument = Call.Id, Account = new(30), CounterAccount = new(16), CounterOrder = _sent[1].Order,
            Side = Side.Buy, Quantity = new(10), Price = _sent[1].Price,
        };
        _sent.Clear();
        view.Take(fill, new AccountId(16));
        maker.OnReport(fill, view, pad);
        var hedge = Assert.Single(_sent);
        Assert.Equal((Side.Buy, Share.Id), (hedge.Side, hedge.Instrument));
        Assert.Equal(528, hedge.Quantity.Lots, 3.0);
    }

    private static Quote Quote(long middle)
        => new(Share.Id, SimTime.Zero, new(middle - 1), new(10_000), new(middle + 1), new(10_000), default);

    private static MarketView View(long calls, long puts)
    {
        var view = new MarketView([Share, Call, Put]) { Now = SimTime.Zero, Random = new Rng(1, "trader") };
        view.AddHolding(Share.Base, 5_000);
        view.AddHolding(Call.Base, calls);
        view.AddHolding(Put.Base, puts);
        view.AddHolding(MechanismVenue.Usd, 100_000_000);
        view.Take(Quote(100_00));
        return view;
    }

    private void Decide(IStrategy strategy, MarketView view) => strategy.Decide(view, new OrderPad(new AccountId(16), view, _sent.Add));
}
