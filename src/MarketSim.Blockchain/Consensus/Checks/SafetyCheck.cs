using MarketSim.Core;

namespace MarketSim.Blockchain;

/// <summary>One property that holds in a cluster at every moment, whatever fails. It is told of each thing that happens and looks at
/// no more than what that changed.</summary>
public abstract class SafetyCheck
{
    /// <summary>What the property is called.</summary>
    public abstract string Property { get; }

    /// <summary>Looks at what has just happened.</summary>
    /// <returns>Null where the property holds; else a sentence that says how it was broken.</returns>
    public virtual string? After(in ConsensusEvent item, ObservedCluster cluster) => null;

    /// <summary>Looks at an entry that a node has just executed.</summary>
    /// <returns>Null where the property holds; else a sentence that says how it was broken.</returns>
    public virtual string? AfterApply(ConsensusNode node, LogEntry entry, ObservedCluster cluster) => null;
}

/// <summary>A property was broken.</summary>
/// <param name="Property">What it is called.</param>
/// <param name="Sentence">How it was broken.</param>
/// <param name="Time">When.</param>
public sealed record SafetyViolation(string Property, string Sentence, SimTime Time);
