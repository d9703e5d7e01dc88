using System.Diagnostics;
using MarketSim.Ui.Cli;

namespace MarketSim.Tests.Integration;

/// <summary>The program, in this process or as one of its own.</summary>
internal static class Marketsim
{
    /// <summary>Runs it here and waits.</summary>
    public static Outcome Run(params string[] arguments)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var code = CommandLine.Run(arguments, new Screen(output, error));
        return new Outcome(code, output.ToString(), error.ToString());
    }

    /// <summary>Starts it as a process of its own.</summary>
    /// <remarks>Where the tests run in the background, shells make them ignore SIGINT, and a child would inherit that; on Linux
    /// `env` gives it the default back, as a terminal would.</remarks>
    public static Process Start(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo(OperatingSystem.IsLinux() ? "env" : "dotnet")
        {
            WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true,
            UseShellExecute = false,
        };
        if (OperatingSystem.IsLinux())
        {
            start.ArgumentList.Add("--default-signal=INT");
            start.ArgumentList.Add("dotnet");
        }

        foreach (var argument in (string[])[Path.Combine(AppContext.BaseDirectory, "marketsim.dll"), .. arguments])
        {
            start.ArgumentList.Add(argument);
        }

        return Process.Start(start)!;
    }

    /// <summary>Waits for a process to end.</summary>
    public static Outcome Finish(Process process)
    {
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        Assert.True(process.WaitForExit(TimeSpan.FromMinutes(2)), "the program ends within two minutes");
        return new Outcome(process.ExitCode, output.Result, error.Result);
    }

    /// <summary>Waits until a run has written so much of its events.</summary>
    public static void AwaitEvents(string run, long bytes, Process process)
    {
        var log = Path.Combine(run, "events.log");
        var patience = Stopwatch.StartNew();
        while (!File.Exists(log) || new FileInfo(log).Length < bytes)
        {
            Assert.False(process.HasExited, "the run goes on until it is stopped");
            Assert.True(patience.Elapsed < TimeSpan.FromMinutes(2), "events arrive within two minutes");
            Thread.Sleep(20);
        }
    }

    internal sealed record Outcome(int Code, string Output, string Error);
}

/// <summary>A folder of a test's own, which goes with it.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("marketsim-test-").FullName;

    public string this[string name] => System.IO.Path.Combine(Path, name);

    public string Write(string name, string text)
    {
        File.WriteAllText(this[name], text);
        return this[name];
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
