using System.CommandLine;

namespace MarketSim.Ui.Cli;

/// <summary><c>marketsim sweep</c>: many runs of a scenario, by seed and by option, on all cores.</summary>
internal static class SweepCommand
{
    public static DocumentedCommand Create(Screen screen)
    {
        var scenario = new Argument<string?>("scenario")
        {
            Description = "Which world, or the path of a market file (.yaml); default-day if none is named.", Arity = ArgumentArity.ZeroOrOne,
        };
        var seeds = new Option<string?>("--seeds") { Description = "Such as 1..1000 or 1..10,15; 1..20 by default.", HelpName = "LIST" };
        var set = new Option<string[]>("--set") { Description = "Sets an option in all runs; may be repeated.", HelpName = "name=value" };
        var vary = new Option<string[]>("--vary")
        {
            Description = "Varies an option; may be repeated, and then every combination is run: volatility=0.2,0.4 or market-makers=1..9:2.",
            HelpName = "name=values",
        };
        var output = new Option<string?>("--out")
        {
            Description = "The folder of the sweep; sweeps/SCENARIO by default. Where the same sweep lies there already, it goes on.", HelpName = "DIR",
        };
        var resume = new Option<string?>("--resume") { Description = "Goes on with the sweep in a folder, whatever it was.", HelpName = "DIR" };
        var force = new Option<bool>("--force") { Description = "Throws away another sweep that lies in the folder." };
        var jobs = new Option<int?>("--jobs") { Description = "How many runs at a time; as many as there are processors by default.", HelpName = "N" };
        var show = new Option<string[]>("--show")
        {
            Description = "Which figures to show and draw, such as ALPHA.spread-bp; * stands for anything. All are kept in any case.", HelpName = "FIGURE",
        };
        var noPlots = new Option<bool>("--no-plots") { Description = "Draws no picture." };
        var json = new Option<bool>("--json") { Description = "Prints the summary as JSON and nothing else." };
        var assembly = Plugins.Option();
        var command = new DocumentedCommand(
            "sweep", "Runs a scenario many times, on all cores, and leaves one table of all runs with means, intervals and a picture.",
            "marketsim sweep --seeds 1..200 --set duration=30min",
            "marketsim sweep default-day --seeds 1..20 --vary market-makers=1..5:1 --vary volatility=0.2,0.5 --out makers",
            "marketsim sweep margin-spiral --vary impact=1e-5,2e-5,3e-5 --seeds 1",
            "marketsim sweep --resume makers")
        {
            scenario, seeds, set, vary, output, resume, force, jobs, show, noPlots, json, assembly,
        };
        command.SetAction(parsed =>
        {
            Plugins.Load(parsed.GetValue(assembly));
            var request = SweepRequest.From(
                parsed.GetValue(scenario), parsed.GetValue(seeds), parsed.GetValue(set) ?? [], parsed.GetValue(vary) ?? [],
                parsed.GetValue(output), parsed.GetValue(resume), parsed.GetValue(jobs));
            return new SweepExecution(screen, request)
            {
                Overwrites = parsed.GetValue(force),
                DrawsPlots = !parsed.GetValue(noPlots),
                WritesJson = parsed.GetValue(json),
                Shown = parsed.GetValue(show) ?? [],
            }.Run();
        });
        return command;
    }
}
