using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Tests.Unit;

/// <summary>Calls before an ex-date. Source: MARKET rules, section 9.</summary>
public sealed class EarlyExerciseTests
{
    [Fact(DisplayName = "EX-9i: exercising gives up 0.05 + 0.1026 = 0.1526, less than the dividend of 0.80")]
    public void ExercisingGivesUpThePutAndTheInterestOnTheStrike()
    {
        Assert.Equal(0.1526, EarlyExercise.Cost(0.05, 50, 0.05, 15 / 365.0), 4);
        Assert.True(EarlyExercise.Pays(0.80, 0.05, 50, 0.05, 15 / 365.0));
        Assert.False(EarlyExercise.Pays(0.15, 0.05, 50, 0.05, 15 / 365.0));
    }

    [Theory(DisplayName = "EX-9i: calls are exercised for their holders on the eve of the ex-date where that pays")]
    [InlineData(80_000_000, "true", 0, 100)]
    [InlineData(15_000_000, "true", 0, 0)]
    [InlineData(80_000_000, "false", 0, 0)]
    [InlineData(80_000_000, "true", 1, 0)]
    public void CallsAreExercisedOnTheEveOfTheExDateWhereThatPays(long dividendMicro, string isAutomatic, long refused, long shares)
    {
        // S 60, K 50, put 0.05, r 5%, 15 days from the eve of the ex-date to expiry.
        var market = new OptionVenue(
            50, seed: 0, option => option with { Expiry = new(2026, 1, 22) }, ("auto-early-exercise", isAutomatic), ("rate", "5"));
        market.Venue.Trade(market.Holder, market.Writer, market.Call, 10, 1);
        market.Venue.Trade(market.Holder, market.Writer, market.Put, 0.05m, 1);
        market.Print(60);
        market.Venue.Apply(Instructions.DoNotExercise(market.Holder, market.Call.Id, new(refused)));
        market.Venue.Apply(Instructions.Of(Instruction.Dividend, market.Share.Id) with
        {
            Amount = dividendMicro, Expiry = market.Venue.Exchange.Options.Calendar.At(new(2026, 1, 8), SimDuration.FromHours(12)),
        });
        market.GoTo(new(2026, 1, 6));
        market.GoTo(new(2026, 1, 7));
        Assert.Equal(0, market.Shares(market.Holder));
        market.GoTo(new(2026, 1, 8));
        Assert.Equal(shares, market.Shares(market.Holder));
        Assert.Equal(-shares, market.Shares(market.Writer));
    }

    [Theory]
    [InlineData(60, 100)]
    [InlineData(51, 0)]
    public void WhereThePutHasNoPriceTheModelSaysWhatItIsWorth(double share, long shares)
    {
        // Fifteen days at 30%: the put of strike 50 is worth 0.0004 with the share at 60, but 0.78 at 51.
        var market = new OptionVenue(
            50, seed: 0, option => option with { Expiry = new(2026, 1, 22) }, ("auto-early-exercise", "true"), ("volatility", "30"));
        market.Venue.Trade(market.Holder, market.Writer, market.Call, 10, 1);
        market.Print((decimal)share);
        market.Venue.Apply(Instructions.Dividend(
            market.Share.Id, 80_000_000, market.Venue.Exchange.Options.Calendar.At(new(2026, 1, 8), SimDuration.FromHours(12))));
        market.GoTo(new(2026, 1, 6));
        market.GoTo(new(2026, 1, 7));
        market.GoTo(new(2026, 1, 8));
        Assert.Equal(shares, market.Shares(market.Holder));
    }
}
