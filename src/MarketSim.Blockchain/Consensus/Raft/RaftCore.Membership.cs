using MarketSim.Core;

namespace MarketSim.Blockchain;

/// <summary>How a change of members is made.</summary>
public enum ConfigurationStep : byte
{
    /// <summary>At once where at most one voter comes or goes, through a joint configuration otherwise.</summary>
    Automatic = 0,

    /// <summary>Through a joint configuration, which the leader ends as soon as it is committed.</summary>
    Joint = 1,

    /// <summary>Through a joint configuration that lasts until <see cref="RaftCore.LeaveJoint"/>.</summary>
    JointUntilLeft = 2,
}

/// <summary>How nodes join and leave.</summary>
public sealed partial class RaftCore
{
    /// <summary>Asks for another set of members. More than one voter at a time changes through a joint configuration, which the leader
    /// leaves by itself once it is committed.</summary>
    /// <param name="voters">Who is to vote, from 1.</param>
    /// <param name="learners">Who is to take the log without a vote.</param>
    /// <param name="step">How: by itself, or through a joint configuration in any case.</param>
    /// <returns>Refused as <see cref="ProposalVerdict.ChangePending"/> until the last change, and an entry of this leader's own term, are
    /// committed.</returns>
    public Proposal ProposeConfig(
        IReadOnlyList<int> voters, IReadOnlyList<int> learners, ConfigurationStep step = ConfigurationStep.Automatic)
    {
        ArgumentNullException.ThrowIfNull(voters);
        ArgumentNullException.ThrowIfNull(learners);
        if (Role != ConsensusRole.Leader)
        {
            return new Proposal(ProposalVerdict.NotLeader, Term, 0, Leader);
        }

        if (voters.Count == 0 || voters.Concat(learners).Any(n => n < 1) || voters.Concat(learners).Distinct().Count() != voters.Count + learners.Count)
        {
            return new Proposal(ProposalVerdict.Invalid, Term, 0, Id);
        }

        // A leader that has not committed in its term may not know the newest configuration (a known mistake of the thesis).
        if (Configuration.IsJoint || _configurations.LatestIndex > Commit || _log.TermAt(Commit) != Term)
        {
            return new Proposal(ProposalVerdict.ChangePending, Term, 0, Id);
        }

        if (_transferee != 0)
        {
            return new Proposal(ProposalVerdict.Busy, Term, 0, Id);
        }

        int[] incoming = [.. voters.Order()];
        var changed = incoming.Except(Configuration.Voters).Count() + Configuration.Voters.Except(incoming).Count();
        var isJoint = changed > 1 || step != ConfigurationStep.Automatic;
        Propose(new ClusterConfiguration(incoming, isJoint ? Configuration.Voters : [], [.. learners.Order()])
        {
            StaysJoint = step == ConfigurationStep.JointUntilLeft,
        });
        return new Proposal(ProposalVerdict.Accepted, Term, LastIndex, Id);
    }

    /// <summary>Asks for the end of a joint configuration; only one that was proposed as <see cref="ConfigurationStep.JointUntilLeft"/>
    /// needs it.</summary>
    public Proposal LeaveJoint()
    {
        if (Role != ConsensusRole.Leader)
        {
            return new Proposal(ProposalVerdict.NotLeader, Term, 0, Leader);
        }

        if (!Configuration.IsJoint || _configurations.LatestIndex > Commit)
        {
            return new Proposal(
                Configuration.IsJoint ? ProposalVerdict.ChangePending : ProposalVerdict.Invalid, Term, 0, Id);
        }

        Propose(Configuration with { Outgoing = [], StaysJoint = false });
        return new Proposal(ProposalVerdict.Accepted, Term, LastIndex, Id);
    }

    private void Propose(ClusterConfiguration configuration)
    {
        Append(LogEntryKind.Configuration, 0, 0, ConfigurationHistory.Encode(configuration));
        SendToAll();
    }

    // A configuration counts from when it stands in the log.
    private void Adopt(LogEntry entry)
    {
        _configurations.Add(entry);
        ShowConfiguration();
        if (Role == ConsensusRole.Leader)
        {
            FollowConfiguration();
        }
    }

    private void ShowConfiguration()
    {
        _events.Add(new ConsensusEvent
        {
            Kind = ConsensusEventKind.Reconfigured, Term = Term, Index = _configurations.LatestIndex, Role = Role,
            Id = ConfigurationHistory.Bits(Configuration.Voters), Count = unchecked((long)ConfigurationHistory.Bits(Configuration.Outgoing)),
        });
        if (Role is ConsensusRole.Follower or ConsensusRole.Learner)
        {
            SetRole(IsLearner ? ConsensusRole.Learner : ConsensusRole.Follower);
        }
    }

    private void FollowCommittedConfiguration()
    {
        if (_configurations.LatestIndex > Commit)
        {
            return;
        }

        if (Configuration is { IsJoint: true, StaysJoint: true })
        {
            return;
        }

        if (Configuration.IsJoint)
        {
            Propose(Configuration with { Outgoing = [] });
        }
        else if (!Configuration.Voters.Contains(Id))
        {
            // It has led the cluster out of its own membership. The others learn of the commit first.
            foreach (var peer in _peers)
            {
                TellCommit(peer, _progress[peer]);
            }

            BecomeFollower(Term, leader: 0);
        }
    }
}
