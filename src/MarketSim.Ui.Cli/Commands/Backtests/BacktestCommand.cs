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
        var command = new DocumentedCommand(
            "backtest", "Runs a strategy over recorded bars: exact fills under stated rules, with the accounting of the simulation.",
            "marketsim backtest --data spy.csv --strategy sma-cross --set fast=50 --set slow=200 --out sma",
            "marketsim backtest --data spy.csv --strategy my.cs --fill this-close --cash 50000 --json",
            "marketsim backtest --data lean --symbols spy,aapl --strategy breakout --commission 0.005/share,min=1 --spread 1bp",
            "marketsim backtest --data spy.csv --strategy my.cs --check-lookahead",
            "marketsim backtest --data btc.csv --strategy rsi --set shares=1 --slippage 5bp --participation 0.1 --impact 0.1");
        options.AddTo(command);
        command.Add(output);
        command.Add(json);
        command.Add(check);
        command.SetAction(parsed => parsed.GetValue(check)
            ? LookaheadReport.Run(screen, options.Read(parsed), parsed.GetValue(json))
            : new BacktestExecution(screen, options.Read(parsed))
            {
                Folder = parsed.GetValue(output), WritesJson = parsed.GetValue(json),
            }.Run());
        return command;
    }
}
