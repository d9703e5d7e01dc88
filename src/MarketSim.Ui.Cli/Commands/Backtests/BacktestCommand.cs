using System.CommandLine;
using MarketSim.Core;
using MarketSim.Simulation;

namespace MarketSim.Ui.Cli;

/// <summary><c>marketsim backtest</c>: a strategy over recorded bars, ticks or order flow.</summary>
internal static class BacktestCommand
{
    public static DocumentedCommand Create(Screen screen)
    {
        var options = new BacktestOptions();
        var flow = new FlowOptions();
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
        var logs = new Option<bool>("--logs")
        {
            Description = "Keeps in --out what was asked of the exchange and what happened there; 'marketsim account', 'replay', 'export' read it.",
        };
        var vary = new Option<string[]>("--vary", "--sweep")
        {
            Description = "Runs every combination of these settings on all cores, and leaves one table: fast=10..60:10 or slow=100,200; may be "
                + "repeated. Where the same sweep lies in --out already, it goes on.",
            HelpName = "name=values",
        };
        var jobs = new Option<int?>("--jobs") { Description = "With --vary: how many runs at a time; as many as there are processors by default.", HelpName = "N" };
        var command = new DocumentedCommand(
            "backtest", "Runs a strategy over recorded bars, ticks or order flow: exact fills under stated rules, with the accounting of the simulation.",
            "marketsim backtest --data spy.csv --strategy sma-cross --set fast=50 --set slow=200 --out sma",
            "marketsim backtest --data spy.csv --strategy my.cs --fill this-close --cash 50000 --json",
            "marketsim backtest --data lean --symbols spy,aapl --strategy breakout --commission 0.005/share,min=1 --spread 1bp",
            "marketsim backtest --data spy.csv --strategy my.cs --check-lookahead",
            "marketsim backtest --data spy.csv --strategy sma-cross --vary fast=10..60:10 --vary slow=100,150,200 --out grid",
            "marketsim backtest --data AAPL_2012-06-21_message_50.csv --strategy avellaneda-stoikov --account margin --order-latency 5ms",
            "marketsim backtest --data btcusdt.gz --strategy imbalance --queue log --feed-latency recorded --order-latency recorded+1ms",
            "marketsim backtest --data btc.csv --strategy rsi --set shares=1 --slippage 5bp --participation 0.1 --impact 0.1");
        options.AddTo(command);
        flow.AddTo(command);
        command.Add(output);
        command.Add(json);
        command.Add(check);
        command.Add(logs);
        command.Add(vary);
        command.Add(jobs);
        command.SetAction(parsed =>
        {
            var request = options.Read(parsed);
            var (folder, writesJson, varied) = (parsed.GetValue(output), parsed.GetValue(json), parsed.GetValue(vary) ?? []);
            if (request.IsFlow)
            {
                var setup = flow.Read(parsed, request);
                return parsed.GetValue(check)
                    ? throw new ArgumentException("--check-lookahead is for bars; these data are order flow or ticks.")
                    : varied.Length > 0
                    ? new BacktestSweepExecution(screen, request, varied)
                    {
                        Folder = folder, WritesJson = writesJson, Jobs = parsed.GetValue(jobs), Flow = setup,
                    }.Run()
                    : new FlowExecution(screen, request, setup) { Folder = folder, WritesJson = writesJson, KeepsLogs = parsed.GetValue(logs) }.Run();
            }

            flow.RefuseForBars(parsed);
            request = request.OverBars();
            return parsed.GetValue(check) ? LookaheadReport.Run(screen, request, writesJson)
                : varied.Length > 0
                ? new BacktestSweepExecution(screen, request, varied) { Folder = folder, WritesJson = writesJson, Jobs = parsed.GetValue(jobs) }.Run()
                : new BacktestExecution(screen, request) { Folder = folder, WritesJson = writesJson, KeepsLogs = parsed.GetValue(logs) }.Run();
        });
        return command;
    }
}
