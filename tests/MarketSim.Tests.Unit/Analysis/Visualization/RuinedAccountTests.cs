using MarketSim.Analysis;

namespace MarketSim.Tests.Unit;

public sealed class RuinedAccountTests
{
    private static readonly DateTime Start = new(2024, 1, 30, 0, 0, 0, DateTimeKind.Utc);

    private static readonly BacktestRecord Ruined = new()
    {
        Name = "ruined", Strategy = "made up",
        Equity = new EquityCurve([.. Enumerable.Range(0, 6).Select(i => Start.AddDays(i))], [90, 50, -10, -20, 5, 8]) { Initial = 100 },
    };

    [Fact]
    public void ReturnsEndWhereTheAccountIsWorthNothing()
    {
        Assert.Equal(Start.AddDays(2), Ruined.Equity.RuinedAt);
        Assert.Equal([true, true, true, false, false, true], Ruined.Equity.Returns().Select(double.IsFinite));
        var months = MonthlyReturns.Of(Ruined.Equity);
        Assert.Equal(-0.5, months[0, 0]!.Value, 1e-12);
        Assert.Equal(-0.92, months.OfYear(0)!.Value, 1e-12);
    }

    [Fact]
    public void ItsReportSaysSoAndItsPicturesAreDrawn()
    {
        Assert.Contains(BacktestReport.Of(Ruined).Warnings, warning => warning.Contains("worth nothing or less", StringComparison.Ordinal));
        Assert.All(BacktestPlotCatalog.All, plot => Assert.NotEmpty(FigureRenderer.ToSvg(plot.Draw(Ruined))));
    }
}
