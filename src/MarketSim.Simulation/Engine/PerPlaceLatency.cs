using MarketSim.Core;

namespace MarketSim.Simulation;

/// <summary>One latency model for everybody, and others for whatever is sent to or from chosen places: exchanges that are further away
/// than others. Needs no table of pairs.</summary>
public sealed class PerPlaceLatency : ILatencyModel, IKnowsActors
{
    private readonly ILatencyModel _otherwise;
    private readonly ActorId _first;
    private readonly ILatencyModel?[] _places;

    /// <summary>A model for some places whose ids follow one another.</summary>
    /// <param name="otherwise">For all other messages.</param>
    /// <param name="first">The first place.</param>
    /// <param name="places">The model of each; null for none of its own.</param>
    /// <exception cref="ArgumentException">One of them must know the actors, whom it is not told of.</exception>
    public PerPlaceLatency(ILatencyModel otherwise, ActorId first, IReadOnlyList<ILatencyModel?> places)
    {
        ArgumentNullException.ThrowIfNull(otherwise);
        ArgumentNullException.ThrowIfNull(places);
        if (places.Any(p => p is IKnowsActors && p != otherwise))
        {
            throw new ArgumentException("A model that must know the actors can only be the one for all other messages.", nameof(places));
        }

        (_otherwise, _first, _places) = (otherwise, first, [.. places]);
        NeedsOrdering = otherwise.NeedsOrdering || _places.Any(p => p?.NeedsOrdering ?? false);
        IsRandom = otherwise.IsRandom || _places.Any(p => p?.IsRandom ?? false);
    }

    /// <inheritdoc/>
    public bool NeedsOrdering { get; }

    /// <inheritdoc/>
    public bool IsRandom { get; }

    /// <inheritdoc/>
    public void OnAdded(ActorId actor, string name, ulong seed) => (_otherwise as IKnowsActors)?.OnAdded(actor, name, seed);

    /// <inheritdoc/>
    public SimDuration Between(ActorId from, ActorId to, Rng network) => (At(to) ?? At(from) ?? _otherwise).Between(from, to, network);

    private ILatencyModel? At(ActorId actor)
    {
        var place = actor.Value - _first.Value;
        return place >= 0 && place < _places.Length ? _places[place] : null;
    }
}
