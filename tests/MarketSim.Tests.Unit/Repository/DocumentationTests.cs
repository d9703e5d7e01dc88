using System.Text.RegularExpressions;
using MarketSim.Core;
using MarketSim.Market;
using MarketSim.Simulation;

namespace MarketSim.Tests.Unit;

/// <summary>What the pages say of mechanisms and market files is what the program knows.</summary>
public sealed partial class DocumentationTests
{
    private const string Concepts = "docs/concepts";

    public static TheoryData<string> Mechanisms() => [.. MechanismCatalog.Types.Names];

    public static TheoryData<string, int> MarketFiles()
    {
        var data = new TheoryData<string, int>();
        foreach (var page in (string[])["README.md", $"{Concepts}/market-files.md"])
        {
            for (var i = 0; i < MarketsOf(page).Count; i++)
            {
                data.Add(page, i);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Mechanisms))]
    public void AMechanismHasAPageWithItsNameItsParametersAndAnExample(string name)
    {
        var page = Text($"{Concepts}/mechanisms/{name}.md");
        Assert.StartsWith($"# {name}\n", page, StringComparison.Ordinal);
        Assert.Contains("\n## An example\n", page, StringComparison.Ordinal);

        var settings = MechanismCatalog.Types.Find(name).Value.Options.Select(option => option.Name).ToHashSet(StringComparer.Ordinal);
        var documented = ParametersOf(page).ToList();
        Assert.NotEmpty(documented);
        Assert.All(documented, word => Assert.True(settings.Contains(word), $"The page of '{name}' names '{word}', which is no setting."));
        Assert.All(settings, word => Assert.True(documented.Contains(word), $"The page of '{name}' does not name its setting '{word}'."));
    }

    [Fact]
    public void EveryPageOfAMechanismIsOneOfTheCatalog()
        => Assert.Equal(
            MechanismCatalog.Types.Names.Order(StringComparer.Ordinal),
            PagesBelow($"{Concepts}/mechanisms").Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal));

    [Fact]
    public void TheIndexLeadsToEveryPage()
    {
        var index = Text($"{Concepts}/README.md");
        Assert.All(
            PagesBelow(Concepts).Where(page => page != "README.md"),
            page => Assert.Contains($"({page})", index, StringComparison.Ordinal));
    }

    [Fact]
    public void LinksWithinTheRepositoryLeadSomewhere()
    {
        var pages = Sources.AllText().Where(name => name.EndsWith(".md", StringComparison.Ordinal)).ToList();
        Assert.Contains("README.md", pages);
        Assert.All(pages, page => Assert.All(Link().Matches(Text(page)), link =>
        {
            var target = Path.Combine(Path.GetDirectoryName(page)!, link.Groups["to"].Value);
            Assert.True(Path.Exists(RepositoryRoot.Combine(target)), $"{page} leads to {link.Groups["to"].Value}, which is not there.");
        }));
    }

    [Theory]
    [MemberData(nameof(MarketFiles))]
    public void AMarketFileThatIsShownCanBeBuilt(string page, int index)
    {
        var scenario = MarketScenario.Parse(page, MarketsOf(page)[index]);
        var world = scenario.Build(new OptionSet(scenario.Options), seed: 1);
        Assert.NotEmpty(world.Participants);
        Assert.Contains(world.Mechanisms, spec => spec.Name == "limit-up-limit-down");
    }

    private static List<string> MarketsOf(string page)
        => [.. Fence().Matches(Text(page)).Select(match => match.Groups["body"].Value).Where(body => body.Contains("instruments:"))];

    // The first column of the table whose heading is 'Parameter'; what stands in backquotes there are names.
    private static IEnumerable<string> ParametersOf(string page)
        => page.Split('\n').SkipWhile(line => !line.StartsWith("| Parameter", StringComparison.Ordinal)).Skip(2)
            .TakeWhile(line => line.StartsWith('|'))
            .SelectMany(line => Quoted().Matches(line.Split('|')[1]).Select(match => match.Groups["word"].Value));

    private static IEnumerable<string> PagesBelow(string folder)
        => Directory.GetFiles(RepositoryRoot.Combine(folder), "*.md", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(RepositoryRoot.Combine(folder), path).Replace('\\', '/'));

    private static string Text(string name) => File.ReadAllText(RepositoryRoot.Combine(name)).ReplaceLineEndings("\n");

    [GeneratedRegex("`(?<word>[^`]+)`")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"```yaml\n(?<body>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex(@"\]\((?<to>[^)#:\s]+)(#[^)\s]*)?\)")]
    private static partial Regex Link();
}
