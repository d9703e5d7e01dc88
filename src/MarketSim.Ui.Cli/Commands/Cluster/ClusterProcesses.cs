using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using MarketSim.Blockchain;
using MarketSim.Core;

namespace MarketSim.Ui.Cli;

/// <summary>The processes of a cluster on this machine. It ends none but those that it, or an earlier one like it, has started.
/// </summary>
/// <param name="folder">The cluster's folder.</param>
internal sealed class ClusterProcesses(string folder)
{
    /// <summary>What a cluster's folder is called where nothing else is said.</summary>
    public const string DefaultFolder = "marketsim-cluster";

    /// <summary>The cluster's folder.</summary>
    public string Folder { get; } = Path.GetFullPath(folder);

    /// <summary>Makes a cluster; its nodes do not run yet.</summary>
    /// <param name="nodes">How many nodes.</param>
    /// <param name="firstPort">Node 1's port, the others following; zero takes free ones.</param>
    /// <param name="adjust">Changes what the plan says.</param>
    public ClusterPlan Create(int nodes, int firstPort, Func<ClusterPlan, ClusterPlan> adjust) => ClusterPlan.Create(Folder, adjust(
        new ClusterPlan
        {
            Cluster = BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(8)), Began = DateTimeOffset.UtcNow,
            Ports = firstPort > 0 ? [.. Enumerable.Range(firstPort, nodes)] : FreePorts(nodes),
        }));

    /// <summary>Starts a node's process unless it runs.</summary>
    /// <returns>Whether it was started.</returns>
    public bool Start(int node)
    {
        if (IsRunning(node, out _))
        {
            return false;
        }

        var program = Path.Combine(AppContext.BaseDirectory, "marketsim.dll");
        var start = new ProcessStartInfo(Environment.ProcessPath is { } self && Path.GetFileNameWithoutExtension(self) == "dotnet" ? self : "dotnet")
        {
            UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        foreach (var argument in (string[])[program, "cluster", "node", node.ToString(CultureInfo.InvariantCulture), "--dir", Folder])
        {
            start.ArgumentList.Add(argument);
        }

        // Measured: profiling costs a young node more than what it gains; and a heap that is trimmed less often pauses it less.
        start.Environment["DOTNET_TieredPGO"] = "0";
        start.Environment["DOTNET_gcConcurrent"] = "0";
        using var process = Process.Start(start) ?? throw new IOException("The node's process could not be started.");
        File.WriteAllText(PidFile(node), string.Create(
            CultureInfo.InvariantCulture, $"{process.Id} {process.StartTime.ToUniversalTime().Ticks}\n"));
        return true;
    }

    /// <summary>Whether the process that was started as a node runs still.</summary>
    public bool IsRunning(int node, out int pid)
    {
        using var process = Find(node);
        pid = process?.Id ?? 0;
        return process is not null;
    }

    /// <summary>Ends a node's process at once, as a crash would.</summary>
    /// <returns>Whether it ran.</returns>
    public bool Kill(int node)
    {
        using var process = Find(node);
        if (process is null)
        {
            return false;
        }

        process.Kill();
        process.WaitForExit();
        return true;
    }

    /// <summary>Waits until this many nodes answer and agree on a leader.</summary>
    /// <returns>The leader; zero if there was none in time.</returns>
    public int AwaitLeader(int nodes, TimeSpan patience)
    {
        var cluster = new ClusterOperator(Folder);
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < patience; Thread.Sleep(20))
        {
            NodeStatus[] up = [.. cluster.StatusOfAll().OfType<NodeStatus>()];
            var leader = up.FirstOrDefault(s => s.Role == "leader");
            if (up.Length >= nodes && leader is not null && up.Count(s => s.Leader == leader.Node && s.Term == leader.Term) >= nodes)
            {
                return leader.Node;
            }
        }

        return 0;
    }

    /// <summary>Writes down what was done to the cluster from outside, for its history.</summary>
    public void Note(ClusterPlan plan, ConsensusEvent item)
    {
        using var writer = new StreamWriter(Path.Combine(Folder, ConsensusEventFile.FileName), append: true);
        ConsensusEventFile.Write(writer, [item with { Time = new SimTime((DateTimeOffset.UtcNow - plan.Began).Ticks * 100) }]);
    }

    /// <summary>What a node's process said last, for messages.</summary>
    public string LastWords(int node)
    {
        var path = Path.Combine(ClusterPlan.FolderOf(Folder, node), "node.log");
        return File.Exists(path) ? File.ReadAllLines(path).LastOrDefault(line => line.Length > 0) ?? "" : "";
    }

    private Process? Find(int node)
    {
        if (!File.Exists(PidFile(node)))
        {
            return null;
        }

        var words = File.ReadAllText(PidFile(node)).Split(' ', StringSplitOptions.TrimEntries);
        if (words.Length != 2 || !int.TryParse(words[0], NumberStyles.None, CultureInfo.InvariantCulture, out var pid)
            || !long.TryParse(words[1], NumberStyles.None, CultureInfo.InvariantCulture, out var started))
        {
            return null;
        }

        try
        {
            // Numbers are given again: a process that began at another time is somebody else's.
            var process = Process.GetProcessById(pid);
            if (!process.HasExited && Math.Abs(process.StartTime.ToUniversalTime().Ticks - started) < TimeSpan.TicksPerSecond)
            {
                return process;
            }

            process.Dispose();
        }
        catch (Exception problem) when (problem is ArgumentException or InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            // It has ended.
        }

        return null;
    }

    private string PidFile(int node) => Path.Combine(ClusterPlan.FolderOf(Folder, node), "pid");

    private static int[] FreePorts(int count)
    {
        var sockets = new List<Socket>();
        for (var i = 0; i < count; i++)
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            sockets.Add(socket);
        }

        int[] ports = [.. sockets.Select(s => ((IPEndPoint)s.LocalEndPoint!).Port)];
        sockets.ForEach(s => s.Dispose());
        return ports;
    }
}
