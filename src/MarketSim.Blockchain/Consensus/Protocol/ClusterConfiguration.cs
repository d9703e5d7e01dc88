namespace MarketSim.Blockchain;

/// <summary>Who is in the cluster. While <see cref="Outgoing"/> is not empty it is a joint configuration: every decision needs a
/// majority of the voters and a majority of the outgoing voters.</summary>
/// <remarks>Source: Ongaro and Ousterhout (2014), section 6.</remarks>
/// <param name="Voters">Nodes that vote, from 1, ascending.</param>
/// <param name="Outgoing">Voters of the configuration being left, ascending; empty unless joint.</param>
/// <param name="Learners">Nodes that take the log without a vote, ascending.</param>
public sealed record ClusterConfiguration(
    IReadOnlyList<int> Voters, IReadOnlyList<int> Outgoing, IReadOnlyList<int> Learners)
{
    /// <summary>Whether a joint configuration lasts until somebody asks for its end; by default its leader ends it once it is
    /// committed. A snapshot does not keep it: a joint configuration restored from one ends by itself.</summary>
    public bool StaysJoint { get; init; }

    /// <summary>Whether decisions need two majorities.</summary>
    public bool IsJoint => Outgoing.Count > 0;

    /// <summary>The configuration in which nodes 1 to <paramref name="count"/> vote.</summary>
    public static ClusterConfiguration Of(int count) => new([.. Enumerable.Range(1, count)], [], []);
}
