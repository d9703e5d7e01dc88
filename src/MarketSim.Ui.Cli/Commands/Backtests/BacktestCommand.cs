using System.CommandLine;
using MarketSim.Core;
using MarketSim.Simulation;

namespace MarketSim.Ui.Cli;

/// <summary><c>marketsim backtest</c>: a strategy over recorded bars.</summary>
internal static class BacktestCommand
{
    public static DocumentedCommand Create(Screen screen)
    {
        var options = new BacktestOptions();
        var output = new Option<string?>("--out")
        {
            Description = "A folder for fills, equity, trades, positions and metrics; a back-test that lies there is replaced.", HelpName = "DIR",
        };
        var json = new Option<bool>("--json") { Description = "Prints JSON and nothing else." };
        var check = new Option<bool>("--check-lookahead")
        {
            Description = "Instead of results: does the strategy know the future? It is run again, on truncated and on changed data, and its "
                + "decisions are compared; exit code 1 if it does.",
        };
        var vary = new Option<string[]>("--vary", "--sweep")
        {
            Description = "Runs every combination of these settings on all cores, and leaves one table: fast=10..60:10 or slow=100,200; may be "
                + "repeated. Where the same sweep lies in --out already, it goes on.",
            HelpName = "name=values",
        };
        var jobs = new Option<int?>("--jobs") { Description = "With --vary: how many runs at a time; as many as there are processors by default.", HelpName = "N" };
        var command = new DocumentedCommand(
            "backtest", "Runs a strategy over recorded bars: exact fills under stated rules, with the accounting of the simulation.",
            "marketsim backtest --data spy.csv --strategy sma-cross --set fast=50 --set slow=200 --out sma",
            "marketsim backtest --data spy.csv --strategy my.cs --fill this-close --cash 50000 --json",
            "marketsim backtest --data lean --symbols spy,aapl --strategy breakout --commission 0.005/share,min=1 --spread 1bp",
            "marketsim backtest --data spy.csv --strategy my.cs --check-lookahead",
            "marketsim backtest --data spy.csv --strategy sma-cross --vary fast=10..60:10 --vary slow=100,150,200 --out grid",
            "marketsim backtest --data btc.csv --strategy rsi --set shares=1 --slippage 5bp --participation 0.1 --impact 0.1");
        options.AddTo(command);
        command.Add(output);
        command.Add(json);
        command.Add(check);
        command.Add(vary);
        command.Add(jobs);
        command.SetAction(parsed => parsed.GetValue(check)
            ? LookaheadReport.Run(screen, options.Read(parsed), parsed.GetValue(json))
            : parsed.GetValue(vary) is { Length: > 0 } varied
            ? new BacktestSweepExecution(screen, options.Read(parsed), varied)
            {
                Folder = parsed.GetValue(output), WritesJson = parsed.GetValue(json), Jobs = parsed.GetValue(jobs),
            }.Run()
            : new BacktestExecution(screen, options.Read(parsed))
            {
                Folder = parsed.GetValue(output), WritesJson = parsed.GetValue(json),
            }.Run());
        return command;
    }
}
