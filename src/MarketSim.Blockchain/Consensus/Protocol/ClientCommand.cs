namespace MarketSim.Blockchain;

/// <summary>What a client asks to have written into the log.</summary>
/// <param name="Session">The client's session; zero for a command that may be executed more often than once.</param>
/// <param name="Sequence">Its number in that session, from 1; a retry carries the same one.</param>
/// <param name="Data">Its bytes; the log does not look at them.</param>
public readonly record struct ClientCommand(ulong Session, ulong Sequence, ReadOnlyMemory<byte> Data);

/// <summary>What became of an offered command.</summary>
public enum ProposalVerdict : byte
{
    /// <summary>It has a place in this leader's log. It is not final yet.</summary>
    Accepted = 0,

    /// <summary>This node does not lead: try <see cref="Proposal.Leader"/>.</summary>
    NotLeader = 1,

    /// <summary>The leader hands over, or has too much uncommitted: try again later.</summary>
    Busy = 2,

    /// <summary>A change of members is still under way.</summary>
    ChangePending = 3,

    /// <summary>What was asked makes no sense: an unknown node, no voter left.</summary>
    Invalid = 4,
}

/// <summary>The answer to a proposal.</summary>
/// <param name="Verdict">What became of it.</param>
/// <param name="Term">The term of its entry, where it was accepted.</param>
/// <param name="Index">The place of its entry, where it was accepted.</param>
/// <param name="Leader">Who leads as far as this node knows, from 1; zero if nobody.</param>
public readonly record struct Proposal(ProposalVerdict Verdict, long Term, long Index, int Leader);
