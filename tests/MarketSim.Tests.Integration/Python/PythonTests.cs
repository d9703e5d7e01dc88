using System.Text.RegularExpressions;

namespace MarketSim.Tests.Integration;

/// <summary>The learning environments as users of Python meet them: through the native library. Skipped, with the reason, where
/// there is no Python with NumPy; parts that need Gymnasium or PettingZoo are skipped inside, where these are not installed.</summary>
public sealed partial class PythonTests(NativeLibrary library) : IClassFixture<NativeLibrary>
{
    public static TheoryData<string> Examples()
        => [.. Directory.GetFiles(RepositoryRoot.Combine("python/examples"), "*.py").Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)];

    [Fact]
    public async Task ThePackagePassesItsOwnTests()
    {
        var (exitCode, output) = await library.RunAsync("-m", "unittest", "discover", "-v", "-s", "python/tests");
        Assert.True(exitCode == 0, output);
        Assert.True(int.Parse(Ran().Match(output).Groups["count"].Value, System.Globalization.CultureInfo.InvariantCulture) >= 20, output);
        TestContext.Current.TestOutputHelper!.WriteLine(output);
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public async Task AnExampleRuns(string example)
    {
        var (exitCode, output) = await library.RunAsync($"python/examples/{example}", "--quick");
        Assert.True(exitCode == 0, $"{example} ended with {exitCode}: {output}");
        Assert.NotEqual("", output);
    }

    [Fact]
    public async Task WhatTheReadmeShowsRuns()
    {
        var text = (await File.ReadAllTextAsync(RepositoryRoot.Combine("python/README.md"), TestContext.Current.CancellationToken))
            .ReplaceLineEndings("\n");
        var hasGymnasium = (await library.RunAsync("-c", "import gymnasium")).ExitCode == 0;
        var programs = Program().Matches(text).Select(match => match.Groups["body"].Value).ToList();
        Assert.True(programs.Count >= 3);
        foreach (var program in programs.Where(p => hasGymnasium || !p.Contains("import gymnasium", StringComparison.Ordinal)))
        {
            var (exitCode, output) = await library.RunAsync("-c", program);
            Assert.True(exitCode == 0, $"{program}\n{output}");
        }
    }

    /// <summary>20 microseconds of processor time a step are 100,000 steps a second on two processors.</summary>
    [Fact]
    public async Task AStepThroughTheVectorInterfaceTakesAtMostTwentyMicrosecondsOfProcessorTime()
    {
        var (exitCode, output) = await library.RunAsync(
            "python/bench.py", "--seconds", "1.5", "--only", "execution", "--rows", "1", "--cpu-at-most", "20");
        Assert.SkipWhen(exitCode == 2, output);
        Assert.True(exitCode == 0, output);
    }

    [GeneratedRegex(@"Ran (?<count>\d+) tests")]
    private static partial Regex Ran();

    [GeneratedRegex(@"```python\n(?<body>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Program();
}
