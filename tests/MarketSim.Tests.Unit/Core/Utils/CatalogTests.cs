using MarketSim.Core;

namespace MarketSim.Tests.Unit;

public sealed class CatalogTests
{
    private static Catalog<int> Strategies() => new("strategy")
    {
        { "momentum", "Buys what rises.", 1 },
        { "mean-reversion", "Sells what rises.", 2 },
        { "noise", "Does anything.", 3 },
    };

    [Fact]
    public void EntriesAreFoundByNameAndKeepTheirOrder()
    {
        var catalog = Strategies();
        Assert.Equal(["momentum", "mean-reversion", "noise"], catalog.Names);
        Assert.Equal(new CatalogEntry<int>("noise", "Does anything.", 3), catalog.Find("noise"));
        Assert.Equal([1, 2, 3], catalog.Select(entry => entry.Value));
    }

    [Fact]
    public void AMistypedNameIsAnsweredWithWhatWasMeantAndWhatIsKnown()
        => Assert.Equal(
            "Unknown strategy 'momentm'. Did you mean 'momentum'? Known: momentum, mean-reversion, noise.",
            Assert.Throws<ArgumentException>(() => Strategies().Find("momentm")).Message);

    [Fact]
    public void ANameLikeNoOtherIsAnsweredWithWhatIsKnown()
        => Assert.Equal(
            "Unknown strategy 'zzz'. Known: momentum, mean-reversion, noise.",
            Assert.Throws<ArgumentException>(() => Strategies().Find("zzz")).Message);

    [Fact]
    public void ANameIsTakenOnlyOnce()
        => Assert.StartsWith(
            "There is already a strategy named 'noise'.",
            Assert.Throws<ArgumentException>(() => Strategies().Add("noise", "Again.", 4)).Message,
            StringComparison.Ordinal);

    [Theory]
    [InlineData("")]
    [InlineData("Noise")]
    [InlineData("noise trader")]
    [InlineData("-noise")]
    [InlineData("noise-")]
    [InlineData("noise--trader")]
    [InlineData("nöise")]
    public void ANameIsLowerCaseWordsJoinedByHyphens(string name)
        => Assert.Throws<ArgumentException>(() => Strategies().Add(name, "Badly named.", 4));
}
