using System.CommandLine;
using System.CommandLine.Parsing;
using MarketSim.Simulation;

namespace MarketSim.Ui.Cli;

/// <summary><c>marketsim honesty</c>: the same strategy on terms that grow harder, to see where its edge goes.</summary>
internal static class HonestyCommand
{
    public static DocumentedCommand Create(Screen screen)
    {
        var options = new BacktestOptions();
        var flow = new FlowOptions();
        var output = new Option<string?>("--out")
        {
            Description = "A folder: the back-test with everything charged, the ladder as honesty.json, its picture, and each rung's back-test.",
            HelpName = "DIR",
        };
        var json = new Option<bool>("--json") { Description = "Prints JSON and nothing else." };
        var jobs = new Option<int?>("--jobs") { Description = "How many rungs at a time; as many as there are processors by default.", HelpName = "N" };
        var command = new DocumentedCommand(
            "honesty", "Runs a strategy at zero cost, then with spread, fees, queue, latency, limited volume and impact, and shows how the result "
                + "shrinks. Where a cost is not given it is a spread of 2bp, a commission of 0.5bp, orders at the next open, 5% of a bar's volume "
                + "and an impact of 0.1; over order flow data take 1ms and orders and answers 5ms.",
            "marketsim honesty --data spy.csv --strategy rsi",
            "marketsim honesty --data spy.csv --strategy sma-cross --set fast=10 --set slow=30 --spread 1bp --commission 0.005/share,min=1 --out ladder",
            "marketsim honesty --data AAPL_2012-06-21_message_50.csv --strategy imbalance-maker --account margin --order-latency 200us --out ladder",
            "marketsim honesty --data lean --symbols spy,aapl --strategy my.cs --participation 0.01 --impact 0.2 --json");
        options.AddTo(command);
        flow.AddTo(command);
        command.Add(output);
        command.Add(json);
        command.Add(jobs);
        command.SetAction(parsed =>
        {
            var request = options.Read(parsed);
            if (request.IsFlow)
            {
                return new FlowHonestyExecution(screen, request, WithUsualDelays(flow.Read(parsed, request), parsed))
                {
                    Folder = parsed.GetValue(output), WritesJson = parsed.GetValue(json), Jobs = parsed.GetValue(jobs),
                }.Run();
            }

            flow.RefuseForBars(parsed);
            return new BarHonestyExecution(screen, WithUsualCosts(request.OverBars(), parsed))
            {
                Folder = parsed.GetValue(output), WritesJson = parsed.GetValue(json), Jobs = parsed.GetValue(jobs),
            }.Run();
        });
        return command;
    }

    // What was given holds, a zero too.
    private static BacktestRequest WithUsualCosts(BacktestRequest request, ParseResult parsed)
    {
        var setup = request.Setup;
        return request with
        {
            Setup = setup with
            {
                Spread = IsGiven(parsed, "--spread") ? setup.Spread : BarHonesty.UsualSpread,
                Commission = IsGiven(parsed, "--commission") ? setup.Commission : BarHonesty.UsualCommission,
                Volume = IsGiven(parsed, "--participation") ? setup.Volume : BarHonesty.UsualVolume,
            },
        };
    }

    private static FlowSetup WithUsualDelays(FlowSetup setup, ParseResult parsed)
    {
        var order = IsGiven(parsed, "--order-latency") ? setup.OrderDelay : FlowHonesty.UsualOrderDelay;
        return setup with
        {
            Terms = setup.Terms with { Commission = IsGiven(parsed, "--commission") ? setup.Terms.Commission : BarHonesty.UsualCommission },
            FeedDelay = IsGiven(parsed, "--feed-latency") ? setup.FeedDelay : FlowHonesty.UsualFeedDelay,
            OrderDelay = order,
            ResponseDelay = IsGiven(parsed, "--response-latency") ? setup.ResponseDelay : order,
        };
    }

    private static bool IsGiven(ParseResult parsed, string name) => parsed.GetResult(name) is OptionResult { Implicit: false };
}
