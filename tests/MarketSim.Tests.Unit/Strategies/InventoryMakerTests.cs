using MarketSim.Core;
using MarketSim.Market;
using MarketSim.Strategies;

namespace MarketSim.Tests.Unit;

/// <summary>Makers whose quotes follow from inventory and time. The middle is 100.0000; prices are in ten-thousandths.</summary>
public sealed class InventoryMakerTests
{
    private const long Target = 50;
    private static readonly InstrumentId Share = new(0);
    private static readonly Equity Terms = new() { Id = Share, Symbol = "TEST", Base = new(1), Quote = new(0), PriceDecimals = 4 };

    private readonly List<Command> _sent = [];

    [Theory]
    [InlineData(0, 0.0, 99.1546, 100.8454)] // Spread 0.4 + 20 ln(1 + 1/15) = 1.6908.
    [InlineData(3, 0.0, 97.9546, 99.6454)] // Three units move the reservation price by 3 x 0.4.
    [InlineData(-3, 0.5, 99.8546, 101.3454)] // Half of the time left: half of the lean, and 0.2 less spread.
    [InlineData(0, 0.999999999, 99.3546, 100.6454)]
    public void AvellanedaAndStoikovLeanAgainstTheInventoryAndLessTowardsTheEnd(long units, double time, double bid, double offer)
    {
        Decide(Avellaneda(new()), Target + units, time);
        AssertQuotes(bid, offer);
    }

    [Fact]
    public void WithoutLeaningTheMeanSpreadStandsAroundTheMiddle()
    {
        var symmetric = new AvellanedaStoikovOptions { Leans = false };
        Decide(Avellaneda(symmetric), Target + 7, time: 0.9);
        AssertQuotes(100 - (1.4908 / 2), 100 + (1.4908 / 2));
    }

    [Fact]
    public void GueantAndOthersQuoteLinearlyInTheInventory()
    {
        // ln(1 + 0.1/1.5)/0.1 = 0.645385; c = √(4 x 0.1 / (2 x 1.5 x 140) x (16/15)^16) = 0.051717.
        var (nearest, slope) = GueantLehalleTapia.Coefficients(new GueantLehalleTapiaOptions());
        Assert.Equal((0.645385, 0.051717), (Math.Round(nearest, 6), Math.Round(slope, 6)));
        Decide(new GueantLehalleTapia(Setting, new() { Shared = Shared }), Target + 4, time: 0);
        AssertQuotes(100 - nearest - (4.5 * slope), 100 + nearest - (3.5 * slope));
    }

    [Fact]
    public void CarteaAndJaimungalSolveTheCaseOfOneUnitExactly()
    {
        // Inventory -1, 0 or 1 and no penalty: u' = 2av, v' = au with a = λ/e, so u = cosh x + √2 sinh x, v = cosh x + sinh x / √2, x = √2 a t.
        var maker = new CarteaJaimungal(Setting, new()
        {
            ArrivalRate = 3, ArrivalDecay = 2, RunningPenalty = 0, FinalPenalty = 0, Shared = Shared with { MostUnits = 1 },
        });
        foreach (var left in (double[])[0.25, 0.5, 1])
        {
            var x = Math.Sqrt(2) * 3 / Math.E * left;
            var (u, v) = (Math.Cosh(x) + (Math.Sqrt(2) * Math.Sinh(x)), Math.Cosh(x) + (Math.Sinh(x) / Math.Sqrt(2)));
            var (bid, offer) = maker.DistancesAt(0, left);
            Assert.Equal(0.5 + (Math.Log(u / v) / 2), bid, 9);
            Assert.Equal(bid, offer, 12);
            Assert.Equal(0.5 + (Math.Log(v / u) / 2), maker.DistancesAt(1, left).Offer, 9);
        }
    }

    [Fact]
    public void CarteaAndJaimungalPayTheFinalPenaltyAtTheEnd()
    {
        // 1/κ + h(q) - h(q - 1) with h = -αq²: α = 0.1, q = 2.
        var maker = new CarteaJaimungal(Setting, new() { FinalPenalty = 0.1, Shared = Shared with { MostUnits = 5 } });
        Assert.Equal((1 / 1.5) - 0.3, maker.DistancesAt(2, 0).Offer, 9);
        Assert.Equal((1 / 1.5) + 0.5, maker.DistancesAt(2, 0).Bid, 9);
    }

    [Fact]
    public void AtTheLimitOfItsInventoryAMakerQuotesOneSideOnly()
    {
        Decide(new GueantLehalleTapia(Setting, new() { Shared = Shared with { MostUnits = 4 } }), Target + 4, time: 0);
        Assert.Equal(Side.Sell, Assert.Single(_sent).Side);
    }

    [Fact]
    public void AQuoteThatIsStillRightKeepsItsPlaceAndAnotherIsReplaced()
    {
        var maker = Avellaneda(new() { Leans = false });
        var view = View(Target, 0.2);
        var pad = new OrderPad(new AccountId(2), view, _sent.Add);
        maker.Decide(view, pad);
        maker.Decide(view, pad);
        Assert.Equal(2, _sent.Count);

        view.Take(Seen(101_0000));
        maker.Decide(view, pad);
        Assert.Equal(2, _sent.Count(c => c.Kind == CommandKind.Cancel));
        Assert.Equal(4, _sent.Count(c => c.Kind == CommandKind.Place));
    }

    private static InventoryMakerOptions Shared => new() { TargetLots = Target, Horizon = SimDuration.FromSeconds(1), MostUnits = 30 };

    private static StrategySetting Setting => new(
        Share, new Price(100_0000), new MeanRevertingValue(100_0000, 0, 0, SimDuration.FromSeconds(1), new Rng(1, "constant")));

    private static AvellanedaStoikov Avellaneda(AvellanedaStoikovOptions options) => new(Setting, options with { Shared = Shared });

    private static Quote Seen(long middle) => new(
        Share, SimTime.Zero, new Price(middle - 5), new Quantity(100), new Price(middle + 5), new Quantity(100), default);

    private static MarketView View(long position, double time)
    {
        var view = new MarketView([Terms]) { Now = new SimTime((long)(time * 1e9)), Random = new Rng(1, "trader") };
        view.AddHolding(Terms.Base, position);
        view.AddHolding(Terms.Quote, 1_000_000_000);
        view.Take(Seen(100_0000));
        return view;
    }

    private void Decide(InventoryMaker maker, long position, double time)
    {
        _sent.Clear();
        var view = View(position, time);
        maker.Decide(view, new OrderPad(new AccountId(2), view, _sent.Add));
    }

    private void AssertQuotes(double bid, double offer)
    {
        Assert.Equal(bid, _sent.Single(c => c.Side == Side.Buy).Price.Ticks / 1e4, 0.00011);
        Assert.Equal(offer, _sent.Single(c => c.Side == Side.Sell).Price.Ticks / 1e4, 0.00011);
    }
}
