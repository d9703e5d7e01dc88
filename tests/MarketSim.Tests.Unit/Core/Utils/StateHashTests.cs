using MarketSim.Core;

namespace MarketSim.Tests.Unit;

public sealed class StateHashTests
{
    [Fact]
    public void AnEmptyFingerprintIsTheOffsetBasis()
        => Assert.Equal("cbf29ce484222325", default(StateHash).ToString());

    [Fact]
    public void EachNumberIsMixedAsStated()
    {
        // By hand: h = (h xor v) × 0x9E3779B97F4A7C15 mod 2^64, then h ^= h >> 32; in 128-bit arithmetic here.
        var hash = default(StateHash);
        UInt128 expected = 14695981039346656037;
        foreach (var value in new ulong[] { 0, 1, 42, ulong.MaxValue })
        {
            hash.Add(value);
            expected = ((expected ^ value) * 0x9E3779B97F4A7C15) & ulong.MaxValue;
            expected ^= expected >> 32;
            Assert.Equal((ulong)expected, hash.Value);
        }
    }

    [Fact]
    public void OrderCounts()
    {
        var (first, second) = (default(StateHash), default(StateHash));
        first.Add(1UL);
        first.Add(2UL);
        second.Add(2UL);
        second.Add(1UL);
        Assert.NotEqual(first.Value, second.Value);
    }

    [Fact]
    public void ANegativeNumberIsItsTwosComplement()
    {
        var (first, second) = (default(StateHash), default(StateHash));
        first.Add(-1L);
        second.Add(ulong.MaxValue);
        Assert.Equal(first.Value, second.Value);
    }

    [Fact]
    public void TextsThatJoinToTheSameLettersDiffer()
    {
        var (first, second) = (default(StateHash), default(StateHash));
        first.Add("ab");
        first.Add("c");
        second.Add("a");
        second.Add("bc");
        Assert.NotEqual(first.Value, second.Value);
    }
}
