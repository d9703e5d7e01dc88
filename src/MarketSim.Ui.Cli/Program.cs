using System.CommandLine;

if (args is ["bench", "match", var flow, ..])
{
    try
    {
        Console.WriteLine(MarketSim.Ui.Cli.MatchBenchmark.ToJson(
            MarketSim.Ui.Cli.MatchBenchmark.Run(flow, new() { Latency = !args.Contains("--no-latency") })));
        return 0;
    }
    catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException)
    {
        Console.Error.WriteLine(e.Message);
        return 2;
    }
}

var root = new RootCommand("MarketSim: simulated markets that run, are recorded, and replay bit for bit.");
return await root.Parse(args).InvokeAsync();
