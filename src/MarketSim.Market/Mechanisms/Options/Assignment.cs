using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>Shares the exercised contracts of a series among its short positions.</summary>
/// <remarks>Source: OCC rule 803 (the clearing house assigns at random, a member at random or first in, first out). What is drawn are
/// single contracts, each with the same chance e/n.</remarks>
public static class Assignment
{
    /// <summary>Single contracts drawn without replacement.</summary>
    /// <param name="shorts">Contracts of each short position; none negative.</param>
    /// <param name="exercised">How many must be assigned; at most the sum of the positions.</param>
    /// <param name="random">Where chance comes from.</param>
    /// <returns>Contracts assigned to each.</returns>
    /// <remarks>Source: Floyd (1987), "A sample of brilliance": a set of e distinct of n contracts in e draws.</remarks>
    public static long[] AtRandom(IReadOnlyList<long> shorts, long exercised, Rng random)
    {
        ArgumentNullException.ThrowIfNull(random);
        var ends = Ends(shorts, exercised);
        var total = ends.Length == 0 ? 0 : ends[^1];
        var assigned = new long[shorts.Count];

        // Who is spared is as random as who is drawn: the smaller set is drawn.
        var draws = Math.Min(exercised, total - exercised);
        var drawn = new HashSet<long>();
        for (var last = total - draws; last < total; last++)
        {
            var contract = random.Below(last + 1);
            if (!drawn.Add(contract))
            {
                drawn.Add(contract = last);
            }

            assigned[OwnerOf(contract, ends)]++;
        }

        for (var i = 0; draws < exercised && i < assigned.Length; i++)
        {
            assigned[i] = shorts[i] - assigned[i];
        }

        return assigned;
    }

    /// <summary>To each in proportion, rounded down; what is left goes one by one to the largest fractions, ties to the first.</summary>
    /// <inheritdoc cref="AtRandom"/>
    public static long[] ProRata(IReadOnlyList<long> shorts, long exercised)
    {
        var ends = Ends(shorts, exercised);
        var total = ends.Length == 0 ? 0 : ends[^1];
        if (total == 0)
        {
            return new long[shorts.Count];
        }

        var assigned = shorts.Select(size => (long)((Int128)exercised * size / total)).ToArray();
        var left = exercised - assigned.Sum();
        var byFraction = Enumerable.Range(0, assigned.Length)
            .OrderByDescending(i => (Int128)exercised * shorts[i] % total)
            .Take((int)left);
        foreach (var i in byFraction)
        {
            assigned[i]++;
        }

        return assigned;
    }

    private static long[] Ends(IReadOnlyList<long> shorts, long exercised)
    {
        ArgumentNullException.ThrowIfNull(shorts);
        var ends = new long[shorts.Count];
        var sum = 0L;
        for (var i = 0; i < ends.Length; i++)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(shorts[i], nameof(shorts));
            ends[i] = sum += shorts[i];
        }

        ArgumentOutOfRangeException.ThrowIfNegative(exercised);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(exercised, sum);
        return ends;
    }

    // The first position whose contracts end behind this one.
    private static int OwnerOf(long contract, long[] ends)
    {
        var (low, high) = (0, ends.Length - 1);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = ends[middle] > contract ? (low, middle) : (middle + 1, high);
        }

        return low;
    }
}
