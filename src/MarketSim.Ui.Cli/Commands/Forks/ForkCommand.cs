using System.CommandLine;

namespace MarketSim.Ui.Cli;

/// <summary><c>marketsim fork</c>: parts a run at an instant, changes one thing in one branch, and compares.</summary>
internal static class ForkCommand
{
    public static DocumentedCommand Create(Screen screen)
    {
        var source = new Argument<string?>("source")
        {
            Description = "A scenario, a market file (.yaml), or the folder of a run, whose scenario, settings and seed are taken; default-day if none is named.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var at = new Option<string>("--at")
        {
            Description = "When the branches part: a time of day (11:00), or the time since the run began, to the nanosecond (90min, 5400000000001ns).",
            HelpName = "TIME", Required = true,
        };
        var change = new Option<string>("--change")
        {
            Description = $"What is changed in one of them: {Simulation.Intervention.Accepted}.", HelpName = "TEXT", Required = true,
        };
        var seeds = new Option<string?>("--seeds")
        {
            Description = "Such as 1..20, for the mean over many pairs; 1 by default, or the run's own.", HelpName = "LIST",
        };
        var until = new Option<string?>("--until") { Description = "When both branches end; the end of the run by default.", HelpName = "TIME" };
        var set = new Option<string[]>("--set") { Description = "Sets an option of the scenario; may be repeated.", HelpName = "name=value" };
        var output = new Option<string?>("--out") { Description = "The folder of the comparison; a fresh one under forks/ by default.", HelpName = "DIR" };
        var jobs = new Option<int?>("--jobs") { Description = "How many pairs at a time; as many as there are processors by default.", HelpName = "N" };
        var json = new Option<bool>("--json") { Description = "Prints the comparison as JSON and nothing else." };
        var assembly = Plugins.Option();
        var command = new DocumentedCommand(
            "fork", "Parts a run at an instant, changes one thing in one branch, and shows what that caused: prices and profits.",
            "marketsim fork --at 11:00 --change \"buy 5000 ALPHA over 10min\" --seeds 1..20",
            "marketsim fork default-day --at 90min --change \"retire market-maker\" --until 12:00",
            "marketsim fork runs/default-day-seed1-001 --at 5400000000001ns --change \"sell 2000 ALPHA\"")
        {
            source, at, change, seeds, until, set, output, jobs, json, assembly,
        };
        command.SetAction(parsed =>
        {
            Plugins.Load(parsed.GetValue(assembly));
            var request = ForkRequest.From(
                parsed.GetValue(source), parsed.GetValue(at)!, parsed.GetValue(change)!, parsed.GetValue(until), parsed.GetValue(seeds),
                parsed.GetValue(set) ?? [], parsed.GetValue(jobs));
            return new ForkExecution(screen, request) { Output = parsed.GetValue(output), WritesJson = parsed.GetValue(json) }.Run();
        });
        return command;
    }
}
