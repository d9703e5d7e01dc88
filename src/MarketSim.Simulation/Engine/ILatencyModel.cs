using MarketSim.Core;

namespace MarketSim.Simulation;

/// <summary>How long a message travels from one actor to another: the physics of the network.</summary>
/// <remarks>An instance belongs to one run.</remarks>
public interface ILatencyModel
{
    /// <summary>Whether the kernel holds a message back that would overtake an earlier one between the same
    /// two, as a TCP connection does. A model whose latency never varies answers no: nothing can overtake, so
    /// nothing need be remembered.</summary>
    bool NeedsOrdering => true;

    /// <summary>Whether it draws from the sender's network stream. Of one that does not, the kernel keeps no such
    /// streams.</summary>
    bool IsRandom => true;

    /// <summary>The time that a message leaving now travels.</summary>
    /// <param name="network">The sender's own network stream; a random model draws from no other, and one that is not
    /// random from none.</param>
    /// <returns>Zero or more.</returns>
    SimDuration Between(ActorId from, ActorId to, Rng network);
}

/// <summary>A latency model that must know the actors, such as where they are.</summary>
public interface IKnowsActors
{
    /// <summary>Called by the kernel for each actor as it is added, in order of ids.</summary>
    /// <param name="seed">The run's seed.</param>
    void OnAdded(ActorId actor, string name, ulong seed);
}
