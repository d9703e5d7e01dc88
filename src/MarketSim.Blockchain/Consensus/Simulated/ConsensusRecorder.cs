using MarketSim.Core;

namespace MarketSim.Blockchain;

/// <summary>Keeps everything that happens in a cluster.</summary>
public sealed class ConsensusRecorder : IConsensusObserver
{
    private readonly List<ConsensusEvent> _events = [];

    /// <summary>What happened, in order.</summary>
    public IReadOnlyList<ConsensusEvent> Events => _events;

    /// <inheritdoc/>
    public void Observe(in ConsensusEvent item) => _events.Add(item);
}
