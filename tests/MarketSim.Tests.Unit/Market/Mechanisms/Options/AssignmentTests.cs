using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Tests.Unit;

/// <summary>Who is assigned. Source: MARKET rules, section 9: single contracts drawn at random, chance e/n for each.</summary>
public sealed class AssignmentTests
{
    [Fact]
    public void EveryContractHasTheSameChanceToBeDrawn()
    {
        // Positions of 1, 2, 3 and 4 contracts, 4 of 10 exercised: expected 0.4 of each contract.
        var random = new Rng(1, "assignment");
        var sums = new long[4];
        const int Draws = 20_000;
        for (var i = 0; i < Draws; i++)
        {
            var assigned = Assignment.AtRandom([1, 2, 3, 4], 4, random);
            Assert.Equal(4, assigned.Sum());
            for (var k = 0; k < 4; k++)
            {
                Assert.InRange(assigned[k], 0, k + 1);
                sums[k] += assigned[k];
            }
        }

        // Four standard deviations of a draw without replacement.
        for (var k = 0; k < 4; k++)
        {
            var (size, mean) = (k + 1, (k + 1) * 0.4);
            var deviation = Math.Sqrt(size * 0.4 * 0.6 * (10 - size) / 9.0 / Draws);
            Assert.InRange((double)sums[k] / Draws, mean - (4 * deviation), mean + (4 * deviation));
        }
    }

    [Fact]
    public void AllAreAssignedWhereAllAreExercised()
        => Assert.Equal([5, 0, 7], Assignment.AtRandom([5, 0, 7], 12, new Rng(1, "a")));

    [Theory]
    [InlineData(new long[] { 10, 20, 30 }, 7, new long[] { 1, 2, 4 })]
    [InlineData(new long[] { 1, 1, 1 }, 2, new long[] { 1, 1, 0 })]
    [InlineData(new long[] { 3, 0, 3 }, 6, new long[] { 3, 0, 3 })]
    [InlineData(new long[] { 5 }, 0, new long[] { 0 })]
    public void InProportionMeansRoundedDownAndTheRestToTheLargestFractions(long[] shorts, long exercised, long[] expected)
        => Assert.Equal(expected, Assignment.ProRata(shorts, exercised));

    [Fact]
    public void MoreThanIsWrittenCannotBeAssigned()
        => Assert.Throws<ArgumentOutOfRangeException>(() => Assignment.ProRata([1, 2], 4));

    [Theory]
    [InlineData("random")]
    [InlineData("pro-rata")]
    [InlineData("fifo")]
    public void EveryMethodAssignsAsManyContractsAsAreExercised(string method)
    {
        var market = new OptionVenue(50, ("assignment", method));
        var (first, second) = (market.Venue.Open(4, AccountType.RegT, 100_000), market.Venue.Open(5, AccountType.RegT, 100_000));
        market.Venue.Trade(market.Holder, second, market.Call, 4, 3);
        market.Venue.Trade(market.Holder, first, market.Call, 4, 3);
        market.Venue.Trade(market.Holder, market.Writer, market.Call, 4, 4);
        market.Exercise(market.Holder, market.Call, 5);
        market.Venue.At("16:00").Apply(Commands.CloseSession());

        var assigned = market.Of(EventKind.Assigned).ToDictionary(e => e.Account, e => e.Quantity.Lots);
        Assert.Equal(5, assigned.Values.Sum());
        Assert.Equal(500, market.Shares(market.Holder));
        if (method == "pro-rata")
        {
            Assert.Equal([2L, 2, 1], [assigned[market.Writer], assigned[first], assigned[second]]);
        }
        else if (method == "fifo")
        {
            Assert.Equal([3L, 2], [assigned[second], assigned[first]]);
        }
    }

    [Fact]
    public void FirstInFirstOutForgetsWhatWasBoughtBack()
    {
        var market = new OptionVenue(50, ("assignment", "fifo"));
        var second = market.Venue.Open(4, AccountType.RegT, 100_000);
        market.Venue.Trade(market.Holder, market.Writer, market.Call, 4, 3);
        market.Venue.Trade(market.Holder, second, market.Call, 4, 3);
        market.Venue.Trade(market.Writer, market.Holder, market.Call, 4, 3);
        market.Venue.Trade(market.Holder, market.Writer, market.Call, 4, 3);
        market.Exercise(market.Holder, market.Call, 3);
        market.Venue.At("16:00").Apply(Commands.CloseSession());
        var assigned = Assert.Single(market.Of(EventKind.Assigned));
        Assert.Equal((second, 3L), (assigned.Account, assigned.Quantity.Lots));
    }

    [Fact]
    public void TheSameSeedDrawsTheSameWriters()
    {
        Assert.Equal(Drawn(7), Drawn(7));
        Assert.True(Enumerable.Range(1, 8).Select(seed => Drawn((ulong)seed)).Distinct().Count() > 1, "chance has no effect");

        static string Drawn(ulong seed)
        {
            var market = new OptionVenue(50, seed, option => option);
            var writers = Enumerable.Range(4, 6).Select(id => market.Venue.Open(id, AccountType.RegT, 100_000)).ToList();
            foreach (var writer in writers)
            {
                market.Venue.Trade(market.Holder, writer, market.Call, 4, 2);
            }

            market.Exercise(market.Holder, market.Call, 4);
            market.Venue.At("16:00").Apply(Commands.CloseSession());
            return string.Join(" ", writers.Select(market.Shares));
        }
    }
}
