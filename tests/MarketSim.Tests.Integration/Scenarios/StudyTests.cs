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
    [InlineData("pairs", 2, 2)]
    [InlineData("raft-crash", 6, 100)]
    public void AStudyAgreesWithWhatWasPublished(string name, int ordinary, int nightly)
    {
        var figures = StudyCatalog.Find(name).Run(Effort.Cases(ordinary, nightly));
        Assert.Contains(figures, figure => figure.Expected is not null);
        Assert.All(figures, figure => Assert.True(
            figure.Passes, $"{figure.Name}: {figure.Value}, not {figure.Low} to {figure.High}; marketsim study {name} shows all."));
    }

    [Fact]
    public void AFlashCrashShowsAllThatIsKnownOfItAndBandsControlIt()
    {
        var free = FlashCrashStudy.Crashes(1, seed: 101)[0];
        var banded = FlashCrashStudy.Crashes(1, seed: 101, ("band", "2"))[0];
        var careful = FlashCrashStudy.Crashes(1, seed: 101, ("band", "2"), ("depth", "10"), ("reach", "2"))[0];
        Assert.True(FlashCrashStudy.IsFlashCrash(free), $"seed 101: {free}; marketsim run flash-crash --seed 101");
        Assert.True(FlashCrashStudy.IsControlled(free, banded, careful), $"seed 101: {banded}, {careful}; marketsim run flash-crash --seed 101 --set band=2");
        Assert.False(FlashCrashStudy.IsFlashCrash(banded));
    }

    [Fact]
    public void AStudyDoesNotDependOnHowManyCoresThereAre()
    {
        var study = new MarketMakingStudy();
        Assert.Equal(study.Run(20, seed: 7), study.Run(20, seed: 7));
    }
}
