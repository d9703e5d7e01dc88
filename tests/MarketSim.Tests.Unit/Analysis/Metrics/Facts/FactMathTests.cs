using MarketSim.Analysis;
using MarketSim.Core;

namespace MarketSim.Tests.Unit;

/// <summary>The estimators behind the facts, on samples whose answer is known.</summary>
public sealed class FactMathTests
{
    private const ulong Seed = 7;

    [Fact]
    public void KurtosisOfTwoEqualSpikesIsMinusTwo()
        => Assert.Equal(-2, Sample.ExcessKurtosis([-1, 1, -1, 1]), 12);

    [Fact]
    public void KurtosisTakesNoCorrectionForASmallSample()
    {
        // Mean 1, deviations -1 (nine times) and 9: m2 = 9, m4 = (9 + 6561) / 10 = 657.
        double[] values = [.. Enumerable.Repeat(0.0, 9), 10];
        Assert.Equal((657.0 / 81) - 3, Sample.ExcessKurtosis(values), 12);
    }

    [Fact]
    public void AutocorrelationDividesByAllSquares()
    {
        // Deviations -1.5, -0.5, 0.5, 1.5: products at lag 1 are 0.75 - 0.25 + 0.75, squares 5.
        Assert.Equal(1.25 / 5, Sample.Autocorrelation([1, 2, 3, 4], 1), 12);
    }

    [Fact]
    public void AutocorrelationLeavesOutPairsWithoutANumber()
        => Assert.Equal(0.75 / 5, Sample.Autocorrelation([-1.5, -0.5, double.NaN, 0.5, 1.5], 1) - (0.75 / 5), 12);

    [Fact]
    public void QuantilesLieBetweenNeighboursInProportion()
        => Assert.Equal(1.9, Sample.Quantile([1, 2, 3, 4], 0.3), 12);

    [Fact]
    public void HillFindsTheExponentOfAPowerLaw()
    {
        // The upper quantiles of P(X > x) = x^-3.
        double[] values = [.. Enumerable.Range(1, 100_000).Select(rank => Math.Pow((rank - 0.5) / 100_000, -1 / 3.0))];
        Assert.Equal(3, HillTail.Exponent(values, 0.05), 2);
    }

    [Fact]
    public void HillIsTheMeanLogExcessOverTheNextValue()
    {
        // The two largest of forty over the third: ln(8/2), ln(4/2).
        double[] values = [8, 4, 2, .. Enumerable.Repeat(1.0, 37)];
        Assert.Equal(2 / (Math.Log(4) + Math.Log(2)), HillTail.Exponent(values, 0.05), 12);
    }

    [Fact]
    public void ATailOfZerosHasNoExponent()
        => Assert.True(double.IsNaN(HillTail.Exponent([1, .. Enumerable.Repeat(0.0, 99)], 0.05)));

    [Theory]
    [InlineData(0.3)]
    [InlineData(1)]
    [InlineData(2.5)]
    public void AWeibullFitFindsTheShapeOfItsQuantiles(double shape)
    {
        double[] values =
        [
            .. Enumerable.Range(1, 20_000).Select(rank => 0.02 * Math.Pow(-Math.Log(1 - ((rank - 0.5) / 20_000)), 1 / shape)),
        ];
        Assert.Equal(shape, ShapeFits.Weibull(values), 0.003 * shape);
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(0.8)]
    [InlineData(3)]
    public void AGammaFitFindsTheShapeOfItsQuantiles(double shape)
    {
        var law = new MathNet.Numerics.Distributions.Gamma(shape, 0.01);
        double[] values = [.. Enumerable.Range(1, 5_000).Select(rank => law.InverseCumulativeDistribution((rank - 0.5) / 5_000))];
        Assert.Equal(shape, ShapeFits.Gamma(values), 0.005 * shape);
    }

    [Fact]
    public void ValuesThatAreAllAlikeHaveNoShape()
    {
        double[] alike = [.. Enumerable.Repeat(100.0, 722)];
        Assert.True(double.IsNaN(ShapeFits.Gamma(alike)));
        Assert.True(double.IsNaN(ShapeFits.Weibull(alike)));
    }

    [Fact]
    public void SignsWithoutMemoryHaveAHurstExponentOfAHalfAndSumsOneMore()
    {
        var random = new Rng(Seed, "signs");
        double[] signs = [.. Enumerable.Range(0, 20_000).Select(_ => random.NextDouble() < 0.5 ? -1.0 : 1)];
        var sum = 0.0;
        double[] walk = [.. signs.Select(sign => sum += sign)];

        Assert.Equal(0.5, Slope(signs), 0.06);
        Assert.Equal(1.5, Slope(walk), 0.08);
    }

    [Fact]
    public void APowerFitFindsTheLawAndToleratesNegativeValues()
    {
        double[] x = [0.02, 0.05, 0.1, 0.2, 0.4];
        var exact = PowerFit.Through(x, [.. x.Select(each => 3 * Math.Sqrt(each))]);
        Assert.Equal(0.5, exact.Exponent, 6);
        Assert.Equal(3, exact.Factor, 6);

        // Noise that averages out leaves the law.
        var noisy = PowerFit.Through([.. x, .. x], [.. x.Select(each => Math.Sqrt(each) - 0.3), .. x.Select(each => Math.Sqrt(each) + 0.3)]);
        Assert.Equal(0.5, noisy.Exponent, 6);
    }

    private static double Slope(double[] values)
    {
        var curve = Fluctuations.Curve(values);
        return LineFit.Through(curve.X, curve.Y).Slope;
    }
}
