namespace MarketSim.Ui.Cli;

/// <summary><c>marketsim data</c>: recorded market data.</summary>
internal static class DataCommand
{
    public static DocumentedCommand Create(Screen screen)
        => new("data", "Checks and converts recorded market data.", "marketsim data check AMZN_2012-06-21_34200000_57600000_message_1.csv");
}
