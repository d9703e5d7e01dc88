using System.Diagnostics;

namespace MarketSim.Tests.Integration;

/// <summary>Documented code is code that runs: every sample, as a reader would start it.</summary>
public sealed class SampleTests
{
    public static TheoryData<string> All()
        => [.. Directory.GetFiles(RepositoryRoot.Combine("samples"), "*.cs").Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(All))]
    public async Task ASampleRunsAndNamesItsFinalState(string sample)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList = { "run", RepositoryRoot.Combine($"samples/{sample}") },
            UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = RepositoryRoot.Path,
        };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.True(process.ExitCode == 0, $"{sample} ended with {process.ExitCode}: {output}{await error}");
        Assert.Matches("inal state [0-9a-f]{16}", output);
    }
}
