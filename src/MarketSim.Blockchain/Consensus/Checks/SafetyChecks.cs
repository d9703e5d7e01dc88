using MarketSim.Core;

namespace MarketSim.Blockchain;

/// <summary>Watches a cluster while it runs: after every step each property is checked on what the step changed.</summary>
/// <remarks>Source of the first four properties: Ongaro and Ousterhout (2014), figure 3.</remarks>
public sealed class SafetyChecks : IConsensusObserver
{
    private readonly SafetyCheck[] _checks;
    private readonly IConsensusObserver? _next;
    private ObservedCluster _cluster = new([]);

    /// <summary>All checks.</summary>
    /// <param name="next">Who is told of everything as well; nobody if null.</param>
    public SafetyChecks(IConsensusObserver? next = null)
    {
        _next = next;

        // Commits last: it writes down what the others compare with.
        _checks =
        [
            new ElectionSafety(),
            new VoteSafety(),
            new LogMatching(),
            new LeaderCompleteness(),
            new CommitDurability(),
            new CommitMonotonicity(),
            new StateMachineSafety(),
            new AcknowledgementSafety(),
        ];
    }

    /// <summary>The names of all properties, in the order in which they are looked at.</summary>
    public IReadOnlyList<string> Properties => [.. _checks.Select(c => c.Property)];

    /// <summary>The first that was broken; null while all hold.</summary>
    public SafetyViolation? Violation { get; private set; }

    /// <summary>What the checks know of the cluster.</summary>
    public ObservedCluster Cluster => _cluster;

    /// <summary>Is called when a property is broken for the first time.</summary>
    public Action? OnViolation { get; set; }

    /// <summary>Begins to watch. Called once, before anything happens.</summary>
    public void Watch(IReadOnlyList<ConsensusNode> nodes)
    {
        ArgumentNullException.ThrowIfNull(nodes);
        _cluster = new ObservedCluster(nodes);
        foreach (var node in nodes)
        {
            node.OnApply += AfterApply;
        }
    }

    /// <inheritdoc/>
    public void Observe(in ConsensusEvent item)
    {
        _next?.Observe(item);
        if (Violation is not null)
        {
            return;
        }

        foreach (var check in _checks)
        {
            if (check.After(item, _cluster) is { } sentence)
            {
                Report(check, sentence, item.Time);
                return;
            }
        }
    }

    private void AfterApply(ConsensusNode node, LogEntry entry)
    {
        if (Violation is not null)
        {
            return;
        }

        foreach (var check in _checks)
        {
            if (check.AfterApply(node, entry, _cluster) is { } sentence)
            {
                Report(check, sentence, node.Now);
                return;
            }
        }
    }

    private void Report(SafetyCheck check, string sentence, SimTime time)
    {
        Violation = new SafetyViolation(check.Property, sentence, time);
        OnViolation?.Invoke();
    }
}
