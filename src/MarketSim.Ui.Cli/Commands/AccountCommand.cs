using System.CommandLine;
using MarketSim.Market;
using MarketSim.Simulation;

namespace MarketSim.Ui.Cli;

/// <summary><c>marketsim account</c>: the statement of one agent in a run.</summary>
internal static class AccountCommand
{
    public static DocumentedCommand Create(Screen screen)
    {
        var run = new Argument<string>("run") { Description = "The folder of a run." };
        var name = new Argument<string>("name")
        {
            Description = "Whose statement: an agent's name or number, the beginning of a name, or a house account such as broker.",
        };
        var asset = new Option<string?>("--asset") { Description = "Only lines of this asset.", HelpName = "NAME" };
        var kind = new Option<string?>("--kind")
        {
            Description = "Only lines of this kind: trade, deposit, fee, dividend, borrow-fee, margin-called …", HelpName = "KIND",
        };
        var json = new Option<bool>("--json") { Description = "Prints the statement as JSON and nothing else." };
        var csv = new Option<bool>("--csv") { Description = "Prints the lines as CSV and nothing else." };
        var unchecked_ = new Option<bool>("--no-check") { Description = "Does not execute the run again to compare with its ledger." };
        var assembly = Plugins.Option();
        var command = new DocumentedCommand(
            "account", "Shows every movement of one agent's account in a run, how it stands on margin, and checks that all balances are explained.",
            "marketsim account runs/default-day-seed1-001 ALPHA/market-maker/1",
            "marketsim account runs/short-squeeze-seed1-001 shorts/1 --kind borrow-fee",
            "marketsim account runs/default-day-seed1-001 16 --csv --asset USD")
        {
            run, name, asset, kind, json, csv, unchecked_, assembly,
        };
        command.SetAction(parsed =>
        {
            Plugins.Load(parsed.GetValue(assembly));
            if (parsed.GetValue(json) && parsed.GetValue(csv))
            {
                throw new ArgumentException("--json and --csv exclude each other; leave one of them out.");
            }

            var result = RunResult.Open(parsed.GetRequiredValue(run));
            var account = AccountStatement.Find(result.Manifest, parsed.GetRequiredValue(name));
            var statement = AccountStatement.Read(result, account);
            var view = new AccountView(
                result.Manifest, statement, parsed.GetValue(asset), parsed.GetValue(kind),
                parsed.GetValue(unchecked_) ? null : ExecuteAgain(screen, result));
            if (parsed.GetValue(json))
            {
                view.WriteJson(screen.Output);
            }
            else if (parsed.GetValue(csv))
            {
                view.WriteCsv(screen.Output);
            }
            else
            {
                view.Show(screen);
            }

            return view.IsRight ? ExitCode.Ok : ExitCode.CheckFailed;
        });
        return command;
    }

    private static Exchange ExecuteAgain(Screen screen, RunResult result)
    {
        var watch = new ReplayWatch();
        using (new ProgressLine(screen, "checking", () => watch.State))
        {
            return LedgerReplay.Execute(result, watch);
        }
    }
}
