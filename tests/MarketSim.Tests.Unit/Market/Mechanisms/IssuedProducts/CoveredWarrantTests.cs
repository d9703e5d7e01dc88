using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Tests.Unit;

/// <summary>Covered warrants: ten for one share, strike 50. Source: MARKET rules, section 10.</summary>
public sealed class CoveredWarrantTests
{
    private static readonly DateOnly Expiry = new(2026, 1, 9);

    private static readonly Equity Share = MechanismVenue.Share(0);

    private static readonly CoveredWarrant Call = new()
    {
        Id = new(1), Symbol = "XYZ.C", Base = new(2), Quote = MechanismVenue.Usd, Underlying = Share.Id, Right = OptionRight.Call,
        Strike = new(50_00), Expiry = Expiry, RatioPartsPerMillion = 100_000,
    };

    private static readonly CoveredWarrant Put = Call with { Id = new(2), Symbol = "XYZ.P", Base = new(3), Right = OptionRight.Put };

    [Theory]
    [InlineData(53.33, 333.00, 0)]
    [InlineData(50.00, 0, 0)]
    [InlineData(49.99, 0, 1.00)]
    public void TheIssuerPaysWhatIsInTheMoneyAtExpiryAndNothingIsDiluted(double close, double call, double put)
    {
        var venue = Market();
        var holder = venue.Open(1);
        venue.Give(holder, Call, 1_000);
        venue.Give(holder, Put, 1_000);
        venue.Apply(Instructions.ClosingPrice(Share.Id, MechanismVenue.PriceOf(Share, (decimal)close)));
        venue.At("16:00", Expiry).Apply(Commands.CloseSession());

        Assert.Equal((decimal)(call + put), venue.Cash(holder));
        Assert.Equal((decimal)-(call + put), venue.Cash(HouseAccounts.Issuers));
        Assert.Equal((0, 0), (venue.Position(holder, Call), venue.Position(holder, Put)));
        Assert.Equal(0, venue.Exchange.Ledger.Issued(Share.Base));
    }

    [Fact]
    public void WhatTheIssuerHasNotSoldEndsUnpaid()
    {
        var venue = Market(("issuer", (HouseAccounts.FirstParticipant.Value + 7).ToString(System.Globalization.CultureInfo.InvariantCulture)));
        var (issuer, holder) = (venue.Open(7, dollars: 1_000), venue.Open(1, dollars: 1_000));
        venue.Give(issuer, Call, 10_000);
        venue.Trade(holder, issuer, Call, 0.40m, 500);
        venue.Apply(Instructions.ClosingPrice(Share.Id, new(55_00)));
        venue.At("16:00", Expiry).Apply(Commands.CloseSession());
        Assert.Equal(1_000 - 200 + 250, venue.Cash(holder));
        Assert.Equal(1_000 + 200 - 250, venue.Cash(issuer));
        Assert.Equal(0, venue.Position(issuer, Call));
    }

    [Fact]
    public void OneOfAmericanStyleIsPaidAtTheEndOfTheDayOfItsExercise()
    {
        var venue = Market(terms: warrant => warrant with { Style = ExerciseStyle.American });
        var holder = venue.Open(1);
        venue.Give(holder, Call, 1_000);
        venue.Apply(Instructions.Exercise(holder, Call.Id, new(1_001)));
        Assert.Equal(RejectReason.InsufficientAssets, venue.Refusal);
        venue.Apply(Instructions.Exercise(holder, Call.Id, new(400)));
        Assert.Equal(RejectReason.None, venue.Refusal);
        venue.Limit(holder, Call, Side.Sell, 1, 601);
        Assert.Equal(RejectReason.InsufficientAssets, venue.Refusal);
        venue.Apply(Instructions.ClosingPrice(Share.Id, new(54_00)));
        venue.At("16:00").Apply(Commands.CloseSession());
        Assert.Equal((160m, 600L), (venue.Cash(holder), venue.Position(holder, Call)));
    }

    [Fact]
    public void OneOfEuropeanStyleIsNotExercisedEarly()
    {
        var venue = Market();
        var holder = venue.Open(1);
        venue.Give(holder, Call, 1_000);
        venue.Apply(Instructions.Exercise(holder, Call.Id, new(1)));
        Assert.Equal(RejectReason.NotPermitted, venue.Refusal);
    }

    private static CoveredWarrant Same(CoveredWarrant warrant) => warrant;

    private static MechanismVenue Market(params (string Name, string Value)[] rules) => Market(Same, rules);

    private static MechanismVenue Market(Func<CoveredWarrant, CoveredWarrant> terms, params (string Name, string Value)[] rules)
    {
        var venue = new MechanismVenue([Share, terms(Call), terms(Put)], [MechanismSpec.Of("covered-warrants", rules)]);
        venue.Apply(Commands.OpenSession());
        return venue;
    }
}
