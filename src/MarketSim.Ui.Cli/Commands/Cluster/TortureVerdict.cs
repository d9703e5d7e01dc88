using MarketSim.Blockchain;

namespace MarketSim.Ui.Cli;

/// <summary>What the comparison at the end of <see cref="ClusterTorture"/> found.</summary>
/// <param name="Patterns">Patterns of kills.</param>
/// <param name="Acknowledged">Commands that clients were told are final.</param>
/// <param name="Entries">Entries of the log.</param>
/// <param name="Lost">Acknowledged commands that are not where the client was told.</param>
/// <param name="Doubled">Commands that were executed more than once.</param>
/// <param name="Changed">Acknowledged commands whose answer was another than executing the log gives.</param>
/// <param name="LogsAgree">Whether all nodes' logs are equal, entry by entry.</param>
/// <param name="StatesAgree">Whether all nodes' states are equal, and equal to executing the log anew.</param>
/// <param name="Retries">Commands sent again.</param>
/// <param name="FailOversMs">From the death of a leader to the next one, where a majority lived; ascending, in milliseconds.</param>
/// <param name="OutagesMs">Where the leader alone was killed: until an order that was sent after that was acknowledged; ascending, in
/// milliseconds.</param>
/// <param name="BoundMs">Two maximum election timeouts, in milliseconds.</param>
internal sealed record TortureVerdict(
    int Patterns, int Acknowledged, int Entries, int Lost, int Doubled, int Changed, bool LogsAgree, bool StatesAgree, long Retries,
    IReadOnlyList<double> FailOversMs, IReadOnlyList<double> OutagesMs, double BoundMs)
{
    /// <summary>Nothing was lost, doubled or changed, and all nodes agree.</summary>
    public bool IsSafe => Lost == 0 && Doubled == 0 && Changed == 0 && LogsAgree && StatesAgree;

    /// <summary>How many of the fail-overs were within the bound.</summary>
    public int Timely => FailOversMs.Count(ms => ms <= BoundMs);

    /// <summary>How many times clients were served again within the bound.</summary>
    public int Served => OutagesMs.Count(ms => ms <= BoundMs);

    public static TortureVerdict Of(
        IReadOnlyCollection<Acknowledgement> acknowledged, NodeStatus[] states, List<LogEntry>[] logs, List<TimeSpan> failOvers,
        List<TimeSpan> outages, int patterns, TimeSpan electionTimeout, long retries)
    {
        var counting = new Counting(ClusterMachines.Create("exchange"));
        var machine = new SessionMachine(counting);
        var answers = logs[0].Select(entry => machine.Apply(entry)).ToArray();
        var lost = acknowledged.Count(a => a.Index < 1 || a.Index > logs[0].Count
            || logs[0][(int)a.Index - 1] is var entry && (entry.Session != a.Session || entry.Sequence != a.Sequence));
        var changed = acknowledged.Count(a => a.Index >= 1 && a.Index <= answers.Length
            && !answers[a.Index - 1].Span.SequenceEqual(a.Answer.Span));
        return new TortureVerdict(
            patterns, acknowledged.Count, logs[0].Count, lost, counting.Doubled, changed,
            logs.Skip(1).All(log => log.Count == logs[0].Count && log.Zip(logs[0]).All(pair => AreEqual(pair.First, pair.Second))),
            states.All(s => s.Hash == machine.ComputeHash().ToString("x16", System.Globalization.CultureInfo.InvariantCulture)),
            retries, [.. failOvers.Select(t => t.TotalMilliseconds).Order()],
            [.. outages.Select(t => t.TotalMilliseconds).Order()], 2 * electionTimeout.TotalMilliseconds);
    }

    private static bool AreEqual(LogEntry a, LogEntry b) => a.Term == b.Term && a.Index == b.Index && a.Kind == b.Kind
        && a.Session == b.Session && a.Sequence == b.Sequence && a.Data.Span.SequenceEqual(b.Data.Span);

    /// <summary>Notices commands that are executed a second time.</summary>
    private sealed class Counting(IReplicatedMachine inner) : IReplicatedMachine
    {
        private readonly HashSet<(ulong, ulong)> _executed = [];

        public int Doubled { get; private set; }

        public ReadOnlyMemory<byte> Apply(LogEntry entry)
        {
            Doubled += _executed.Add((entry.Session, entry.Sequence)) ? 0 : 1;
            return inner.Apply(entry);
        }

        public ReadOnlyMemory<byte> Save() => inner.Save();

        public void Restore(ReadOnlyMemory<byte> state) => inner.Restore(state);

        public void Reset() => inner.Reset();

        public ulong ComputeHash() => inner.ComputeHash();
    }
}
