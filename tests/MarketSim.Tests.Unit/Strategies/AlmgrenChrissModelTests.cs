using MarketSim.Strategies;

namespace MarketSim.Tests.Unit;

/// <summary>A million shares in five days, price 50: the example whose figures are published.</summary>
public sealed class AlmgrenChrissModelTests
{
    private static readonly AlmgrenChrissModel Usual = new();

    [Fact]
    public void WithoutAversionToRiskTheScheduleIsAStraightLine()
    {
        var model = Usual with { RiskAversion = 0 };
        Assert.Equal([1_000_000, 800_000, 600_000, 400_000, 200_000, 0], model.Holdings().Select(held => Math.Round(held)));
        Assert.Equal(662_500, model.ExpectedCost(model.Holdings()), 3);
        Assert.Equal(1_040_673, model.Deviation(model.Holdings()), 0.5);
    }

    [Fact]
    public void WithAversionToRiskItIsAHyperbolicSine()
    {
        Assert.Equal([1_000_000, 541_956, 289_854, 147_897, 62_142, 0], Usual.Holdings().Select(held => Math.Round(held)));
        Assert.Equal(911_227, Usual.ExpectedCost(Usual.Holdings()), 0.5);
        Assert.Equal(603_431, Usual.Deviation(Usual.Holdings()), 0.5);
    }

    [Fact]
    public void NoScheduleNearbyIsBetter()
    {
        // The best weighs cost and variance: whatever is shifted from one day to another makes the sum larger.
        var best = Usual.Holdings().ToArray();
        var utility = Utility(best);
        for (var day = 1; day < 5; day++)
        {
            foreach (var shift in (double[])[-1_000, 1_000])
            {
                var other = (double[])best.Clone();
                other[day] += shift;
                Assert.True(Utility(other) > utility, $"{shift} shares on day {day} would be better");
            }
        }

        static double Utility(double[] held)
            => Usual.ExpectedCost(held) + (Usual.RiskAversion * Usual.Deviation(held) * Usual.Deviation(held));
    }

    [Fact]
    public void PermanentImpactThatOutweighsTemporaryImpactIsRefused()
        => Assert.Contains("more periods", Assert.Throws<ArgumentException>(() => (Usual with { PermanentImpact = 6e-6 }).Checked()).Message);
}
