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
                + "and an impact of 0.1.",
            "marketsim honesty --data spy.csv --strategy rsi",
            "marketsim honesty --data spy.csv --strategy sma-cross --set fast=10 --set slow=30 --spread 1bp --commission 0.005/share,min=1 --out ladder",
            "marketsim honesty --data lean --symbols spy,aapl --strategy my.cs --participation 0.01 --impact 0.2 --json");
        options.AddTo(command);
        command.Add(output);
        command.Add(json);
        command.Add(jobs);
        command.SetAction(parsed => new BarHonestyExecution(screen, WithUsualCosts(options.Read(parsed), parsed))
        {
            Folder = parsed.GetValue(output), WritesJson = parsed.GetValue(json), Jobs = parsed.GetValue(jobs),
        }.Run());
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
                Spread = IsGiven("--spread") ? setup.Spread : BarHonesty.UsualSpread,
                Commission = IsGiven("--commission") ? setup.Commission : BarHonesty.UsualCommission,
                Volume = IsGiven("--participation") ? setup.Volume : BarHonesty.UsualVolume,
            },
        };

        bool IsGiven(string name) => parsed.GetResult(name) is OptionResult { Implicit: false };
    }
}
