namespace MarketSim.Ui.Cli;

/// <summary><c>marketsim raft</c>: the consensus core by itself: told as a story, tried with faults, drawn as a timeline.</summary>
internal static class RaftCommand
{
    /// <summary>The command with its subcommands.</summary>
    public static DocumentedCommand Create(Screen screen)
    {
        // One a line, so that each is added alone.
        DocumentedCommand[] commands =
        [
            RaftScriptCommand.Create(screen),
            RaftTimelineCommand.Create(screen),
            RaftFuzzCommand.Create(screen),
            RaftCheckCommand.Create(screen),
        ];
        return new DocumentedCommand(
            "raft", "Raft consensus: told as stories, tried with faults, drawn as a timeline.", "marketsim raft script figure-8.story",
            "marketsim raft timeline runs/default-day-seed1-001", "marketsim raft fuzz --seeds 1000")
            .Grouping(screen, commands);
    }
}
