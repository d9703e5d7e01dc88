using MarketSim.Analysis;

namespace MarketSim.Tests.Unit;

public sealed class FactCatalogTests
{
    [Fact]
    public void FactsAreNumberedFromOneToTwentyFour()
        => Assert.Equal(Enumerable.Range(1, 24), FactCatalog.All.Select(fact => fact.Id));

    [Fact]
    public void EveryFactIsInTheCatalog()
    {
        var written = typeof(StylisedFact).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(StylisedFact)));
        Assert.Equal(
            written.Select(type => type.Name).Order(StringComparer.Ordinal),
            FactCatalog.All.Select(fact => fact.GetType().Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void EveryFactHasAPanel()
        => Assert.Equal(FactCatalog.All.Select(fact => fact.Id), FactPanel.All.Select(panel => panel.Fact).Order());

    [Fact]
    public void ThePageExplainsEveryFactUnderItsNameWithItsRange()
    {
        var page = File.ReadAllText(RepositoryRoot.Combine("docs/concepts/stylised-facts.md"));
        Assert.All(FactCatalog.All, fact => Assert.Contains($"| {fact.Id} | {fact.Name} | {fact.Range} |", page, StringComparison.Ordinal));
    }

    [Fact]
    public void AnEmptySessionMeasuresNothingAndSaysWhy()
    {
        var pass = new FactPass(FactWindow.Of(Core.SimTime.Zero, Core.SimTime.FromSeconds(23_400)));
        Assert.All(pass.Complete(), result =>
        {
            Assert.Empty(result.Measure.Numbers);
            Assert.Null(result.Measure.Passes);
            Assert.False(string.IsNullOrWhiteSpace(result.Measure.Remark));
        });
    }
}
