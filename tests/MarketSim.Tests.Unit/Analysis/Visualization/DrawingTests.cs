using MarketSim.Analysis;
using MarketSim.Core;
using SkiaSharp;

namespace MarketSim.Tests.Unit;

public sealed class DrawingTests
{
    [Theory]
    [InlineData(0, 10, 5, "0 2 4 6 8 10")]
    [InlineData(99.97, 100.06, 5, "99.98 100.00 100.02 100.04 100.06")]
    [InlineData(-1500, 2500, 4, "−1,000 0 1,000 2,000")]
    [InlineData(0, 0.00042, 3, "0.0000 0.0002 0.0004")]
    [InlineData(0, 0.058, 2, "0.00 0.05")]
    public void NumbersAreMarkedAtRoundDistancesWithTheDecimalsThatTellThemApart(double min, double max, int most, string expected) =>
        Assert.Equal(expected, string.Join(' ', Ticks.Numbers(min, max, most).Select(tick => tick.Label)));

    [Theory]
    [InlineData(34_200, 57_600, 14, "09:30 16:00 14")]
    [InlineData(34_200, 34_260, 6, "09:30:00 09:31:00 7")]
    [InlineData(34_200, 34_200.5, 5, "09:30:00.000 09:30:00.500 6")]
    [InlineData(79_200, 93_600, 8, "22:00 +1d 02:00 9")]
    public void TimesAreMarkedAtRoundDistancesOfTheClock(double min, double max, int most, string expected)
    {
        var ticks = Ticks.Clock(min, max, most);

        Assert.Equal(expected, $"{ticks[0].Label} {ticks[^1].Label} {ticks.Count}");
    }

    [Fact]
    public void AnyRangeGetsAtLeastTwoMarks()
    {
        var rng = new Rng(11, "ticks");
        for (var i = 0; i < 2_000; i++)
        {
            var min = (rng.NextDouble() - 0.5) * Math.Pow(10, rng.Between(-4, 7));
            var max = min + (rng.NextDouble() * Math.Pow(10, rng.Between(-4, 7))) + 1e-6;
            var ticks = Ticks.Numbers(min, max, (int)rng.Between(2, 12));
            Assert.True(ticks.Count is >= 2 and <= 14, $"{min} to {max}: {ticks.Count} marks (draw {i} of seed 11)");
        }
    }

    [Fact]
    public void AMillionPointsComeDownToWhatThePixelsShowAndNoPeakIsLost()
    {
        const int count = 1_000_000;
        var x = Enumerable.Range(0, count).Select(i => (double)i).ToArray();
        var y = x.Select(i => Math.Sin(i / 50_000)).ToArray();
        y[123_456] = 9;
        y[654_321] = -7;
        var (outX, outY) = Envelope.Line(x, y, 0, count, columns: 1_000, isStep: true);

        Assert.InRange(outX.Length, 1_000, 6_000);
        Assert.Equal((9, -7), (outY.Max(), outY.Min()));
        Assert.Equal(123_456, outX[Array.IndexOf(outY, 9)], 1_000.0);
        Assert.True(outX.Zip(outX.Skip(1)).All(pair => pair.First <= pair.Second), "x ascends");
    }

    [Fact]
    public void AShortStepLineHoldsEachValueUntilTheNextAndTheLastToTheEnd()
    {
        var (x, y) = Envelope.Line([1, 3], [10, 20], 0, 5, columns: 100, isStep: true);

        Assert.Equal([1.0, 3, 3, 5], x);
        Assert.Equal([10.0, 10, 20, 20], y);
    }

    [Fact]
    public void ABandKeepsTheExtremesOfEveryColumn()
    {
        var rng = new Rng(12, "band");
        var x = Enumerable.Range(0, 50_000).Select(i => (double)i).ToArray();
        var lower = x.Select(_ => rng.NextDouble()).ToArray();
        var upper = lower.Select(value => value + rng.NextDouble()).ToArray();
        lower[777] = -5;
        upper[40_000] = 8;
        var (outX, low, high) = Envelope.Band(x, lower, upper, 0, 50_000, columns: 200);

        Assert.InRange(outX.Length, 190, 210);
        Assert.Equal((-5, 8), (low.Min(), high.Max()));
        Assert.True(low.Zip(high).All(pair => pair.First <= pair.Second));
    }

    [Fact]
    public void BinsHoldTheTimeWeightedMeanAndTheExtremes()
    {
        // 2 from 1 s, 6 from 3 s, nothing from 5 s; bins of two seconds from 0 to 8.
        var series = new TimeSeries();
        series.Set(SimTime.FromSeconds(1), 2);
        series.Set(SimTime.FromSeconds(3), 6);
        series.Set(SimTime.FromSeconds(5), double.NaN);
        var bins = TimeBins.Of(series, SimTime.Zero, SimTime.FromSeconds(8), 4);

        Assert.Equal([2, 4, 6, double.NaN], bins.Mean);
        Assert.Equal([2, 2, 6, double.NaN], bins.Least);
        Assert.Equal([2, 6, 6, double.NaN], bins.Most);
    }

    [Fact]
    public void CellsSumWhatIsDisplayedAndSkipPricesThatAreNotInUse()
    {
        DepthLevel Level(long price, long lots) => new(new(price), new(lots), 1);
        DepthSample[] samples =
        [
            new(SimTime.Zero, [Level(95, 3)], [Level(105, 4)]),
            new(SimTime.FromSeconds(1), [Level(100, 5), Level(95, 3)], []),
        ];
        var grid = HeatGrid.Of(samples, 95, 105, mostRows: 10, lots => lots);

        // Prices come in fives: three rows, the highest first.
        Assert.Equal((3, 2, 5L, 1L), (grid.Cells.GetLength(0), grid.Cells.GetLength(1), grid.UnitsInRow, grid.PricesInRow));
        Assert.Equal([4, double.NaN, double.NaN, 5, 3, 3], grid.Cells.Cast<double>());
        Assert.Equal((92.5, 107.5), (grid.Bottom, grid.Top));
    }

    [Fact]
    public void MorePricesThanRowsShareThem()
    {
        var levels = Enumerable.Range(1, 100).Select(price => new DepthLevel(new(price), new(10), 1)).ToArray();
        var grid = HeatGrid.Of([new(SimTime.Zero, [], levels)], 1, 100, mostRows: 25, lots => lots);

        Assert.Equal((25, 4L), (grid.Cells.GetLength(0), grid.PricesInRow));
        Assert.All(grid.Cells.Cast<double>(), cell => Assert.Equal(40, cell));
    }

    [Fact]
    public void TheBuiltInLettersKnowAllOfAsciiAndWhatFiguresUse()
    {
        var known = StrokeGlyphs.All.Select(glyph => glyph.Character).ToHashSet();

        Assert.Equal(StrokeGlyphs.All.Count, known.Count);
        Assert.All(Enumerable.Range(32, 95).Select(code => (char)code).Concat("−–·’×…"), character => Assert.Contains(character, known));
    }

    [Theory]
    [InlineData(Letters.BuiltIn)]
    [InlineData(Letters.Installed)]
    public void EveryLetterLeavesInkWhereverItIsDrawn(Letters letters)
    {
        // Installed letters too: a machine without fonts falls back on the built-in ones.
        var lettering = Lettering.Of(letters);
        foreach (var character in Enumerable.Range(33, 94).Select(code => (char)code))
        {
            using var surface = SKSurface.Create(new SKImageInfo(60, 60));
            surface.Canvas.Clear(SKColors.White);
            lettering.Draw(surface.Canvas, character.ToString(), 15, 40, 30, isBold: false, SKColors.Black);
            using var picture = SKBitmap.FromImage(surface.Snapshot());
            Assert.True(picture.Pixels.Any(pixel => pixel.Red < 128), $"'{character}' leaves no ink");
            Assert.InRange(lettering.Measure(character.ToString(), 30, isBold: false), 3, 40);
        }
    }

    [Fact]
    public void TheRampGetsDarkerOnLightGroundAndLighterOnDark()
    {
        double Luminance(Theme theme, double share)
        {
            var color = theme.RampAt(share);
            return (0.2126 * color.Red) + (0.7152 * color.Green) + (0.0722 * color.Blue);
        }

        for (var i = 0; i < 50; i++)
        {
            Assert.True(Luminance(Theme.Light, i / 50.0) > Luminance(Theme.Light, (i + 1) / 50.0));
            Assert.True(Luminance(Theme.Dark, i / 50.0) < Luminance(Theme.Dark, (i + 1) / 50.0));
        }
    }
}
