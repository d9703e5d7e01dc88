using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Tests.Unit;

public sealed class IndexBasketTests
{
    private static readonly InstrumentId A = new(0);
    private static readonly InstrumentId B = new(1);
    private static readonly InstrumentId C = new(2);

    [Fact]
    public void ASplitInAPriceWeightedIndexCutsTheDivisorAndKeepsTheLevel()
    {
        var index = new IndexBasket([(A, 1), (B, 1), (C, 1)], 3);
        Assert.Equal(50m, index.Level(Close));
        var after = index.AfterSplitByPrice(A, new ShareRatio(2, 1), Close);
        Assert.Equal(2m, after.Divisor); // 100 of 150 are left.
        Assert.Equal(50m, after.Level(id => id == A ? 50m : Close(id)));
    }

    [Fact]
    public void ASplitInACapitalisationWeightedIndexLeavesTheDivisor()
    {
        var index = new IndexBasket([(A, 1_000), (B, 3_000)], 400);
        var after = index.AfterSplitByCapitalisation(A, new ShareRatio(3, 2));
        Assert.Equal(index.Level(Close), after.Level(id => id == A ? 100m * 2 / 3 : Close(id)), precision: 12);
        Assert.Equal((400m, 1_500m), (after.Divisor, after.Members[0].Weight));
    }

    [Fact]
    public void ADistributionAndAChangeOfMembersKeepTheLevel()
    {
        var index = new IndexBasket([(A, 10), (B, 20)], 7);
        var after = index.AfterDistribution(B, 5, Close);
        Assert.Equal(index.Level(Close), after.Level(id => id == B ? 25m : Close(id)), precision: 12);
        Assert.Equal(index.Level(Close), index.With([(A, 10), (C, 5)], Close).Level(Close), precision: 12);
    }

    private static decimal Close(InstrumentId id) => id == A ? 100 : id == B ? 30 : 20;
}
