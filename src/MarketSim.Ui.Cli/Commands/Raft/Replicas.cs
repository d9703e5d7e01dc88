using System.CommandLine;
using System.Globalization;
using MarketSim.Analysis;
using MarketSim.Blockchain;
using MarketSim.Core;
using MarketSim.Simulation;

namespace MarketSim.Ui.Cli;

/// <summary>The options of a run whose exchange a cluster replicates, and what such a run leaves.</summary>
internal static class Replicas
{
    public static Option<string[]> Option() => new("--consensus")
    {
        Description = "Replicates the exchange by a cluster, with this setting; may be repeated. "
            + $"Settings: {string.Join(", ", ReplicationSettings.Specs.Select(s => s.Name))}.",
        HelpName = "name=value",
    };

    public static Option<string?> FaultsOption() => new("--faults")
    {
        Description = "What goes wrong with the cluster: lines such as 'at 250ms crash leader; at 400ms restart all', or a file of them.",
        HelpName = "TEXT|FILE",
    };

    /// <summary>The cluster asked for: what is set here, and else what the scenario sets, if it has a cluster.</summary>
    /// <returns>Null where none was asked for.</returns>
    public static Func<ReplicationOptions?, ReplicationOptions>? Parse(string[]? settings, string? faults)
    {
        if (settings is null or [] && faults is null)
        {
            return null;
        }

        // Said at once where a setting is none, before a world is built.
        Set(new OptionSet(ReplicationSettings.Specs), settings, faults);
        return usual => ReplicationSettings.From(Set(ReplicationSettings.ValuesOf(usual ?? ReplicationSettings.Usual), settings, faults));
    }

    private static OptionSet Set(OptionSet values, string[]? settings, string? faults)
    {
        foreach (var setting in settings ?? [])
        {
            var equals = setting.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0)
            {
                throw new ArgumentException($"--consensus was '{setting}'; accepted is name=value, such as nodes=5.");
            }

            values.Set(setting[..equals], setting[(equals + 1)..]);
        }

        if (faults is not null)
        {
            values.Set("faults", File.Exists(faults) ? File.ReadAllText(faults) : faults);
        }

        return values;
    }

    /// <summary>Keeps what happened in the cluster beside the run, as text and as a picture.</summary>
    /// <returns>What happened, in sentences.</returns>
    public static IReadOnlyList<string> Keep(ReplicatedExchange raft, RunFolder folder, bool draws)
    {
        using (var writer = new StreamWriter(Path.Combine(folder.Path, ConsensusEventFile.FileName)))
        {
            ConsensusEventFile.Write(writer, raft.Events);
        }

        if (draws)
        {
            RaftTimeline.Plot(raft.Events).Save(Path.Combine(folder.Plots, "consensus.png"));
        }

        return
        [
            .. ConsensusCaption.Sentences(ConsensusHistory.Of(raft.Events)),
            .. raft.EventsLeftOut > 0
                ? [string.Create(CultureInfo.InvariantCulture, $"{raft.EventsLeftOut:N0} frequent events after the first {ConsensusRecorder.UsualMost:N0} are left out; figures above are of those kept, {raft.FinalCount:N0} commands became final in all")]
                : Array.Empty<string>(),
            raft.Disagreement() ?? "all copies of the exchange agree",
        ];
    }
}
