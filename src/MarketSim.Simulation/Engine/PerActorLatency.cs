using MarketSim.Core;

namespace MarketSim.Simulation;

/// <summary>One latency model for everybody, and others for all messages to and from chosen actors: whole groups that are near
/// or far. Keeps one reference for each actor, no table of pairs.</summary>
public sealed class PerActorLatency : ILatencyModel, IKnowsActors
{
    private readonly ILatencyModel _otherwise;
    private readonly List<ILatencyModel> _models = [];
    private ILatencyModel?[] _byActor = [];

    /// <summary>A model for everybody who is given no other.</summary>
    /// <param name="keepsOrder">Whether messages between the same two arrive in the order in which they left. It holds for all,
    /// whatever their models ask for.</param>
    public PerActorLatency(ILatencyModel otherwise, bool keepsOrder = true)
    {
        ArgumentNullException.ThrowIfNull(otherwise);
        (_otherwise, NeedsOrdering, IsRandom) = (otherwise, keepsOrder, otherwise.IsRandom);
    }

    /// <inheritdoc/>
    public bool NeedsOrdering { get; }

    /// <inheritdoc/>
    public bool IsRandom { get; private set; }

    /// <summary>Sets the model for an actor's messages, both ways; between two that have one, the sender's counts.</summary>
    public PerActorLatency Set(ActorId actor, ILatencyModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentOutOfRangeException.ThrowIfNegative(actor.Value);
        if (actor.Value >= _byActor.Length)
        {
            Array.Resize(ref _byActor, Math.Max(16, (actor.Value + 1) * 2));
        }

        _byActor[actor.Value] = model;

        // Groups are set one after the other, so the model is nearly always that of the one before.
        if (!ReferenceEquals(_models.LastOrDefault(), model) && !_models.Contains(model))
        {
            _models.Add(model);
            IsRandom |= model.IsRandom;
        }

        return this;
    }

    /// <inheritdoc/>
    public void OnAdded(ActorId actor, string name, ulong seed)
    {
        (_otherwise as IKnowsActors)?.OnAdded(actor, name, seed);
        foreach (var model in _models)
        {
            if (!ReferenceEquals(model, _otherwise))
            {
                (model as IKnowsActors)?.OnAdded(actor, name, seed);
            }
        }
    }

    /// <inheritdoc/>
    public SimDuration Between(ActorId from, ActorId to, Rng network)
        => (Of(from) ?? Of(to) ?? _otherwise).Between(from, to, network);

    private ILatencyModel? Of(ActorId actor) => unchecked((uint)actor.Value) < (uint)_byActor.Length ? _byActor[actor.Value] : null;
}
