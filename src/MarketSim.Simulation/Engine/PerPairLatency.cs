using MarketSim.Core;

namespace MarketSim.Simulation;

/// <summary>One latency model for everybody, and others for chosen pairs: a co-located trader, a slow
/// feed.</summary>
public sealed class PerPairLatency : ILatencyModel, IKnowsActors
{
    private readonly ILatencyModel _otherwise;
    private bool _hasRandom;
    private readonly Dictionary<(ActorId From, ActorId To), ILatencyModel> _chosen = [];

    /// <summary>A model for every pair that is not set otherwise.</summary>
    /// <param name="keepsOrder">Whether messages between the same two arrive in the order in which they left.
    /// It holds for all pairs, whatever their models ask for.</param>
    public PerPairLatency(ILatencyModel otherwise, bool keepsOrder = true)
    {
        ArgumentNullException.ThrowIfNull(otherwise);
        (_otherwise, NeedsOrdering) = (otherwise, keepsOrder);
    }

    /// <inheritdoc/>
    public bool NeedsOrdering { get; }

    /// <inheritdoc/>
    public bool IsRandom => _otherwise.IsRandom || _hasRandom;

    /// <summary>Sets the model for messages of one actor to another; the way back stays as it is.</summary>
    public PerPairLatency Set(ActorId from, ActorId to, ILatencyModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        if (model is IKnowsActors && model != _otherwise)
        {
            throw new ArgumentException(
                "A model that must know the actors can only be the one for all other pairs: it was not told of them.",
                nameof(model));
        }

        _chosen[(from, to)] = model;
        _hasRandom |= model.IsRandom;
        return this;
    }

    /// <summary>Sets the model for messages between two actors, both ways.</summary>
    public PerPairLatency SetBoth(ActorId one, ActorId other, ILatencyModel model)
        => Set(one, other, model).Set(other, one, model);

    /// <inheritdoc/>
    public void OnAdded(ActorId actor, string name, ulong seed)
        => (_otherwise as IKnowsActors)?.OnAdded(actor, name, seed);

    /// <inheritdoc/>
    public SimDuration Between(ActorId from, ActorId to, Rng network)
        => (_chosen.TryGetValue((from, to), out var model) ? model : _otherwise).Between(from, to, network);
}
