using System.CommandLine;
using MarketSim.Core;
using MarketSim.Simulation;

namespace MarketSim.Ui.Cli;

/// <summary>The marketsim command: parses, dispatches, and turns every problem into one sentence and an exit
/// code.</summary>
internal static class CommandLine
{
    /// <summary>All commands, in reading order.</summary>
    public static DocumentedRoot CreateRoot(Screen screen) => new(screen,
    [
        RunCommand.Create(screen),
        BacktestCommand.Create(screen),
        WalkForwardCommand.Create(screen),
        HonestyCommand.Create(screen),
        SweepCommand.Create(screen),
        ForkCommand.Create(screen),
        ReplayCommand.Create(screen),
        PlotCommand.Create(screen),
        ReportCommand.Create(screen),
        FactsCommand.Create(screen),
        CalibrateCommand.Create(screen),
        MatchCommand.Create(screen),
        PriceCommand.Create(screen),
        AuctionCommand.Create(screen),
        MarginCommand.Create(screen),
        DataCommand.Create(screen),
        ExportCommand.Create(screen),
        BenchCommand.Create(screen),
        RaftCommand.Create(screen),
        ListCommand.Create(screen),
        RulesCommand.Create(screen),
        StudyCommand.Create(screen),
        TrainCommand.Create(screen),
        ShortfallCommand.Create(screen),
        InformedCommand.Create(screen),
        SpoofingCommand.Create(screen),
        AccountCommand.Create(screen),
        ClusterCommand.Create(screen),
        MetricsCommand.Create(screen),
    ]);

    // An argument such as "-1 call 55 @2.10" is what it is, and no name of a file with arguments.
    internal static readonly ParserConfiguration Parsing = new() { ResponseFileTokenReplacer = null };

    /// <summary>Does what the arguments ask.</summary>
    /// <returns>The exit code.</returns>
    public static int Run(string[] args, Screen screen)
    {
        var parsed = CreateRoot(screen).Parse(args, Parsing);
        if (UsageProblem.In(parsed) is { } problem)
        {
            screen.Error.WriteLine(problem);
            return ExitCode.BadInput;
        }

        try
        {
            return parsed.Invoke(new InvocationConfiguration
            {
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
                Output = screen.Output,
                Error = screen.Error,
            });
        }
        catch (Exception unforeseen)
        {
            return Explain(unforeseen, screen);
        }
    }

    internal static int Explain(Exception problem, Screen screen)
    {
        if (Environment.GetEnvironmentVariable("MARKETSIM_DEBUG") == "1")
        {
            screen.Error.WriteLine(problem);
        }

        var (code, sentence) = problem switch
        {
            FileNotFoundException or DirectoryNotFoundException => (ExitCode.BadInput, problem.Message),
            FormatException or InvalidDataException => (ExitCode.BadInput, problem.Message),
            ArgumentException { ParamName: null } => (ExitCode.BadInput, problem.Message),
            IOException or UnauthorizedAccessException => (ExitCode.Environment, problem.Message),
            ActorFailedException { InnerException: IOException or UnauthorizedAccessException }
                => (ExitCode.Environment, problem.Message),
            ActorFailedException or InvariantViolatedException => (ExitCode.Failed, problem.Message),
            _ => (ExitCode.Failed, $"Something unexpected happened: {problem.Message} ({problem.GetType().Name}). "
                + "Please report it with the command you gave; MARKETSIM_DEBUG=1 shows where it happened."),
        };
        screen.Error.WriteLine(sentence);
        return code;
    }
}
