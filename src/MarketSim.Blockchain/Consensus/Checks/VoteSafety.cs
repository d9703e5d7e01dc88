using MarketSim.Core;

namespace MarketSim.Blockchain;

/// <summary>A node gives one vote in a term, crashes or not. Counted is what leaves it: a vote that was lost with an unfinished write
/// reached nobody.</summary>
internal sealed class VoteSafety : SafetyCheck
{
    private readonly Dictionary<(int Node, long Term), int> _votes = [];

    /// <inheritdoc/>
    public override string Property => "one vote a term";

    /// <inheritdoc/>
    public override string? After(in ConsensusEvent item, ObservedCluster cluster)
    {
        if (item.Kind != ConsensusEventKind.Sent)
        {
            return null;
        }

        // Who asks for votes has given himself his own.
        var vote = item.Message switch
        {
            ConsensusMessageKind.Vote => item.Node,
            ConsensusMessageKind.VoteReply when item.Flags == 0 => item.Peer,
            _ => 0,
        };
        return vote == 0 || _votes.TryAdd((item.Node, item.Term), vote) || _votes[(item.Node, item.Term)] == vote
            ? null : $"Node {item.Node} voted for {_votes[(item.Node, item.Term)]} and for {vote} in term {item.Term}.";
    }
}
