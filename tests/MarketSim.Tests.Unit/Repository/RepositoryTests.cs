namespace MarketSim.Tests.Unit;

public sealed class RepositoryTests
{
    // Put together here, so that this file does not break the rule it states.
    private static string OnSomeMachine(string folder) => $"/{folder}" + "/me/data.csv";

    [Fact]
    public void NoSourceFileIsTooLongToRead() =>
        NothingWrong(AllSources().Select(source => Conventions.TooLong(source.Name, source.Code)));

    [Fact]
    public void EverySourceFileHasItsProjectsOneNamespace() =>
        NothingWrong(AllSources().Select(source => Conventions.WrongNamespace(source.Name, source.Project, source.Code)));

    [Fact]
    public void NoFileNamesAPlaceOnOneMachine() =>
        NothingWrong(Sources.AllText().Select(name =>
            Conventions.MachinePath(name, File.ReadAllText(RepositoryRoot.Combine(name)))));

    [Fact]
    public void TheRepositoryIsActuallyRead()
    {
        Assert.Contains(AllSources(), source => source is { Project: "MarketSim.Core", Name: "MarketSim.Core/Models/Price.cs" });
        Assert.Contains("README.md", Sources.AllText());
        Assert.DoesNotContain(Sources.AllText(), name => name.Contains("/obj/"));
    }

    [Fact]
    public void AFileOfFourHundredLinesPassesAndOneMoreDoesNot()
    {
        Assert.Null(Conventions.TooLong("A.cs", string.Concat(Enumerable.Repeat("x\n", 400))));
        Assert.NotNull(Conventions.TooLong("A.cs", string.Concat(Enumerable.Repeat("x\n", 401))));
    }

    [Theory]
    [InlineData("namespace P.Q;\nclass A { }", true)]
    [InlineData("// namespace Other;\nnamespace P.Q;", true)]
    [InlineData("namespace P.Q.Folder;\nclass A { }", false)]
    [InlineData("namespace P.Q\n{\n}", false)]
    [InlineData("class A { }", false)]
    public void OnlyTheProjectsFileScopedNamespacePasses(string code, bool passes) =>
        Assert.Equal(passes, Conventions.WrongNamespace("A.cs", "P.Q", code) is null);

    [Theory]
    [InlineData("work")]
    [InlineData("tmp")]
    [InlineData("home")]
    [InlineData("root")]
    public void APlaceOnOneMachineIsFound(string folder)
    {
        Assert.NotNull(Conventions.MachinePath("a.md", $"see {OnSomeMachine(folder)}"));
        Assert.Null(Conventions.MachinePath("a.md", $"see https://example.org{OnSomeMachine(folder)}"));
        Assert.Null(Conventions.MachinePath("a.md", $"see ..{OnSomeMachine(folder)}"));
    }

    private static IEnumerable<(string Project, string Name, string Code)> AllSources() =>
        from project in Sources.Projects()
        from file in Sources.Of(project)
        let folder = file.Folder.Length == 0 ? "" : $"{file.Folder}/"
        select (project, $"{project}/{folder}{file.Name}", file.Code);

    private static void NothingWrong(IEnumerable<string?> found)
    {
        var wrong = found.OfType<string>().ToList();
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }
}
