using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace MarketSim.Ui.Cli;

/// <summary>A cluster of etcd on this machine, as Debian packages it, for comparison; it ends with this object.</summary>
internal sealed class EtcdProcesses : IDisposable
{
    private readonly List<Process> _processes = [];
    private readonly string _folder = Directory.CreateTempSubdirectory("marketsim-etcd-").FullName;

    /// <summary>Why etcd cannot be used here; null where it can.</summary>
    public static string? WhyNot { get; } = Find() is null
        ? "etcd is not installed here (Debian: apt-get install etcd-server)" : null;

    /// <summary>Where its members listen for clients.</summary>
    public required IReadOnlyList<Uri> Endpoints { get; init; }

    /// <summary>Starts a cluster and waits until it can write.</summary>
    /// <exception cref="IOException">It is not installed, or does not come up.</exception>
    public static EtcdProcesses Start(int members)
    {
        var program = Find() ?? throw new IOException(WhyNot);
        var ports = Ports(2 * members);
        var cluster = new EtcdProcesses { Endpoints = [.. ports[..members].Select(port => new Uri(Address(port)))] };
        try
        {
            for (var i = 0; i < members; i++)
            {
                var start = new ProcessStartInfo(program) { UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true };
                var (client, peer) = (Address(ports[i]), Address(ports[members + i]));
                foreach (var argument in (string[])
                [
                    "--name", $"m{i}", "--data-dir", Path.Combine(cluster._folder, $"m{i}"), "--listen-client-urls", client,
                    "--advertise-client-urls", client, "--listen-peer-urls", peer, "--initial-advertise-peer-urls", peer,
                    "--initial-cluster", string.Join(",", ports[members..].Select((p, j) => $"m{j}={Address(p)}")),
                    "--initial-cluster-state", "new", "--log-level", "fatal", "--logger", "zap",
                ])
                {
                    start.ArgumentList.Add(argument);
                }

                var process = Process.Start(start)!;
                process.OutputDataReceived += (_, _) => { };
                process.ErrorDataReceived += (_, _) => { };
                process.BeginOutputReadLine();
                process.BeginErrorReadLine();
                cluster._processes.Add(process);
            }

            cluster.AwaitWrites();
            return cluster;
        }
        catch
        {
            cluster.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        foreach (var process in _processes)
        {
            if (!process.HasExited)
            {
                process.Kill();
                process.WaitForExit();
            }

            process.Dispose();
        }

        Directory.Delete(_folder, recursive: true);
    }

    private void AwaitWrites()
    {
        using var client = new Blockchain.EtcdClient(Endpoints);
        for (var watch = Stopwatch.StartNew(); ; Thread.Sleep(50))
        {
            try
            {
                client.PutAsync([1], [1], CancellationToken.None).GetAwaiter().GetResult();
                return;
            }
            catch (Exception problem) when (problem is HttpRequestException or TaskCanceledException)
            {
                if (watch.Elapsed > TimeSpan.FromSeconds(30) || _processes.All(p => p.HasExited))
                {
                    throw new IOException("etcd did not come up within 30 s.", problem);
                }
            }
        }
    }

    private static string? Find() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, "etcd")).FirstOrDefault(File.Exists);

    private static string Address(int port) => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}");

    private static int[] Ports(int count)
    {
        var listeners = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToList();
        listeners.ForEach(l => l.Start());
        int[] ports = [.. listeners.Select(l => ((IPEndPoint)l.LocalEndpoint).Port)];
        listeners.ForEach(l => l.Dispose());
        return ports;
    }
}
