using MarketSim.Ui.Cli;

return CommandLine.Run(args, Screen.OfThisProcess());
