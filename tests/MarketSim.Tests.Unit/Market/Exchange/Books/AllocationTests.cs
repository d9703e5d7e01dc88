using CsCheck;
using MarketSim.Market;

namespace MarketSim.Tests.Unit;

/// <summary>The worked examples EX-1a to EX-1e of the market rules (CME algorithms), and what every
/// allocation must keep.</summary>
public sealed class AllocationTests
{
    private const int A = 0;

    /// <summary>A 30, B 150, C 5, D 65, in time order; 97 lots come in.</summary>
    private static readonly long[] Example = [30, 150, 5, 65];

    [Fact]
    public void FirstInFirstOutFillsInTimeOrder() =>
        Assert.Equal([30, 67, 0, 0], Shares(new FifoAllocation(), 97, Example));

    [Fact]
    public void ProRataRoundsDownAndLeavesTheRestToTheFirst() =>
        Assert.Equal([13, 58, 1, 25], Shares(new ProRataAllocation(), 97, Example));

    [Fact]
    public void AProRataShareBelowTheMinimumBecomesZero() =>
        Assert.Equal([14, 58, 0, 25], Shares(new ProRataAllocation(minimumLots: 2), 97, Example));

    [Fact]
    public void TheTopOrderIsServedBeforeTheRestIsShared() =>
        Assert.Equal([30, 48, 0, 19], Shares(new TopAllocation(new ProRataAllocation(minimumLots: 2)), 97, Example, top: A));

    [Fact]
    public void SplitServesItsFifoPartBeforeItsProRataPart() =>
        Assert.Equal([30, 49, 1, 17], Shares(new SplitAllocation(proRataPercent: 60), 97, Example));

    [Fact]
    public void WhatTheRoundingLeavesGoesOnToTheNextOrderWhenTheFirstIsFull() =>
        // Floors 0, 0, 0, 3; the first two take one lot each, all they have.
        Assert.Equal([1, 1, 0, 3], Shares(new ProRataAllocation(), 5, [1, 1, 1, 6]));

    [Fact]
    public void WhatTheRoundingLeavesMayGiveAnOrderItsShareBelowTheMinimumAfterAll() =>
        Assert.Equal([1, 1, 1, 0], Shares(new ProRataAllocation(minimumLots: 10), 3, [1, 1, 3, 3]));

    [Fact]
    public void TheTopOrderTakesNoMoreThanItsPartAndThenItsShareOfTheRest() =>
        // 40% of 100 is 40 to the last; 60 over 100, 100 and its other 60: 23, 23, 13, and one left to the first.
        Assert.Equal([24, 23, 53], Shares(new TopAllocation(new ProRataAllocation(), percent: 40), 100, [100, 100, 100], top: 2));

    [Fact]
    public void TheTopOrderMayTakeEverything() =>
        Assert.Equal([0, 0, 100], Shares(new TopAllocation(new ProRataAllocation()), 100, [100, 100, 200], top: 2));

    [Fact]
    public void WithoutATopOrderTheRestIsEverything() =>
        Assert.Equal([14, 58, 0, 25], Shares(new TopAllocation(new ProRataAllocation(minimumLots: 2)), 97, Example));

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    public void ASplitMayBeAllOfOneKind(int proRataPercent)
    {
        var pure = proRataPercent == 0 ? (IAllocation)new FifoAllocation() : new ProRataAllocation(minimumLots: 2);
        Assert.Equal(Shares(pure, 97, Example), Shares(new SplitAllocation(proRataPercent, minimumLots: 2), 97, Example));
    }

    [Fact]
    public void SharesAreExactWhenTheProductNeedsMoreThan64Bits() =>
        Assert.Equal([1L << 60, 1L << 61], Shares(new ProRataAllocation(), 3L << 60, [1L << 61, 1L << 62]));

    [Fact]
    public void ParametersOutOfRangeAreRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new ProRataAllocation(minimumLots: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SplitAllocation(proRataPercent: 101));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SplitAllocation(proRataPercent: -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SplitAllocation(proRataPercent: 50, minimumLots: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new TopAllocation(new FifoAllocation(), percent: 101));
        Assert.Throws<ArgumentOutOfRangeException>(() => new TopAllocation(new FifoAllocation(), percent: -1));
        Assert.Throws<ArgumentNullException>(() => new TopAllocation(null!));
    }

    /// <summary>CsCheck prints the seed and how to replay it: CsCheck_Seed=… ./test unit --filter-class
    /// '*AllocationTests'.</summary>
    [Theory]
    [InlineData("fifo")]
    [InlineData("pro-rata 1")]
    [InlineData("pro-rata 7")]
    [InlineData("split 60 1")]
    [InlineData("split 1 3")]
    [InlineData("top 100 pro-rata 2")]
    [InlineData("top 30 split 50 4")]
    [InlineData("top 50 top 50 fifo")]
    public void SharesSumToTheIncomingLotsAndNoneIsAboveItsOrder(string name)
    {
        var allocation = AllocationText.Parse(name)!;
        var lots = Gen.OneOf(Gen.Long[0, 5], Gen.Long[1, 1_000], Gen.Long[1, 1L << 50]);
        Gen.Select(lots.Array[1, 12], Gen.Long[0, long.MaxValue], Gen.Int[-1, 11])
            .Where((queue, _, _) => queue.Sum() > 1)
            .Sample((queue, draw, top) =>
            {
                var incoming = 1 + (draw % (queue.Sum() - 1));
                var shares = Shares(allocation, incoming, queue, top);
                return shares.Sum() == incoming && shares.Zip(queue).All(pair => pair.First >= 0 && pair.First <= pair.Second);
            }, iter: Effort.Cases(ordinary: 5_000, nightly: 500_000));
    }

    [Fact]
    public void ProRataGivesNobodyLessThanItsProportionRoundedDown() =>
        Gen.Select(Gen.Long[1, 10_000].Array[2, 12], Gen.Long[0, long.MaxValue])
            .Sample((queue, draw) =>
            {
                var incoming = 1 + (draw % (queue.Sum() - 1));
                var shares = Shares(new ProRataAllocation(), incoming, queue);
                return shares.Zip(queue).All(pair => pair.First >= incoming * pair.Second / queue.Sum());
            }, iter: Effort.Cases(ordinary: 5_000, nightly: 500_000));

    private static long[] Shares(IAllocation allocation, long incoming, long[] queue, int top = -1)
    {
        var entries = new AllocationEntry[queue.Length];
        for (var i = 0; i < queue.Length; i++)
        {
            entries[i] = new AllocationEntry(queue[i], IsTop: i == top);
        }

        // Filled with nonsense: an allocation must write every share.
        var shares = new long[queue.Length];
        Array.Fill(shares, -77);
        allocation.Share(incoming, entries, shares);
        return shares;
    }
}
