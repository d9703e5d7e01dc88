using System.Diagnostics;

namespace MarketSim.Tests.Integration;

/// <summary>The native library, built once for all tests that need it, and the Python that is here.</summary>
public sealed class NativeLibrary : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("marketsim-native-").FullName;
    private string? _python;
    private string? _whyNot;

    /// <summary>Runs a program of Python with the package on its path.</summary>
    /// <returns>What it wrote, to both streams.</returns>
    public async Task<(int ExitCode, string Output)> RunAsync(params string[] arguments)
    {
        Assert.SkipUnless(_whyNot is null, _whyNot ?? "");
        return await RunProgramAsync(_python!, arguments);
    }

    public async ValueTask InitializeAsync()
    {
        _python = FindPython();
        _whyNot = _python is null ? "needs python3 with NumPy; on Debian and Ubuntu: apt-get install python3-numpy"
            : OperatingSystem.IsWindows() ? "the native library is built by a script for Linux and macOS"
            : !Works("gcc", "--version") && !Works("clang", "--version") ? "needs gcc or clang to link the native library"
            : null;
        if (_whyNot is null)
        {
            var (exitCode, output) = await RunProgramAsync(RepositoryRoot.Combine("python/build.sh"), [_folder]);
            Assert.True(exitCode == 0, $"python/build.sh ended with {exitCode}: {output}");
        }
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    private static string? FindPython()
    {
        // A version manager's python3 may come first and lack what the system's has.
        foreach (var candidate in (string[])["python3", "/usr/bin/python3"])
        {
            if (Works(candidate, "-c", "import numpy"))
            {
                return candidate;
            }
        }

        return null;
    }

    private static bool Works(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true, UseShellExecute = false })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    private async Task<(int ExitCode, string Output)> RunProgramAsync(string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false, WorkingDirectory = RepositoryRoot.Path,
        };
        start.Environment["MARKETSIM_LIBRARY"] = Path.Combine(_folder, OperatingSystem.IsMacOS() ? "libmarketsim.dylib" : "libmarketsim.so");
        start.Environment["PYTHONPATH"] = string.Join(Path.PathSeparator, ((string?[])
            [RepositoryRoot.Combine("python"), Environment.GetEnvironmentVariable("PYTHONPATH")]).Where(p => !string.IsNullOrEmpty(p)));
        start.Environment["PYTHONDONTWRITEBYTECODE"] = "1";
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, output + await error);
    }
}
