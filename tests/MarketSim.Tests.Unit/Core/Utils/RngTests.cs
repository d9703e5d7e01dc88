using MarketSim.Core;

namespace MarketSim.Tests.Unit;

public sealed class RngTests
{
    [Fact]
    public void TheGeneratorGivesItsAuthorsNumbers()
    {
        // xoshiro256starstar.c (Blackman and Vigna) from the state 1, 2, 3, 4.
        var random = new Rng(1, 2, 3, 4);
        ulong[] expected =
        [
            11520, 0, 1509978240, 1215971899390074240, 1216172134540287360, 607988272756665600, 16172922978634559625,
            8476171486693032832, 10595114339597558777, 2904607092377533576,
        ];
        Assert.All(expected, value => Assert.Equal(value, random.NextBits()));
    }

    [Fact]
    public void TheSeederGivesItsAuthorsNumbers()
    {
        // splitmix64.c (Vigna) from 1234567.
        var state = 1234567UL;
        ulong[] expected = [6457827717110365317, 3203168211198807973, 9817491932198370423, 4593380528125082431];
        Assert.All(expected, value => Assert.Equal(value, Rng.SplitMix64(ref state)));
    }

    [Fact]
    public void AStreamIsKnownByItsSeedAndName()
    {
        Assert.Equal(FirstBits(42, "noise-1"), FirstBits(42, "noise-1"));
        Assert.NotEqual(FirstBits(42, "noise-1"), FirstBits(42, "noise-2"));
        Assert.NotEqual(FirstBits(42, "noise-1"), FirstBits(43, "noise-1"));
        Assert.NotEqual(FirstBits(42, ""), FirstBits(42, "\0"));

        static ulong[] FirstBits(ulong seed, string name)
        {
            var random = new Rng(seed, name);
            return [random.NextBits(), random.NextBits(), random.NextBits()];
        }
    }

    [Fact]
    public void AStreamsBitsNeverChangeBetweenVersions()
    {
        // Golden: a change here changes every recorded run.
        var random = new Rng(42, "noise-1");
        Assert.Equal(new ulong[] { 3663096293471469964, 8814802337634251841, 6080843179066748126 }, new[] { random.NextBits(), random.NextBits(), random.NextBits() });
    }

    [Fact]
    public void TwoStreamsOfOneSeedAreUncorrelated()
    {
        const int Count = 100_000;
        var (first, second) = (new Rng(42, "maker-1"), new Rng(42, "maker-2"));
        var sum = 0.0;
        var equalBits = 0L;
        for (var i = 0; i < Count; i++)
        {
            var (a, b) = (first.NextBits(), second.NextBits());
            equalBits += 64 - System.Numerics.BitOperations.PopCount(a ^ b);
            sum += ((a >> 11) * Math.Pow(2, -53) - 0.5) * ((b >> 11) * Math.Pow(2, -53) - 0.5);
        }

        // Five standard deviations of what independence gives.
        Assert.InRange(equalBits / (64.0 * Count), 0.5 - (2.5 / Math.Sqrt(64.0 * Count)), 0.5 + (2.5 / Math.Sqrt(64.0 * Count)));
        Assert.InRange(12 * sum / Count, -5 / Math.Sqrt(Count), 5 / Math.Sqrt(Count));
    }

    [Fact]
    public void DoublesAreUniformFromZeroToBelowOne()
    {
        var random = new Rng(1, "uniform");
        var bins = new int[100];
        for (var i = 0; i < 1_000_000; i++)
        {
            bins[(int)(random.NextDouble() * 100)]++;
        }

        // Chi-square with 99 degrees of freedom: below 160 but once in ten thousand.
        Assert.InRange(bins.Sum(n => (n - 10_000.0) * (n - 10_000.0) / 10_000), 50, 160);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(6)]
    [InlineData(10)]
    public void WholeNumbersAreUniformBelowTheirBound(long bound)
    {
        var random = new Rng(2, "below");
        var counts = new long[bound];
        for (var i = 0; i < 120_000; i++)
        {
            counts[random.Below(bound)]++;
        }

        var expected = 120_000.0 / bound;
        Assert.All(counts, n => Assert.InRange(n, expected - (5 * Math.Sqrt(expected)), expected + (5 * Math.Sqrt(expected))));
    }

    [Fact]
    public void HugeBoundsAreReachedWithoutBias()
    {
        // Two thirds of 2^63: a generator that took remainders would land in the first half twice as often.
        var random = new Rng(3, "huge");
        const long Bound = long.MaxValue / 3 * 2;
        var low = 0;
        for (var i = 0; i < 100_000; i++)
        {
            var value = random.Below(Bound);
            Assert.InRange(value, 0, Bound - 1);
            low += value < Bound / 2 ? 1 : 0;
        }

        Assert.InRange(low, 49_200, 50_800);
    }

    [Fact]
    public void BetweenIncludesBothBounds()
    {
        var random = new Rng(4, "between");
        var seen = Enumerable.Range(0, 200).Select(_ => random.Between(-1, 1)).ToHashSet();
        Assert.Equal([-1, 0, 1], seen.Order());
        Assert.Equal(7, random.Between(7, 7));
        Assert.Throws<ArgumentOutOfRangeException>(() => random.Between(2, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => random.Below(0));
    }
}
