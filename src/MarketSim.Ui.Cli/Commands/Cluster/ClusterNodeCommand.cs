using System.CommandLine;
using System.Globalization;
using System.Runtime.InteropServices;
using MarketSim.Blockchain;

namespace MarketSim.Ui.Cli;

/// <summary><c>marketsim cluster node</c>: what each process of a cluster does. Others start it.</summary>
internal static class ClusterNodeCommand
{
    public static DocumentedCommand Create(Screen screen)
    {
        var node = new Argument<int>("node") { Description = "Which node, from 1." };
        var folder = ClusterCommand.Folder();
        var command = new DocumentedCommand(
            "node", "Is one node of a cluster, until it is stopped; 'cluster start' and 'cluster restart' start it.",
            "marketsim cluster node 1 --dir marketsim-cluster")
        {
            node, folder,
        };
        command.SetAction(parsed => Run(screen, parsed.GetRequiredValue(folder), parsed.GetValue(node)));
        return command;
    }

    private static int Run(Screen screen, string folder, int id)
    {
        var plan = ClusterPlan.Load(folder);
        ClusterCommand.Node(id, plan);
        using var log = new StreamWriter(Path.Combine(ClusterPlan.FolderOf(folder, id), "node.log"), append: true) { AutoFlush = true };
        void Say(string text) => log.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{DateTimeOffset.UtcNow:yyyy-MM-dd HH:mm:ss.fff} {text}"));
        using var stop = new CancellationTokenSource();

        // Ctrl-C in the terminal in which the cluster was started goes to all its processes; the cluster lives on.
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => context.Cancel = true);
        using var hangup = PosixSignalRegistration.Create(PosixSignal.SIGHUP, context => context.Cancel = true);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context =>
        {
            context.Cancel = true;
            stop.Cancel();
        });
        try
        {
            using var node = new ClusterNode(folder, id);
            Say($"node {id} is up, process {Environment.ProcessId}");
            if (node.Note is { } note)
            {
                Say(note);
            }

            node.Run(stop.Token);
            Say("stopped as told");
            return ExitCode.Ok;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            Say(problem.Message);
            screen.Error.WriteLine(problem.Message);
            return problem is InvalidDataException ? ExitCode.BadInput : ExitCode.Environment;
        }
        catch (Exception problem)
        {
            Say(problem.ToString());
            throw;
        }
    }
}
