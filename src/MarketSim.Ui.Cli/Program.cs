using System.CommandLine;

var root = new RootCommand("MarketSim: simulated markets that run, are recorded, and replay bit for bit.");
return await root.Parse(args).InvokeAsync();
