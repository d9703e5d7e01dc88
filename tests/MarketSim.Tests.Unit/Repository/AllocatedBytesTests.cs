namespace MarketSim.Tests.Unit;

public sealed class AllocatedBytesTests
{
    [Fact]
    public void AnAllocationInEveryRoundIsCounted()
        => Assert.InRange(AllocatedBytes.Of(() => GC.KeepAlive(new byte[1_000])), 1_000, 1_100);

    [Fact]
    public void WorkThatAllocatesNothingCountsNothing()
    {
        var sum = 0;
        Assert.Equal(0, AllocatedBytes.Of(() => sum++));
        Assert.True(sum > 0);
    }
}
