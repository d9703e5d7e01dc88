using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Tests.Unit;

/// <summary>Turbos on an index. Source: MARKET rules, section 10.</summary>
public sealed class KnockOutTests
{
    private static readonly MarketIndex Index = new() { Id = new(0), Symbol = "IDX", Base = new(1), Quote = MechanismVenue.Usd };

    private static readonly KnockOut Long = new()
    {
        Id = new(1), Symbol = "LONG", Base = new(2), Quote = MechanismVenue.Usd, Underlying = Index.Id, Right = OptionRight.Call,
        Level = 4_500_00L * KnockOut.LevelUnit, Barrier = new(4_600_00), RatioPartsPerMillion = 10_000,
    };

    private static readonly KnockOut Short = Long with
    {
        Id = new(2), Symbol = "SHORT", Base = new(3), Right = OptionRight.Put, Level = 5_500_00L * KnockOut.LevelUnit,
        Barrier = new(5_400_00),
    };

    private MechanismVenue _venue = null!;
    private AccountId _holder;

    [Fact(DisplayName = "EX-10d: F 4,500 grows to 4,500.44 in a day; value 4.0000, then 3.9956; leverage 12.25")]
    public void TheFinancingLevelGrowsByADaysInterest()
    {
        Set();
        _venue.Apply(Instructions.ReferencePrice(Index.Id, new(4_900_00)));
        Assert.Equal(4.0000, Long.Value(Index, new(4_900_00)), 10);
        Assert.Equal(12.25, Long.Leverage(Index, new(4_900_00)), 10);
        _venue.At("16:00").Apply(Commands.CloseSession());

        var next = (KnockOut)_venue.Exchange.Instruments[1];
        Assert.Equal(new Price(4_500_44), next.Strike);
        Assert.Equal(3.9956, next.Value(Index, new(4_900_00)), 4);
        var changed = Assert.Single(_venue.Events, e => e.Kind == EventKind.TermsChanged && e.Instrument == Long.Id);
        Assert.Equal(new Price(4_500_44), changed.Price);

        // A put's level grows by the rate less the spread: 5,500 x 0.5% / 360.
        Assert.Equal(5_500.07638889, ((KnockOut)_venue.Exchange.Instruments[2]).Level / 1e8, 7);
    }

    [Fact]
    public void AWeekendCostsThreeDaysOfInterest()
    {
        foreach (var (days, expected) in ((string, double)[])[("calendar", 4_501.3125), ("business", 4_500.4375)])
        {
            Set(("financing-days", days));
            _venue.At("16:00", new(2026, 1, 9)).Apply(Commands.CloseSession());
            Assert.Equal(expected, ((KnockOut)_venue.Exchange.Instruments[1]).Level / 1e8, 6);
            var turbo = new Turbo(OptionRight.Call, 4_500, 4_600, 0.01m).After(0.02m, 0.015m, days == "calendar" ? 3 : 1);
            Assert.Equal(expected, (double)turbo.FinancingLevel, 6);
        }
    }

    [Theory]
    [InlineData("touch", 4_590, 9_000.00)]
    [InlineData("barrier", 4_590, 10_000.00)]
    [InlineData("touch", 4_480, 0)]
    [InlineData("barrier", 4_480, 10_000.00)]
    public void TheFirstTouchEndsTradingAndPaysTheResidual(string unwind, double index, double residual)
    {
        Set(("unwind", unwind));
        _venue.Apply(Instructions.ReferencePrice(Index.Id, new(4_600_01)));
        var resting = _venue.Limit(_holder, Long, Side.Sell, 4, 100);
        Assert.DoesNotContain(_venue.Events, e => e.Kind == EventKind.KnockedOut);
        _venue.Apply(Instructions.ReferencePrice(Index.Id, MechanismVenue.PriceOf(Index, (decimal)index)));

        var knocked = Assert.Single(_venue.Last, e => e.Kind == EventKind.KnockedOut);
        Assert.Equal((Long.Id, (decimal)index), (knocked.Instrument, Index.ToDecimal(knocked.Price)));
        var cancelled = Assert.Single(_venue.Last, e => e.Kind == EventKind.Cancelled);
        Assert.Equal((resting, CancelReason.InstrumentEnded), (cancelled.Order, cancelled.Cancel));
        Assert.Equal((decimal)residual, _venue.Posted(_holder, Posting.Residual));
        Assert.Equal((decimal)-residual, _venue.Cash(HouseAccounts.Issuers));
        Assert.Equal(0, _venue.Position(_holder, Long));
        Assert.Equal(0, _venue.Exchange.Ledger.Issued(Long.Base));
        _venue.Limit(_holder, Long, Side.Buy, 1, 1);
        Assert.Equal(RejectReason.MarketClosed, _venue.Refusal);

        // It ends once; the other product lives on.
        _venue.Apply(Instructions.ReferencePrice(Index.Id, new(4_000_00)));
        Assert.Single(_venue.Events, e => e.Kind == EventKind.KnockedOut);
        Assert.Equal(10_000, _venue.Position(_holder, Short));
    }

    [Fact]
    public void ShortProductsAreTouchedFromBelow()
    {
        Set();
        _venue.Apply(Instructions.ReferencePrice(Index.Id, new(5_399_99)));
        Assert.DoesNotContain(_venue.Events, e => e.Kind == EventKind.KnockedOut);
        _venue.Apply(Instructions.ReferencePrice(Index.Id, new(5_400_00)));
        Assert.Equal(10_000, _venue.Posted(_holder, Posting.Residual));
    }

    [Fact]
    public void TheWorstPriceOfAWindowIsPaidAtItsEnd()
    {
        Set(("unwind", "worst"), ("window", "30min"));
        _venue.At("10:00").Apply(Instructions.ReferencePrice(Index.Id, new(4_600_00)));
        _venue.At("10:20").Apply(Instructions.ReferencePrice(Index.Id, new(4_550_00)));
        _venue.At("10:25").Apply(Instructions.ReferencePrice(Index.Id, new(4_700_00)));
        _venue.At("10:29:59.999");
        Assert.Equal(0, _venue.Posted(_holder, Posting.Residual));
        _venue.At("10:40");
        Assert.Equal(5_000, _venue.Posted(_holder, Posting.Residual));
        Assert.Equal("10:30:00", TimeOf(_venue.Events.Last(e => e.Posting == Posting.Residual && e.Kind == EventKind.Posted)));
    }

    [Fact]
    public void TheCloseOfTheDayCanBeTheUnwindPrice()
    {
        Set(("unwind", "close"));
        _venue.At("10:00").Apply(Instructions.ReferencePrice(Index.Id, new(4_600_00)));
        _venue.At("15:00").Apply(Instructions.ReferencePrice(Index.Id, new(4_650_00)));
        Assert.Equal(0, _venue.Posted(_holder, Posting.Residual));
        _venue.At("16:00").Apply(Commands.CloseSession());
        Assert.Equal(15_000, _venue.Posted(_holder, Posting.Residual));
    }

    [Fact]
    public void WhereTheBarrierIsTheFinancingLevelNothingIsLeft()
    {
        Set(terms: product => product with { BarrierIsLevel = true });
        _venue.At("16:00").Apply(Commands.CloseSession());
        _venue.At("09:30", new(2026, 1, 6)).Apply(Commands.OpenSession());

        // The barrier has moved with the level to 4,500.4375: the cent above does not touch it, the cent below does.
        _venue.Apply(Instructions.ReferencePrice(Index.Id, new(4_500_44)));
        Assert.DoesNotContain(_venue.Events, e => e.Kind == EventKind.KnockedOut);
        _venue.Apply(Instructions.ReferencePrice(Index.Id, new(4_500_43)));
        Assert.Single(_venue.Events, e => e.Kind == EventKind.KnockedOut);
        Assert.Equal(0, _venue.Posted(_holder, Posting.Residual));
        Assert.Equal(0, _venue.Position(_holder, Long));
    }

    [Fact]
    public void TradesOfAShareTouchBarriersOnIt()
    {
        var share = MechanismVenue.Share(0);
        var turbo = Long with { Level = 40_00L * KnockOut.LevelUnit, Barrier = new(42_00), RatioPartsPerMillion = 100_000 };
        foreach (var (trigger, isKnocked) in ((string, bool)[])[("any", true), ("trades", true), ("reference", false)])
        {
            var venue = new MechanismVenue([share, turbo], [MechanismSpec.Of("knock-outs", ("trigger", trigger))]);
            venue.Apply(Commands.OpenSession());
            var (holder, other) = (venue.Open(0, dollars: 10_000), venue.Open(1, dollars: 10_000));
            venue.Give(holder, turbo, 1_000);
            venue.Give(other, share, 10);
            venue.Trade(holder, other, share, 42.01m, 1);
            Assert.Equal(1_000, venue.Position(holder, turbo));
            venue.Trade(holder, other, share, 41.50m, 1);
            Assert.Equal(isKnocked ? 0 : 1_000, venue.Position(holder, turbo));
            Assert.Equal(isKnocked ? 150 : 0, venue.Posted(holder, Posting.Residual));
        }
    }

    [Fact]
    public void ADatedProductPaysItsDistanceOnTheLastDayAndIsNotFinanced()
    {
        Set(terms: product => product with { Expiry = new(2026, 1, 6) });
        _venue.Apply(Instructions.ReferencePrice(Index.Id, new(4_900_00)));
        _venue.At("16:00").Apply(Commands.CloseSession());
        _venue.At("09:30", new(2026, 1, 6)).Apply(Commands.OpenSession());
        _venue.Apply(Instructions.ReferencePrice(Index.Id, new(4_912_34)));
        _venue.At("16:00").Apply(Commands.CloseSession());
        Assert.Equal(41_234.00m + 58_766.00m, _venue.Posted(_holder, Posting.ExerciseCash));
        Assert.Equal((0, 0), (_venue.Position(_holder, Long), _venue.Position(_holder, Short)));
    }

    [Fact]
    public void CorporateActionsOnTheUnderlyingLeaveTheProductWorthWhatItWas()
    {
        var share = MechanismVenue.Share(0);
        var turbo = Long with { Level = 40_00L * KnockOut.LevelUnit, Barrier = new(42_00), RatioPartsPerMillion = 100_000 };
        var venue = new MechanismVenue(
            [share, turbo], [MechanismSpec.Of("corporate-actions"), MechanismSpec.Of("knock-outs", ("rate", "0"), ("spread", "0"))]);
        venue.Apply(Commands.OpenSession());
        var calendar = venue.Exchange.Options.Calendar;
        venue.Apply(Instructions.Dividend(share.Id, 50_500_000, calendar.At(new(2026, 1, 6), SimDuration.FromHours(12))));
        venue.Apply(Instructions.Split(share.Id, 2, 1, calendar.At(new(2026, 1, 7), SimDuration.FromHours(12))));
        venue.At("16:00").Apply(Commands.CloseSession());
        venue.At("09:30", new(2026, 1, 6)).Apply(Commands.OpenSession());
        var exDividend = (KnockOut)venue.Exchange.Instruments[1];
        Assert.Equal((3_949_500_000L, 41_49L), (exDividend.Level, exDividend.Barrier.Ticks));
        venue.At("16:00").Apply(Commands.CloseSession());
        venue.At("09:30", new(2026, 1, 7)).Apply(Commands.OpenSession());
        var split = (KnockOut)venue.Exchange.Instruments[1];
        Assert.Equal((1_974_750_000L, 20_75L, 200_000L), (split.Level, split.Barrier.Ticks, split.RatioPartsPerMillion));
    }

    private static KnockOut Same(KnockOut product) => product;

    private void Set(params (string Name, string Value)[] rules) => Set(Same, rules);

    private void Set(Func<KnockOut, KnockOut> terms, params (string Name, string Value)[] rules)
    {
        _venue = new MechanismVenue([Index, terms(Long), terms(Short)], [MechanismSpec.Of("knock-outs", rules)]);
        _venue.Apply(Commands.OpenSession());
        _holder = _venue.Open(0, dollars: 1_000);
        _venue.Give(_holder, Long, 10_000);
        _venue.Give(_holder, Short, 10_000);
    }

    private string TimeOf(in MarketEvent item)
        => TimeSpan.FromTicks(_venue.Exchange.Options.Calendar.TimeOfDay(item.Time).Nanoseconds / 100).ToString("c");
}
