using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Strategies;

/// <summary>What was seen at a look, and where the middle went from there.</summary>
/// <param name="Look">The number of the look in its session, from zero.</param>
/// <param name="Seen">What was seen, in the order of <see cref="DirectionFeatures.Names"/>.</param>
/// <param name="Rises">Whether the middle was higher after the horizon; else it was lower.</param>
public sealed record DirectionSample(int Look, float[] Seen, bool Rises);

/// <summary>Looks at a market at even intervals and says, one horizon later, what came of it.</summary>
/// <remarks>Where the middle is the same after the horizon there is nothing to learn about direction: no sample.</remarks>
/// <param name="horizon">How many looks ahead; positive.</param>
public sealed class DirectionSampler(int horizon)
{
    private readonly DirectionFeatures _features = new();
    private readonly Queue<(float[] Seen, long Middle)> _waiting = [];
    private int _looks;

    /// <summary>What was seen at the last look.</summary>
    public ReadOnlySpan<float> Seen => _features.Values;

    /// <summary>Whether anything was quoted yet.</summary>
    public bool HasSeenMarket => _features.MiddleInHalves > 0;

    /// <summary>Looks.</summary>
    /// <returns>What came of the look one horizon ago; null while that is unknown, or where the middle is the same.</returns>
    public DirectionSample? Look(Quote? quote, long takenLots, long givenLots)
    {
        _features.Look(quote, takenLots, givenLots);
        var middle = _features.MiddleInHalves;
        _waiting.Enqueue((_features.Values.ToArray(), middle));
        _looks++;
        if (_waiting.Count <= horizon)
        {
            return null;
        }

        var (seen, before) = _waiting.Dequeue();
        return before == 0 || before == middle ? null : new DirectionSample(_looks - 1 - horizon, seen, middle > before);
    }
}
