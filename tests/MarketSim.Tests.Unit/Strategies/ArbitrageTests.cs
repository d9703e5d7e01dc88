using MarketSim.Core;
using MarketSim.Market;
using MarketSim.Strategies;

namespace MarketSim.Tests.Unit;

/// <summary>Those who trade one instrument against others. A desk carries out their orders at the quotes that it shows.</summary>
public sealed class ArbitrageTests
{
    private static readonly Equity X = MechanismVenue.Share(0);
    private static readonly Equity Y = MechanismVenue.Share(1);
    private static readonly Equity Fund = MechanismVenue.Share(2);
    private static readonly OptionContract Call = MechanismVenue.Option(3, X, OptionRight.Call, 100, new(2026, 7, 6));
    private static readonly OptionContract Put = MechanismVenue.Option(4, X, OptionRight.Put, 100, new(2026, 7, 6));

    private readonly MarketView _view = new([X, Y, Fund, Call, Put]) { Now = SimTime.Zero, Random = new Rng(1, "trader") };
    private readonly List<Command> _sent = [];

    public ArbitrageTests()
    {
        foreach (var asset in (AssetId[])[X.Base, Y.Base, Fund.Base, MechanismVenue.Usd])
        {
            _view.AddHolding(asset, 100_000_000);
        }
    }

    [Fact]
    public void APairIsSoldWhereItIsDearHedgedByItsBetaAndClosedWhereItMeetsAgain()
    {
        // y = 2x: a hundred y are worth two hundred x.
        var pairs = new PairsTrader(Y.Id, new PairsTraderOptions { Other = X.Id, Window = 40, Lots = 100 });
        for (var look = 0; look < 45; look++)
        {
            var x = 50_00 + (long)(200 * Math.Sin(look * 0.7));
            Look(pairs, x, (2 * x) + (look % 2 == 0 ? 10 : -10));
        }

        Assert.Empty(_sent);
        Look(pairs, 50_00, 101_00);
        Assert.Equal([(Side.Sell, Y.Id, 100L), (Side.Buy, X.Id, 202)], _sent.Select(c => (c.Side, c.Instrument, c.Quantity.Lots)));

        _sent.Clear();
        Look(pairs, 50_00, 100_90);
        Assert.Empty(_sent);
        Look(pairs, 50_00, 100_00);
        Assert.Equal([(Side.Buy, Y.Id, 100L), (Side.Sell, X.Id, 202)], _sent.Select(c => (c.Side, c.Instrument, c.Quantity.Lots)));
    }

    [Fact]
    public void TheFitIsThatOfLeastSquares()
    {
        var (alpha, beta, deviation) = PairsTrader.Fit([(0, 1), (1, 3), (2, 4), (3, 8)]);
        Assert.Equal((0.7, 2.2, 0.9487), (Math.Round(alpha, 9), Math.Round(beta, 9), Math.Round(deviation, 4)));
    }

    [Fact]
    public void ACheapFundIsBoughtAgainstItsBasketAndUnwoundWhenTheyMeet()
    {
        var trader = new BasketArbitrage(Fund.Id, new BasketArbitrageOptions { Basket = [X.Id, Y.Id], Weights = [0.5, 0.25], Lots = 100 });
        Show(X, 50_00);
        Show(Y, 100_00);
        Show(Fund, 49_98);
        Decide(trader);
        Assert.Empty(_sent);

        // 50.00 for the basket at its bids of 49.995 and so on; the fund at 49.90 leaves more than 0.05%.
        Show(Fund, 49_90);
        Decide(trader);
        Assert.Equal(
            [(Side.Buy, Fund.Id, 100L), (Side.Sell, X.Id, 50), (Side.Sell, Y.Id, 25)],
            _sent.Select(c => (c.Side, c.Instrument, c.Quantity.Lots)));

        _sent.Clear();
        Show(Fund, 50_01);
        Decide(trader);
        Assert.Equal([Side.Sell, Side.Buy, Side.Buy], _sent.Select(c => c.Side));
    }

    [Fact]
    public void OnlyAFreshGapIsTradedAndNeverMoreThanTheMost()
    {
        var trader = new BasketArbitrage(Fund.Id, new BasketArbitrageOptions { Basket = [X.Id], Weights = [1], Lots = 100, MostUnits = 2 });
        Show(X, 50_00);
        Show(Fund, 51_00);
        for (var i = 0; i < 5; i++)
        {
            Decide(trader);
        }

        Assert.Equal(-200, _view.Position(Fund.Id).Lots - 100_000_000);
        Assert.Equal(200, _view.Position(X.Id).Lots - 100_000_000);
    }

    [Theory]
    [InlineData(8_00, 4_00, Side.Sell)] // The call is worth 4 + 100 - 100 e^(-rT) = 5.5.
    [InlineData(2_00, 4_00, Side.Buy)]
    public void PutCallParityIsTradedFromItsDearSide(long call, long put, Side callSide)
    {
        var trader = new PutCallParity(Call.Id, new PutCallParityOptions { Put = Put.Id, MayOwe = true });
        Show(X, 100_00);
        Show(Call, call);
        Show(Put, put);
        Decide(trader);
        Assert.Equal(
            [(callSide.Opposite(), X.Id, 100L), (callSide.Opposite(), Put.Id, 1), (callSide, Call.Id, 1)],
            _sent.Select(c => (c.Side, c.Instrument, c.Quantity.Lots)));
    }

    [Fact]
    public void WhereParityHoldsWithinTheSpreadsNothingIsTraded()
    {
        var trader = new PutCallParity(Call.Id, new PutCallParityOptions { Put = Put.Id, MayOwe = true });
        Show(X, 100_00);
        Show(Put, 4_00);
        Show(Call, 5_50);
        Decide(trader);
        Assert.Empty(_sent);
    }

    [Fact]
    public void WhatIsNoPairIsRefused()
    {
        var setting = new StrategySetting(Call.Id, new Price(500), new MeanRevertingValue(500, 0, 0, SimDuration.FromSeconds(1), new Rng(1, "v")))
        {
            Instruments = _view.Instruments,
        };
        var values = new OptionSet(PutCallParity.Type.Options);
        values.Set("put", X.Symbol);
        Assert.Contains("same strike", Assert.Throws<ArgumentException>(() => PutCallParity.Type.Create(setting, values)).Message);
    }

    private void Look(PairsTrader pairs, long x, long y)
    {
        Show(X, x);
        Show(Y, y);
        Decide(pairs);
    }

    private void Show(Instrument instrument, long middle) => _view.Take(new Quote(
        instrument.Id, SimTime.Zero, new(middle - 1), new(1_000), new(middle + 1), new(1_000), default));

    // Whatever is sent is filled at once.
    private void Decide(IStrategy strategy)
    {
        var sent = new List<Command>();
        strategy.Decide(_view, new OrderPad(new AccountId(16), _view, sent.Add));
        foreach (var command in sent)
        {
            _view.Take(
                new MarketEvent
                {
                    Kind = EventKind.Traded, Account = new(16), Order = command.Order, Instrument = command.Instrument, Side = command.Side,
                    Quantity = command.Quantity, Price = command.Price,
                },
                new AccountId(16));
        }

        _sent.AddRange(sent);
    }
}
