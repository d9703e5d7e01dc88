using System.Text.RegularExpressions;
using MarketSim.Core;
using MarketSim.Market;
using MarketSim.Simulation;

namespace MarketSim.Tests.Unit;

/// <summary>What the page of dynamics says is what the program knows, and its market files build.</summary>
public sealed partial class DynamicsPageTests
{
    private static string Page => File.ReadAllText(RepositoryRoot.Combine("docs/concepts/dynamics.md")).ReplaceLineEndings("\n");

    public static TheoryData<string> Models() => [.. ValueCatalog.Types.Names];

    [Theory]
    [MemberData(nameof(Models))]
    public void ThePageNamesEachParameterOfAValueWithItsDefault(string name)
    {
        var section = Page.Split($"\n### {name}\n");
        Assert.True(section.Length == 2, $"docs/concepts/dynamics.md has no section '### {name}'.");
        var documented = section[1].Split('\n').TakeWhile(line => !line.StartsWith('#'))
            .SkipWhile(line => !line.StartsWith("| Parameter", StringComparison.Ordinal)).Skip(2)
            .TakeWhile(line => line.StartsWith('|')).Select(line => line.Split('|')).ToDictionary(
                cells => cells[1].Trim().Trim('`'), cells => cells[2].Trim(), StringComparer.Ordinal);
        foreach (var option in ValueCatalog.Types.Find(name).Value.Options)
        {
            Assert.True(documented.Remove(option.Name, out var usual), $"The page does not name the setting '{option.Name}' of '{name}'.");
            Assert.Equal(option.Default, usual);
        }

        Assert.Empty(documented);
    }

    [Fact]
    public void TheMarketFilesOfThePageBuild()
    {
        var files = Fence().Matches(Page).Select(match => match.Groups["body"].Value).ToList();
        Assert.NotEmpty(files);
        Assert.All(files, text =>
        {
            var scenario = MarketScenario.Parse("dynamics", text);
            Assert.NotEmpty(scenario.Create(new OptionSet(scenario.Options), seed: 1).Fundamentals);
        });
    }

    [GeneratedRegex(@"```yaml\n(?<body>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Fence();
}
