using System.Text.RegularExpressions;
using MarketSim.Core;
using MarketSim.Simulation;
using MarketSim.Strategies;

namespace MarketSim.Tests.Unit;

/// <summary>What the pages of strategies say is what the program knows, and their market files run.</summary>
public sealed partial class StrategyPageTests
{
    private const string Folder = "docs/concepts/strategies";

    public static TheoryData<string> Pages() => [.. Directory.GetFiles(RepositoryRoot.Combine(Folder), "*.md")
        .Select(path => Path.GetFileNameWithoutExtension(path)!).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Pages))]
    public void APageNamesEachParameterOfItsStrategyWithItsDefault(string name)
    {
        var page = Text(name);
        Assert.StartsWith($"# {name}\n", page, StringComparison.Ordinal);
        var documented = page.Split('\n').SkipWhile(line => !line.StartsWith("| Parameter", StringComparison.Ordinal)).Skip(2)
            .TakeWhile(line => line.StartsWith('|')).Select(line => line.Split('|')).ToDictionary(
                cells => cells[1].Trim().Trim('`'), cells => cells[2].Trim(), StringComparer.Ordinal);
        foreach (var option in StrategyCatalog.All.Find(name).Value.Options)
        {
            Assert.True(documented.Remove(option.Name, out var usual), $"The page of '{name}' does not name its setting '{option.Name}'.");
            Assert.Equal(option.Default, usual);
        }

        Assert.Empty(documented);
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void TheMarketFileOfAPageRuns(string name)
    {
        var files = Fence().Matches(Text(name)).Select(match => match.Groups["body"].Value).ToList();
        Assert.NotEmpty(files);
        Assert.All(files, text =>
        {
            Assert.Contains(name, text, StringComparison.Ordinal);
            var scenario = MarketScenario.Parse(name, text);
            var run = new MarketSimulation(scenario.Create(new OptionSet(scenario.Options), seed: 1), seed: 1);
            var output = run.Run();
            var own = run.World.Participants.Where(p => p.Type == name || p.Name.StartsWith(name, StringComparison.Ordinal))
                .Select(p => p.Account).ToHashSet();
            Assert.NotEmpty(own);
            Assert.Contains(output.Recorded!.Events, e => e.Kind == EventKind.Accepted && own.Contains(e.Account));
        });
    }

    private static string Text(string name) => File.ReadAllText(RepositoryRoot.Combine($"{Folder}/{name}.md")).ReplaceLineEndings("\n");

    [GeneratedRegex(@"```yaml\n(?<body>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Fence();
}
