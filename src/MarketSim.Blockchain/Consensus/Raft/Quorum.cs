namespace MarketSim.Blockchain;

/// <summary>Decisions by majority, or by both majorities of a joint configuration.</summary>
internal static class Quorum
{
    /// <summary>Whether those for whom something holds decide.</summary>
    public static bool Decides(ClusterConfiguration configuration, Func<int, bool> holds, RaftFlaw flaw = RaftFlaw.None)
        => IsMajority(configuration.Voters, holds)
            && (!configuration.IsJoint || flaw.HasFlag(RaftFlaw.IgnoreJointMajority) || IsMajority(configuration.Outgoing, holds));

    /// <summary>Whether those for whom something holds make it impossible that others decide.</summary>
    public static bool Blocks(ClusterConfiguration configuration, Func<int, bool> holds)
        => !CanReach(configuration.Voters, holds) || (configuration.IsJoint && !CanReach(configuration.Outgoing, holds));

    /// <summary>The largest index that deciding nodes have all reached.</summary>
    public static long Reached(ClusterConfiguration configuration, Func<int, long> index, RaftFlaw flaw = RaftFlaw.None)
    {
        var reached = ReachedBy(configuration.Voters, index);
        return configuration.IsJoint && !flaw.HasFlag(RaftFlaw.IgnoreJointMajority)
            ? Math.Min(reached, ReachedBy(configuration.Outgoing, index)) : reached;
    }

    private static bool IsMajority(IReadOnlyList<int> voters, Func<int, bool> holds) => Count(voters, holds) * 2 > voters.Count;

    private static bool CanReach(IReadOnlyList<int> voters, Func<int, bool> refuses) => (voters.Count - Count(voters, refuses)) * 2 > voters.Count;

    private static int Count(IReadOnlyList<int> voters, Func<int, bool> holds)
    {
        var count = 0;
        for (var i = 0; i < voters.Count; i++)
        {
            count += holds(voters[i]) ? 1 : 0;
        }

        return count;
    }

    private static long ReachedBy(IReadOnlyList<int> voters, Func<int, long> index)
    {
        Span<long> reached = voters.Count <= 16 ? stackalloc long[voters.Count] : new long[voters.Count];
        for (var i = 0; i < reached.Length; i++)
        {
            reached[i] = index(voters[i]);
        }

        // In ascending order a majority stands from the lower middle on.
        reached.Sort();
        return reached.Length == 0 ? 0 : reached[(reached.Length - 1) / 2];
    }
}
