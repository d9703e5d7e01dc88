using System.CommandLine;
using MarketSim.Simulation;

namespace MarketSim.Ui.Cli;

/// <summary><c>marketsim run</c>: runs a scenario into a folder.</summary>
internal static class RunCommand
{
    public static DocumentedCommand Create(Screen screen)
    {
        var scenario = new Argument<string?>("scenario")
        {
            Description = "Which world, or the path of a market file (.yaml); default-day if none is named. 'marketsim list scenarios' shows them.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var seed = new Option<string?>("--seed") { Description = "The key of all chance; 1 by default.", HelpName = "N" };
        var speed = new Option<string?>("--speed")
        {
            Description = "max (the default), or a multiple of real time: 1x, 10x, 0.5x.", HelpName = "SPEED",
        };
        var output = new Option<string?>("--out")
        {
            Description = "The folder of the run; a fresh one under runs/ by default.", HelpName = "DIR",
        };
        var force = new Option<bool>("--force") { Description = "Replace a run that lies in the folder already." };
        var set = new Option<string[]>("--set")
        {
            Description = "Sets an option of the scenario; may be repeated. 'marketsim list options SCENARIO' shows them.",
            HelpName = "name=value",
        };
        var config = new Option<string?>("--config")
        {
            Description = "Reads scenario, seed, speed, out, history and set from a YAML file; the command line wins.", HelpName = "FILE",
        };
        var history = new Option<string[]>("--history")
        {
            Description = "Replays recorded orders from these files, with our agents around them.", HelpName = "FILE",
            AllowMultipleArgumentsPerToken = true,
        };
        var noPlots = new Option<bool>("--no-plots") { Description = "Draws no pictures." };
        var strategy = Guests.Option();
        var onError = Guests.OnErrorOption();
        var noLogs = new Option<bool>("--no-logs")
        {
            Description = "Keeps nothing: no folder, no tables, no pictures; prints what is counted.",
        };
        var live = new Option<bool>("--live")
        {
            Description = "Shows book, tape and profits on the terminal as the run goes on, and takes orders by hand; usual where --speed is given.",
        };
        var noLive = new Option<bool>("--no-live") { Description = "Shows a line of progress instead, also where --speed is given." };
        var consensus = Replicas.Option();
        var faults = Replicas.FaultsOption();
        var assembly = Plugins.Option();
        var json = new Option<bool>("--json") { Description = "Prints the summary as JSON and nothing else." };
        var command = new DocumentedCommand(
            "run", "Runs a market and leaves a folder with its logs, tables, summary and pictures.",
            "marketsim run",
            "marketsim run default-day --seed 7 --set duration=30min --set market-makers=1 --out thin-market",
            "marketsim run short-squeeze --set borrow-rate=90%",
            "marketsim run my-market.yaml --seed 3",
            "marketsim run --config day.yaml --speed 100x",
            "marketsim run --speed 1x",
            "marketsim run --strategy momentum,mean-interval=5s,trades=ALPHA,count=3",
            "marketsim run --strategy my-strategy.cs --on-error retire",
            "marketsim run --set duration=10s --consensus nodes=5 --faults \"at 2s crash leader; at 5s restart all\"",
            "marketsim run --history AAPL_2012-06-21_34200000_37800000_message_50.csv --set agents=0")
        {
            scenario, seed, speed, output, force, set, config, history, noPlots, noLogs, json, strategy, onError, live, noLive, consensus, faults, assembly,
        };
        command.SetAction(parsed =>
        {
            Plugins.Load(parsed.GetValue(assembly));
            var request = RunRequest.From(new RunArguments
            {
                Scenario = parsed.GetValue(scenario),
                Seed = parsed.GetValue(seed),
                Speed = parsed.GetValue(speed),
                Output = parsed.GetValue(output),
                Settings = parsed.GetValue(set) ?? [],
                Config = parsed.GetValue(config),
                History = parsed.GetValue(history) ?? [],
            });
            if (parsed.GetValue(noLogs))
            {
                return parsed.GetValue(output) is null && parsed.GetValue(strategy) is null or [] && !parsed.GetValue(live)
                    ? CountingRun.Run(screen, request, parsed.GetValue(json))
                    : throw new ArgumentException("--no-logs keeps nothing and shows only counts; it is accepted without --out, --strategy and --live.");
            }

            return new RunExecution(screen, request)
            {
                Overwrites = parsed.GetValue(force),
                DrawsPlots = !parsed.GetValue(noPlots),
                WritesJson = parsed.GetValue(json),
                IsLive = IsLive(screen, parsed.GetValue(live), parsed.GetValue(noLive), request),
                Guests = Guests.Parse(parsed.GetValue(strategy)),
                RetiresFailures = Guests.Retires(parsed.GetValue(onError)),
                Replication = Replicas.Parse(parsed.GetValue(consensus), parsed.GetValue(faults)),
            }.Run();
        });
        return command;
    }

    private static bool IsLive(Screen screen, bool isAsked, bool isRefused, RunRequest request)
    {
        if (isAsked && isRefused)
        {
            throw new ArgumentException("--live and --no-live were both given; one of them is accepted.");
        }

        var hasTerminal = screen.IsTerminal && screen.ReadsKeys;
        return isAsked && !hasTerminal
            ? throw new ArgumentException("--live needs a terminal to draw on and keys to read; here output or input is redirected.")
            : hasTerminal && !isRefused && (isAsked || !request.Speed.IsMax);
    }
}
