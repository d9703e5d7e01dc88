using MarketSim.Core;

namespace MarketSim.Blockchain;

/// <summary>The epoch's leader proposes a block.</summary>
public sealed record StreamletProposal(int From, int To, StreamletBlock Block)
    : ConsensusMessage(ConsensusMessageKind.Proposal, From, To, Block.Epoch);

/// <summary>The sender votes for a block, or repeats that it did.</summary>
public sealed record StreamletVote(int From, int To, long Epoch, string Block)
    : ConsensusMessage(ConsensusMessageKind.BlockVote, From, To, Epoch);

/// <summary>The sender has not got these blocks, or not their votes.</summary>
/// <param name="Block">The block that it lacks.</param>
/// <param name="Known">How far its log is final: what lies before is not needed.</param>
public sealed record StreamletRequest(int From, int To, long Epoch, string Block, long Known)
    : ConsensusMessage(ConsensusMessageKind.ReadIndex, From, To, Epoch);

/// <summary>Blocks that the receiver lacked, oldest first. Votes follow of their own: each node speaks for itself only.</summary>
public sealed record StreamletBlocks(int From, int To, long Epoch, IReadOnlyList<StreamletBlock> Blocks)
    : ConsensusMessage(ConsensusMessageKind.Blocks, From, To, Epoch);

/// <summary>A client's command, told to everybody: whoever leads next takes it.</summary>
public sealed record StreamletCommand(int From, int To, long Epoch, ClientCommand Command)
    : ConsensusMessage(ConsensusMessageKind.Forward, From, To, Epoch);
