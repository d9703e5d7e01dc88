using MarketSim.Core;

namespace MarketSim.Blockchain;

/// <summary>Is told everything that happens in a cluster, in order.</summary>
public interface IConsensusObserver
{
    /// <summary>Something happened.</summary>
    void Observe(in ConsensusEvent item);
}
