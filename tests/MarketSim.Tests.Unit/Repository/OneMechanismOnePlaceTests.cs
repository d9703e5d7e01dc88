using System.Text.RegularExpressions;
using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Tests.Unit;

/// <summary>A mechanism is one place: its own files, and one line in the catalog. Nothing else in the program knows it.</summary>
public sealed class OneMechanismOnePlaceTests
{
    private const string Catalog = "MarketSim.Market/Mechanisms/MechanismCatalog.cs";

    public static TheoryData<string> All() => [.. MechanismCatalog.Types.Names];

    [Theory]
    [MemberData(nameof(All))]
    public void TheCatalogNamesAMechanismOnceAndNoOtherProjectOrChapterDoes(string name)
    {
        var entry = MechanismCatalog.Types.Find(name);
        var type = entry.Value.Create(new OptionSet(entry.Value.Options)).GetType().Name;

        // As a type: words of the trade such as Settlement name other things as well.
        var mention = new Regex($@"((\bnew |\bis |\bas |<|typeof\(){type}\b(?!\.))|\b{type}\.Type\b", RegexOptions.CultureInvariant);
        var files = Directory.GetFiles(RepositoryRoot.Combine("src"), "*.cs", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(RepositoryRoot.Combine("src"), path).Replace('\\', '/'))
            .Where(path => !path.Contains("/obj/") && !path.Contains("/bin/"))
            .Where(path => mention.IsMatch(WithoutComments(File.ReadAllText(RepositoryRoot.Combine("src/" + path)))))
            .ToList();

        Assert.Contains(Catalog, files);
        Assert.Single(File.ReadAllLines(RepositoryRoot.Combine("src/" + Catalog)), line => line.Contains($"{type}.Type", StringComparison.Ordinal));
        Assert.All(files, path => Assert.True(
            path.StartsWith("MarketSim.Market/Mechanisms/", StringComparison.Ordinal),
            $"{path} knows the mechanism '{name}' ({type}): ask through ITradingMechanism or the events instead."));
    }

    [Fact]
    public void TheTemplateNeedsItsOwnFileAndOneLineOnly()
    {
        var template = File.ReadAllText(RepositoryRoot.Combine("samples/own-mechanism.cs"));
        var documented = File.ReadAllText(RepositoryRoot.Combine("docs/concepts/mechanisms.md"));
        var block = documented.Split("```csharp\n")[1].Split("```")[0];

        // It compiles against the public surface from outside, as the samples' test shows; its line is the one that is documented.
        Assert.Contains(block, template, StringComparison.Ordinal);
        Assert.Single(Regex.Matches(template, @"MechanismCatalog\.Types\.Add"));
        Assert.DoesNotContain("order-to-trade-fee", string.Concat(Sources.Projects().SelectMany(Sources.Of).Select(file => file.Code)), StringComparison.Ordinal);
    }

    private static string WithoutComments(string code) => Regex.Replace(code, @"//[^\n]*", "");
}
