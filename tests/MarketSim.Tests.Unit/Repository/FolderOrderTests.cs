using System.Xml.Linq;
using static MarketSim.Tests.Unit.FolderOrder;

namespace MarketSim.Tests.Unit;

public sealed class FolderOrderTests
{
    public static TheoryData<string> OrderedProjects() =>
        [.. Projects.Keys.Where(project => Directory.Exists(RepositoryRoot.Combine($"src/{project}")))];

    [Theory]
    [MemberData(nameof(OrderedProjects))]
    public void AFolderUsesOnlyItselfAndThoseListedBeforeIt(string project)
    {
        var violations = Violations(Projects[project], Sources.Of(project));

        Assert.True(violations.Count == 0, $"""
            Inside {project} a folder uses only itself and those listed before it: {string.Join(", ", Projects[project])}.
            This is what holds cycles off inside a project. Move the type to an earlier folder, or turn the dependency round.
            {string.Join('\n', violations)}
            """);
    }

    [Theory]
    [MemberData(nameof(OrderedProjects))]
    public void EveryFolderHasItsPlaceInTheOrder(string project)
    {
        var strangers = Sources.Of(project).Select(file => file.Folder).Distinct()
            .Where(folder => folder.Length > 0 && !Projects[project].Contains(folder)).ToList();

        Assert.True(strangers.Count == 0, $"""
            {project} has folders that the order does not know: {string.Join(", ", strangers)}.
            Folders are chapters ({string.Join(", ", Projects[project])}); list a new one in FolderOrder.Projects.
            """);
    }

    [Fact]
    public void AProjectReferencesOnlyLowerLayers()
    {
        var wrong = new List<string>();
        foreach (var path in Directory.GetFiles(RepositoryRoot.Combine("src"), "*.csproj", SearchOption.AllDirectories))
        {
            var project = Short(path);
            Assert.True(Layers.ContainsKey(project), $"{project} has no layer yet; list it in FolderOrder.Layers.");
            wrong.AddRange(
                from reference in XDocument.Load(path).Descendants("ProjectReference")
                let target = Short((string)reference.Attribute("Include")!)
                where !Layers[project].Contains(target)
                select $"{project} references {target}; it may reference: {string.Join(", ", Layers[project])}.");
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public void TheCheckFindsAUseOfALaterFolder()
    {
        var violations = Violations(["First", "Second"],
        [
            new("First", "Early.cs", "namespace N;\npublic sealed class Early { private Late? _late; }"),
            new("Second", "Late.cs", "namespace N;\npublic sealed record Late(Early Before);"),
        ]);

        Assert.Equal(["First/Early.cs uses Late, which is declared in Second/."], violations);
    }

    [Theory]
    [InlineData("class Early { object Make() => new Late(1); }")]
    [InlineData("class Early : IHas<Late> { }")]
    [InlineData("class Early { bool Is(object x) => x is Late; }")]
    [InlineData("class Early { Late Late { get; } }")]
    [InlineData("class Early { void Do(in Late late) { } }")]
    [InlineData("class Early { int X => Late.Count; }")]
    [InlineData("class Early { Late[] All; }")]
    [InlineData("class Early { string S = \"//\"; Late Of() => null; }")]
    [InlineData("record struct Early(Late Late);")]
    public void TheCheckSeesThroughEveryFormOfUse(string code) => Assert.Single(ViolationsOf(code));

    [Theory]
    [InlineData("/// <summary>See <see cref=\"Late\"/>.</summary>\nclass Early { } // Late")]
    [InlineData("class Early { string S = \"Late\"; }")]
    [InlineData("class Early { string S = @\"a\\\"; string T = \"Late\"; }")]
    [InlineData("enum Early { Late, Later }")]
    [InlineData("class Early { int Late { get; set; } void Do() { Late = 3; } }")]
    [InlineData("class Early { int X(Early e) => e.Late; }")]
    [InlineData("class Early { char C = '\"'; char D = '\\''; int X = 1; /* Late */ }")]
    public void TheCheckIsNotMisledByTheSameWordElsewhere(string code) => Assert.Empty(ViolationsOf(code));

    private static IReadOnlyList<string> ViolationsOf(string code) => Violations(["First", "Second"],
    [
        new("First", "Early.cs", $"namespace N;\n{code}"),
        new("Second", "Late.cs", "namespace N;\nclass Late { }"),
    ]);

    private static string Short(string path) =>
        Path.GetFileNameWithoutExtension(path.Replace('\\', '/')).Replace("MarketSim.", "");
}
