using MarketSim.Simulation;

namespace MarketSim.Tests.Integration;

/// <summary>What the literature found comes out on the exchange; with as many runs as were published where
/// <c>MARKETSIM_NIGHTLY=1</c>.</summary>
public sealed class StudyTests
{
    [Theory]
    [InlineData("market-making", 150, 4_000)]
    [InlineData("almgren-chriss", 2, 20)]
    [InlineData("latency-race", 10, 200)]
    [InlineData("option-hedging", 60, 2_000)]
    [InlineData("flash-crash", 2, 20)]
    public void AStudyAgreesWithWhatWasPublished(string name, int ordinary, int nightly)
    {
        var figures = StudyCatalog.Find(name).Run(Effort.Cases(ordinary, nightly));
        Assert.Contains(figures, figure => figure.Expected is not null);
        Assert.All(figures, figure => Assert.True(
            figure.Passes, $"{figure.Name}: {figure.Value}, not {figure.Low} to {figure.High}; marketsim study {name} shows all."));
    }

    [Fact]
    public void AStudyDoesNotDependOnHowManyCoresThereAre()
    {
        var study = new MarketMakingStudy();
        Assert.Equal(study.Run(20, seed: 7), study.Run(20, seed: 7));
    }
}
