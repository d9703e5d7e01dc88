using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>Options of one deliverable that are margined together by their greatest loss at expiry, and the simpler spreads in it.</summary>
internal sealed class SpreadGroup(IReadOnlyList<OptionLeg> legs, long[] counts)
{
    /// <summary>Contracts by leg; negative when short.</summary>
    private readonly long[] _counts = counts;

    /// <summary>The greatest loss at expiry over all prices of the underlying; never negative.</summary>
    public decimal GreatestLoss => Loss(_counts);

    /// <summary>Takes out long contracts that save nothing: they are just held.</summary>
    /// <returns>How many of each leg.</returns>
    public long[] TakeIdle()
    {
        var idle = new long[_counts.Length];
        var loss = GreatestLoss;
        for (var i = 0; i < _counts.Length; i++)
        {
            // Halving steps find the most that can go: the fewer are left, the greater the loss.
            for (var step = _counts[i]; step > 0; step /= 2)
            {
                while (_counts[i] >= step && Without(i, step) is { } rest && IsBalanced(rest) && Loss(rest) == loss)
                {
                    _counts[i] -= step;
                    idle[i] += step;
                }
            }
        }

        return idle;
    }

    /// <summary>Takes it apart into spreads of two, then four legs, as long as the parts need together what the whole needs; what is
    /// left comes last.</summary>
    /// <returns>The contracts of one unit by leg, and how many units.</returns>
    public IEnumerable<(long[] Unit, long Units)> TakeApart()
    {
        var fours = Units(pairs: 2);
        foreach (var units in (IEnumerable<long[]>[])[fours.Where(IsKnownByName), Units(pairs: 1), fours])
        {
            foreach (var unit in units)
            {
                var most = Most(unit);
                if (most > 0 && Rest(unit, most) is var rest && IsBalanced(rest)
                    && Loss(rest) + (most * Loss(unit)) == GreatestLoss)
                {
                    rest.CopyTo(_counts, 0);
                    yield return (unit, most);
                }
            }
        }

        if (Array.Exists(_counts, count => count != 0))
        {
            var divisor = _counts.Where(c => c != 0).Select(Math.Abs).Aggregate(GreatestDivisor);
            yield return ([.. _counts.Select(c => c / divisor)], divisor);
        }
    }

    /// <summary>The greatest loss of one unit.</summary>
    public decimal Loss(long[] counts)
    {
        var greatest = 0m;
        for (var at = -1; at < legs.Count; at++)
        {
            var price = at < 0 ? 0 : legs[at].StrikeAmount / legs[at].Deliverable;
            var loss = 0m;
            for (var i = 0; i < counts.Length; i++)
            {
                loss -= counts[i] == 0 ? 0 : counts[i] * legs[i].IntrinsicAt(price);
            }

            greatest = Math.Max(greatest, loss);
        }

        return greatest;
    }

    private bool IsBalanced(long[] counts)
    {
        for (var s = 0; s < counts.Length; s++)
        {
            if (counts[s] < 0 && Later(counts, legs[s].Right, legs[s].Expiry) < 0)
            {
                return false;
            }
        }

        return true;
    }

    private long Later(long[] counts, OptionRight right, DateOnly expiry)
    {
        var sum = 0L;
        for (var i = 0; i < counts.Length; i++)
        {
            sum += legs[i].Right == right && legs[i].Expiry >= expiry ? counts[i] : 0;
        }

        return sum;
    }

    // Two debit spreads, which traders know as one strategy.
    private bool IsKnownByName(long[] unit)
        => SpreadNames.Of([.. legs.Select((leg, i) => leg with { Contracts = unit[i] }).Where(leg => leg.Contracts != 0)])
            is "long box" or "long iron condor" or "long iron butterfly";

    private List<long[]> Units(int pairs)
    {
        var found = new List<long[]>();
        for (var s = 0; s < legs.Count; s++)
        {
            for (var l = 0; l < legs.Count; l++)
            {
                if (_counts[s] < 0 && _counts[l] > 0 && legs[s].Right == legs[l].Right && legs[l].Expiry >= legs[s].Expiry)
                {
                    var unit = new long[legs.Count];
                    (unit[s], unit[l]) = (-1, 1);
                    found.Add(unit);
                }
            }
        }

        return pairs == 1
            ? [.. found.OrderBy(Loss).ThenBy(Distance)]
            : [.. found.SelectMany((first, i) => found.Skip(i).Select(second => first.Zip(second, (a, b) => a + b).ToArray()))];
    }

    // Neighbouring strikes read best.
    private decimal Distance(long[] unit)
    {
        var strikes = legs.Where((_, i) => unit[i] != 0).Select(leg => leg.Strike).ToList();
        return strikes.Max() - strikes.Min();
    }

    private long Most(long[] unit)
    {
        var most = long.MaxValue;
        for (var i = 0; i < unit.Length; i++)
        {
            if (unit[i] != 0)
            {
                most = Math.Min(most, Math.Sign(unit[i]) == Math.Sign(_counts[i]) ? _counts[i] / unit[i] : 0);
            }
        }

        return most;
    }

    private long[] Rest(long[] unit, long units) => [.. _counts.Select((count, i) => count - (units * unit[i]))];

    private long[]? Without(int leg, long contracts)
    {
        var rest = (long[])_counts.Clone();
        rest[leg] -= contracts;
        return rest;
    }

    private static long GreatestDivisor(long a, long b) => b == 0 ? a : GreatestDivisor(b, a % b);
}
