using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Tests.Unit;

/// <summary>A company with 1,000,000 shares and 200,000 warrants, strike 60. Source: MARKET rules, section 10.</summary>
public sealed class CompanyWarrantTests
{
    private static readonly DateOnly Expiry = new(2026, 1, 9);

    private readonly Equity _share = MechanismVenue.Share(0);
    private readonly CompanyWarrants _warrants;
    private readonly Warrant _issue;
    private readonly MechanismVenue _venue;
    private readonly AccountId _founder;
    private readonly AccountId _holder;

    public CompanyWarrantTests()
        : this("close-out")
    {
    }

    private CompanyWarrantTests(string unfunded, decimal money = 20_000_000)
    {
        _issue = new Warrant
        {
            Id = new(1), Symbol = "XYZ.W", Base = new(2), Quote = MechanismVenue.Usd, Share = _share.Id, Strike = new(60_00), Expiry = Expiry,
        };
        _warrants = (CompanyWarrants)MechanismCatalog.Create("warrants", ("unfunded", unfunded));
        _venue = new MechanismVenue([_share, _issue], [_warrants], options: null, seed: 0);
        _venue.Apply(Commands.OpenSession());
        _founder = _venue.Open(0);
        _holder = _venue.Open(1, dollars: money);
        _venue.Give(_founder, _share, 1_000_000);
        _venue.Give(_holder, _issue, 200_000);
    }

    [Fact(DisplayName = "EX-10a, b: announced 5.8669 a warrant, 1,173,373 in all, the share falls by 1.17; observed 6.390092")]
    public void WhatTheCompanyHasOutstandingSaysWhatItsWarrantsAreWorth()
    {
        // S 40, X 60, T 5, r 3%, vol 30%.
        var dilution = _warrants.CompanyOf(_share.Id).Dilution(_issue);
        var inputs = new OptionInputs(OptionRight.Call, 40, 60, Years: 5, Rate: 0.03, Yield: 0, Volatility: 0.3);
        Assert.Equal(5.8669, dilution.Announced(inputs), 4);
        Assert.Equal(1_173_373, dilution.Announced(inputs) * dilution.Warrants, 0.5);
        Assert.Equal(1.17, dilution.AnnouncementEffect(inputs), 2);
        Assert.Equal(6.390092, dilution.Outstanding(inputs), 6);
    }

    [Fact]
    public void ASplitAndASpecialDividendOfTheShareChangeTheTermsOfItsWarrants()
    {
        var venue = new MechanismVenue(
            [_share, _issue], MechanismCatalog.Create([MechanismSpec.Of("corporate-actions"), MechanismSpec.Of("warrants")]), null, seed: 0);
        venue.Apply(Commands.OpenSession());
        var holder = venue.Open(1, dollars: 1_000_000);
        venue.Give(holder, _issue, 1_000);
        var calendar = venue.Exchange.Options.Calendar;
        venue.Apply(Instructions.Split(_share.Id, 2, 1, calendar.At(new(2026, 1, 6), SimDuration.FromHours(12))));
        venue.Apply(Instructions.SpecialDividend(_share.Id, 250_000_000, calendar.At(new(2026, 1, 7), SimDuration.FromHours(12))));
        foreach (var (day, strike) in ((int, long)[])[(6, 30_00), (7, 27_50)])
        {
            venue.At("16:00").Apply(Commands.CloseSession());
            venue.At("09:30", new(2026, 1, day)).Apply(Commands.OpenSession());
            var terms = (Warrant)venue.Exchange.Instruments[1];
            Assert.Equal((strike, 2L, 1L), (terms.Strike.Ticks, terms.Shares, terms.PerWarrants));
        }

        venue.Apply(Instructions.Exercise(holder, _issue.Id, new(10)));
        Assert.Equal((20, 1_000_000 - 550), (venue.Position(holder, _share), venue.Cash(holder)));
    }

    [Fact]
    public void ASpinOffCutsTheStrikeByWhatIsSpunOff()
    {
        // One new share at 12.34 for four old ones is 3.085 of each; the strike has cents.
        var child = MechanismVenue.Share(2, "NEW") with { Base = new(3) };
        var covered = new CoveredWarrant
        {
            Id = new(3), Symbol = "XYZ.C", Base = new(4), Quote = MechanismVenue.Usd, Underlying = _share.Id, Right = OptionRight.Call,
            Strike = new(60_00), RatioPartsPerMillion = 100_000, Expiry = Expiry,
        };
        var venue = new MechanismVenue(
            [_share, _issue, child, covered], MechanismCatalog.Create(
                [MechanismSpec.Of("corporate-actions"), MechanismSpec.Of("warrants"), MechanismSpec.Of("covered-warrants")]), null, seed: 0);
        venue.Apply(Instructions.ClosingPrice(child.Id, new(1_234)));
        venue.Apply(Instructions.ClosingPrice(_share.Id, new(60_00)));
        venue.Apply(Commands.OpenSession());
        var calendar = venue.Exchange.Options.Calendar;
        venue.Apply(Instructions.SpinOff(_share.Id, child.Base, 1, 4, calendar.At(new(2026, 1, 6), SimDuration.FromHours(12))));
        venue.At("16:00").Apply(Commands.CloseSession());
        venue.At("09:30", new(2026, 1, 6)).Apply(Commands.OpenSession());

        Assert.InRange(((Warrant)venue.Exchange.Instruments[1]).Strike.Ticks, 56_91, 56_92);
        Assert.InRange(((CoveredWarrant)venue.Exchange.Instruments[3]).Strike.Ticks, 56_91, 56_92);
    }

    [Fact(DisplayName = "EX-10c: at expiry equity of 75,000,000 leaves 72.50 a share and 12.50 a warrant")]
    public void AtExpiryTheHoldersOfWarrantsShareInWhatTheyDilute()
    {
        _venue.Apply(Instructions.CompanyValue(_share.Id, new(75_000_000_00)));
        var company = _warrants.CompanyOf(_share.Id);
        Assert.Equal((1_000_000, 200_000), (company.SharesOutstanding, company.Warrants[0].Outstanding));
        Assert.Equal(12.50, company.PayoffPerWarrant(_issue) / 100, 10);
        Assert.Equal(72.50, company.PriceAfterExercise(_issue) / 100, 10);
        Assert.Equal(new Price(75_00), _venue.Exchange.Prices.Mark(_share.Id));

        _venue.At("16:00", Expiry).Apply(Commands.CloseSession());
        company = _warrants.CompanyOf(_share.Id);
        Assert.Equal((1_200_000, 0), (company.SharesOutstanding, company.Warrants[0].Outstanding));
        Assert.Equal(new Money(87_000_000_00), company.Value);
        Assert.Equal(new Price(72_50), company.FairPrice);
        Assert.Equal(new Price(72_50), _venue.Exchange.Prices.Mark(_share.Id));
        Assert.Equal([(_founder, 1_000_000), (_holder, 200_000)], _warrants.CapTable(_share.Id));
        Assert.Equal(20_000_000 - 12_000_000, _venue.Cash(_holder));
        Assert.Equal(0, _venue.Position(_holder, _issue));

        var restated = _venue.Events.Last(e => e.Kind == EventKind.CompanyRestated);
        Assert.Equal((1_200_000L, 72_50L, 87_000_000_00L), (restated.Quantity.Lots, restated.Price.Ticks, restated.Amount));
    }

    [Fact(DisplayName = "S12: the sum of holders' wealth is unchanged by exercise at a fair price")]
    public void TheSumOfWealthIsUnchangedByExercise()
    {
        _venue.Apply(Instructions.CompanyValue(_share.Id, new(75_000_000_00)));
        var before = _warrants.CompanyOf(_share.Id);
        var wealthBefore = (decimal)before.Value!.Value.Minor / 100 + _venue.Cash(_holder);
        _venue.Apply(Instructions.Exercise(_holder, _issue.Id, new(200_000)));
        var after = _warrants.CompanyOf(_share.Id);
        Assert.Equal(wealthBefore, ((decimal)after.Value!.Value.Minor / 100) + _venue.Cash(_holder));
        Assert.Equal(wealthBefore, (1_200_000 * _share.ToDecimal(after.FairPrice!.Value)) + _venue.Cash(_holder));
        Assert.Equal(12.50m * 200_000, (200_000 * _share.ToDecimal(after.FairPrice!.Value)) - 12_000_000);
    }

    [Theory]
    [InlineData(60.01, 200_000)]
    [InlineData(60.00, 0)]
    public void WhatIsInTheMoneyByACentIsExercisedByException(double close, long issued)
    {
        _venue.Apply(Instructions.ClosingPrice(_share.Id, MechanismVenue.PriceOf(_share, (decimal)close)));
        _venue.At("16:00", Expiry).Apply(Commands.CloseSession());
        Assert.Equal(issued, _venue.Position(_holder, _share));
        Assert.Equal(issued == 0 ? 1 : 0, _venue.Events.Count(e => e.Kind == EventKind.ContractExpired));
        _venue.At("09:30", new(2026, 1, 12)).Apply(Commands.OpenSession());
        _venue.Limit(_holder, _issue, Side.Buy, 1, 1);
        Assert.Equal(RejectReason.MarketClosed, _venue.Refusal);
    }

    [Fact]
    public void APartCanBeExercisedOnAnyDay()
    {
        _venue.At("17:30").Apply(Instructions.Exercise(_holder, _issue.Id, new(50_000)));
        Assert.Equal((50_000, 150_000), (_venue.Position(_holder, _share), _venue.Position(_holder, _issue)));
        Assert.Equal(-3_000_000, _venue.Posted(_holder, Posting.WarrantExercise));
        Assert.Equal(1_050_000, _venue.Exchange.Ledger.Issued(_share.Base));
        Assert.Equal(RejectReason.InsufficientAssets, Exercise(150_001));
        Assert.Equal(RejectReason.InvalidQuantity, Exercise(0));
        _venue.Apply(Commands.Deposit(_holder, MechanismVenue.Usd, -16_000_000_00));
        Assert.Equal(RejectReason.InsufficientFunds, Exercise(150_000));
        _venue.At("17:30:01");
        Assert.Equal(RejectReason.TooLate, Exercise(1));
    }

    [Fact]
    public void SeveralWarrantsForAShareLeaveWhatDoesNotMakeAShare()
    {
        var issue = _issue with { Shares = 2, PerWarrants = 5 };
        var venue = new MechanismVenue([_share, issue], [MechanismCatalog.Create("warrants")], options: null, seed: 0);
        venue.Apply(Commands.OpenSession());
        var holder = venue.Open(1, dollars: 1_000);
        venue.Give(holder, issue, 9);
        venue.Apply(Instructions.Exercise(holder, issue.Id, new(9)));

        // Nine warrants give 3.6 shares: three, for which eight warrants are needed.
        Assert.Equal((3, 1), (venue.Position(holder, _share), venue.Position(holder, issue)));
        Assert.Equal(1_000 - 180, venue.Cash(holder));
    }

    [Theory]
    [InlineData("close-out", 0, 2_500_000)]
    [InlineData("lapse", 0, 0)]
    [InlineData("owe", 200_000, -12_000_000)]
    public void AHolderWhoCannotPayIsTreatedByTheRule(string rule, long shares, double cash)
    {
        var market = new CompanyWarrantTests(rule, money: 0);
        market._venue.Apply(Instructions.CompanyValue(market._share.Id, new(75_000_000_00)));
        market._venue.At("16:00", Expiry).Apply(Commands.CloseSession());
        Assert.Equal(shares, market._venue.Position(market._holder, market._share));
        Assert.Equal((decimal)cash, market._venue.Cash(market._holder));
    }

    [Fact]
    public void ASplitKeepsWhatAWarrantIsWorth()
    {
        var split = (Warrant)_issue.After(_issue.Split(3, 2));
        Assert.Equal((40_00L, 3L, 2L), (split.Strike.Ticks, split.Shares, split.PerWarrants));
    }

    private RejectReason Exercise(long count)
    {
        _venue.Apply(Instructions.Exercise(_holder, _issue.Id, new(count)));
        return _venue.Refusal;
    }
}
