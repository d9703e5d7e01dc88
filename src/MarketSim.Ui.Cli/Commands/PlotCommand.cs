using System.CommandLine;

namespace MarketSim.Ui.Cli;

/// <summary><c>marketsim plot</c>: draws one picture of a run.</summary>
internal static class PlotCommand
{
    public static DocumentedCommand Create(Screen screen)
    {
        var command = new DocumentedCommand("plot", "Draws a picture of a run.", "marketsim plot runs/default-day-seed1-001 price");
        return command;
    }
}
