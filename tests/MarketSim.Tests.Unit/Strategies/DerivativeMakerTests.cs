using MarketSim.Core;
using MarketSim.Market;
using MarketSim.Strategies;

namespace MarketSim.Tests.Unit;

/// <summary>A maker that quotes a derivative by its model. The underlying stands at 99.90 to 100.10.</summary>
public sealed class DerivativeMakerTests
{
    private static readonly Equity Share = MechanismVenue.Share(0);

    private static readonly CoveredWarrant Call = new()
    {
        Id = new(1), Symbol = "CW", Base = new(2), Quote = MechanismVenue.Usd, Underlying = Share.Id, Right = OptionRight.Call,
        Strike = new(100_00), Expiry = new(2026, 7, 6), RatioPartsPerMillion = 100_000,
    };

    private static readonly DerivativeMakerOptions Usual = new()
    {
        Presence = 1, Spread = 0.04, Lots = 500, Volatility = 0.2, Rate = 0.05,
    };

    private readonly List<Command> _sent = [];

    [Fact]
    public void ItQuotesBothSidesWithinTheSpreadAroundTheModel()
    {
        // Black-Scholes with 182 days and six and a half hours left, a tenth of a share, in cents.
        var years = (182 + (6.5 / 24)) / 365;
        var fair = 0.1 * BlackScholes.Price(new OptionInputs(OptionRight.Call, 100_00, 100_00, years, 0.05, 0, 0.2));
        Decide(Usual, Call);
        var (bid, ask) = (_sent.Single(c => c.Side == Side.Buy), _sent.Single(c => c.Side == Side.Sell));
        Assert.InRange(fair, bid.Price.Ticks, ask.Price.Ticks);
        Assert.InRange(ask.Price.Ticks - bid.Price.Ticks, 2, Math.Max(2, 0.04 * fair) + 1);
        Assert.Equal((500L, 500L), (bid.Quantity.Lots, ask.Quantity.Lots));
    }

    [Fact]
    public void ItSellsOnlyWhatItHoldsUnlessItWrites()
    {
        Decide(Usual, Call, position: 120);
        Assert.Equal(120, _sent.Single(c => c.Side == Side.Sell).Quantity.Lots);
        Decide(Usual with { Writes = true }, Call, position: 0);
        Assert.Equal(500, _sent.Single(c => c.Side == Side.Sell).Quantity.Lots);
    }

    [Fact]
    public void ItQuotesAsMuchOfTheTimeAsItHasPromised()
    {
        var quoted = 0;
        var random = new Rng(1, "trader");
        for (var i = 0; i < 2_000; i++)
        {
            Decide(Usual with { Presence = 0.9 }, Call, random: random);
            quoted += _sent.Count > 0 ? 1 : 0;
        }

        Assert.InRange(quoted, 1_740, 1_860);
    }

    [Fact]
    public void WithoutAViewOfTheUnderlyingOrAfterTheLastDayItDoesNotQuote()
    {
        Decide(Usual, Call, seesUnderlying: false);
        Assert.Empty(_sent);
        Decide(Usual, Call with { Expiry = new(2026, 1, 4) });
        Assert.Empty(_sent);
    }

    [Fact]
    public void ItPricesEveryKindOfDerivative()
    {
        var put = MechanismVenue.Option(1, Share, OptionRight.Put, 105, new(2026, 7, 6));
        Assert.Equal(
            AmericanOption.Price(new OptionInputs(OptionRight.Put, 100_00, 105_00, (182 + (6.5 / 24)) / 365, 0.05, 0, 0.2)), Middle(put), 1.1);

        var turbo = new KnockOut
        {
            Id = new(1), Symbol = "T", Base = new(2), Quote = MechanismVenue.Usd, Underlying = Share.Id, Right = OptionRight.Call,
            Level = 80_00L * KnockOut.LevelUnit, Barrier = new(82_00), RatioPartsPerMillion = 100_000,
        };
        Assert.Equal(200, Middle(turbo), 1.1);

        // Twenty percent of new shares at the money: less than the plain call. Deep in the money both would be the same.
        var warrant = new Warrant
        {
            Id = new(1), Symbol = "W", Base = new(2), Quote = MechanismVenue.Usd, Share = Share.Id, Strike = new(100_00), Expiry = new(2026, 7, 6),
        };
        var plain = Middle(warrant);
        var diluted = Middle(warrant, Usual with { Shares = 1_000_000, Warrants = 200_000 });
        Assert.Equal(BlackScholes.Price(new OptionInputs(OptionRight.Call, 100_00, 100_00, (182 + (6.5 / 24)) / 365, 0.05, 0, 0.2)), plain, 1.1);
        Assert.InRange(diluted, plain * 0.85, plain * 0.97);
    }

    private double Middle(Instrument derivative, DerivativeMakerOptions? options = null)
    {
        Decide((options ?? Usual) with { Spread = 0.0001 }, derivative);
        return (_sent[0].Price.Ticks + _sent[1].Price.Ticks) / 2.0;
    }

    private void Decide(
        DerivativeMakerOptions options, Instrument derivative, long position = 10_000, bool seesUnderlying = true, Rng? random = null)
    {
        _sent.Clear();
        var view = new MarketView([Share, derivative]) { Now = SimTime.Zero, Random = random ?? new Rng(1, "trader") };
        view.AddHolding(derivative.Base, position);
        view.AddHolding(MechanismVenue.Usd, 100_000_000);
        if (seesUnderlying)
        {
            view.Take(new Quote(Share.Id, SimTime.Zero, new(99_90), new(100), new(100_10), new(100), default));
        }

        new DerivativeMaker(derivative.Id, options).Decide(view, new OrderPad(new AccountId(16), view, _sent.Add));
    }
}
