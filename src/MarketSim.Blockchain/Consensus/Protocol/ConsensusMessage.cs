using MarketSim.Core;

namespace MarketSim.Blockchain;

/// <summary>What one node says to another. Protocols derive their own; the network looks at sender, receiver and kind only.</summary>
/// <param name="Kind">Which kind; for timelines and fault scripts.</param>
/// <param name="From">The sender, from 1.</param>
/// <param name="To">The receiver, from 1.</param>
/// <param name="Term">The term (view, epoch) it belongs to.</param>
public abstract record ConsensusMessage(ConsensusMessageKind Kind, int From, int To, long Term) : Message;
