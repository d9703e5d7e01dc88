using MarketSim.Core;

namespace MarketSim.Blockchain;

/// <summary>What must hold after every line of a story, whatever it tells: the five properties of figure 3 of the paper, as far as they
/// can be seen.</summary>
internal sealed class StoryChecks
{
    private readonly SortedDictionary<long, int> _leaders = [];
    private readonly SortedDictionary<long, (long Term, ulong Hash, long CommittedIn)> _committed = [];

    public void Check(StoryCluster cluster, StoryLine line)
    {
        foreach (var node in cluster.Nodes.Values)
        {
            if (!node.IsUp)
            {
                continue;
            }

            var core = node.Core;
            if (core.Role == ConsensusRole.Leader)
            {
                var first = _leaders.GetValueOrDefault(core.Term, core.Id);
                Require(line, first == core.Id, StoryText.Line($"election safety: nodes {first} and {core.Id} both led term {core.Term}"));
                _leaders[core.Term] = core.Id;
            }

            CheckCommitted(line, core);
        }

        foreach (var leader in cluster.Nodes.Values.Where(n => n.IsUp && n.Core.Role == ConsensusRole.Leader))
        {
            CheckCompleteness(line, leader.Core);
        }

        CheckMatching(cluster, line);
    }

    private void CheckCommitted(StoryLine line, RaftCore core)
    {
        for (var index = core.FirstIndex; index <= Math.Min(core.Commit, core.LastIndex); index++)
        {
            var entry = core.EntryAt(index);
            var hash = Hash(entry);
            if (_committed.TryGetValue(index, out var before))
            {
                Require(line, (before.Term, before.Hash) == (entry.Term, hash), StoryText.Line(
                    $"state-machine safety: entry {index} of term {before.Term} was committed, and node {core.Id} commits another one of term {entry.Term}"));
            }

            _committed[index] = (entry.Term, hash, Math.Min(core.Term, before.CommittedIn > 0 ? before.CommittedIn : core.Term));
        }
    }

    // A leader has every entry that was committed in an earlier term than its own. An entry of an earlier term that is committed later
    // it may lack: figure 8 (e), with the leader of term 3 still there.
    private void CheckCompleteness(StoryLine line, RaftCore leader)
    {
        foreach (var (index, (term, _, committedIn)) in _committed)
        {
            if (index >= leader.FirstIndex && committedIn < leader.Term)
            {
                Require(line, leader.TermAt(index) == term, StoryText.Line(
                    $"leader completeness: node {leader.Id} leads term {leader.Term} without entry {index}, committed in term {committedIn}"));
            }
        }
    }

    private static void CheckMatching(StoryCluster cluster, StoryLine line)
    {
        var cores = cluster.Nodes.Values.Where(n => n.IsUp).Select(n => n.Core).ToList();
        for (var i = 0; i < cores.Count; i++)
        {
            for (var j = i + 1; j < cores.Count; j++)
            {
                CheckMatching(line, cores[i], cores[j]);
            }
        }
    }

    private static void CheckMatching(StoryLine line, RaftCore left, RaftCore right)
    {
        var agree = false;
        for (var index = Math.Min(left.LastIndex, right.LastIndex); index >= Math.Max(left.FirstIndex, right.FirstIndex); index--)
        {
            var same = left.TermAt(index) == right.TermAt(index);
            Require(line, same || !agree, StoryText.Line($"log matching: nodes {left.Id} and {right.Id} agree after entry {index}, and not on it"));
            agree |= same;
        }
    }

    private static ulong Hash(LogEntry entry)
    {
        var hash = default(StateHash);
        hash.Add((ulong)entry.Kind);
        hash.Add(StoryText.Data(entry));
        return hash.Value;
    }

    private static void Require(StoryLine line, bool holds, string sentence)
    {
        if (!holds)
        {
            throw line.Wrong(sentence);
        }
    }
}
