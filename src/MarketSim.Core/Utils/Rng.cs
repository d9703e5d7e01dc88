using System.Numerics;

namespace MarketSim.Core;

/// <summary>A stream of random numbers, keyed by a run's seed and a name, equal on every machine.</summary>
/// <remarks>Source: Blackman and Vigna (2018), xoshiro256**; seeded through SplitMix64 as its authors advise. Streams are keyed by
/// name, never drawn one from another: adding an actor leaves every other actor's draws unchanged.</remarks>
public sealed class Rng
{
    private ulong _s0;
    private ulong _s1;
    private ulong _s2;
    private ulong _s3;

    /// <summary>The stream of this name in the run of this seed.</summary>
    public Rng(ulong seed, string name)
    {
        var key = default(StateHash);
        key.Add(seed);
        key.Add(name);
        var state = key.Value;
        _s0 = SplitMix64(ref state);
        _s1 = SplitMix64(ref state);
        _s2 = SplitMix64(ref state);
        _s3 = SplitMix64(ref state);
    }

    /// <summary>The generator in a given state, not all zero; for comparison with its authors' numbers.</summary>
    internal Rng(ulong s0, ulong s1, ulong s2, ulong s3) => (_s0, _s1, _s2, _s3) = (s0, s1, s2, s3);

    /// <summary>64 random bits.</summary>
    public ulong NextBits()
    {
        unchecked
        {
            var result = BitOperations.RotateLeft(_s1 * 5, 7) * 9;
            var t = _s1 << 17;
            _s2 ^= _s0;
            _s3 ^= _s1;
            _s1 ^= _s2;
            _s0 ^= _s3;
            _s2 ^= t;
            _s3 = BitOperations.RotateLeft(_s3, 45);
            return result;
        }
    }

    /// <summary>A uniform double in [0, 1) with 53 random bits.</summary>
    public double NextDouble() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    /// <summary>A uniform integer from zero to one less than the bound; without bias (Lemire 2019).</summary>
    /// <param name="bound">At least 1.</param>
    public long Below(long bound)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bound, 1);
        var n = (ulong)bound;
        var high = Math.BigMul(NextBits(), n, out var low);
        if (low < n)
        {
            var threshold = unchecked(0UL - n) % n;
            while (low < threshold)
            {
                high = Math.BigMul(NextBits(), n, out low);
            }
        }

        return (long)high;
    }

    /// <summary>A uniform integer between two bounds, both included.</summary>
    public long Between(long low, long high) => low + Below(high - low + 1);

    /// <summary>True with the given chance.</summary>
    public bool Chance(double probability) => NextDouble() < probability;

    internal static ulong SplitMix64(ref ulong state)
    {
        unchecked
        {
            state += 0x9E3779B97F4A7C15UL;
            var z = state;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
            return z ^ (z >> 31);
        }
    }
}
