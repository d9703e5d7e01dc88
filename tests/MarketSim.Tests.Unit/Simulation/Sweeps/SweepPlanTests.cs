using MarketSim.Simulation;

namespace MarketSim.Tests.Unit;

public sealed class SweepPlanTests
{
    [Theory]
    [InlineData("7", new ulong[] { 7 })]
    [InlineData("3..5", new ulong[] { 3, 4, 5 })]
    [InlineData("1..2,9, 4..4", new ulong[] { 1, 2, 9, 4 })]
    [InlineData("18446744073709551614..18446744073709551615", new[] { ulong.MaxValue - 1, ulong.MaxValue })]
    public void SeedsAreReadAsTheyAreWritten(string text, ulong[] seeds) => Assert.Equal(seeds, SeedRanges.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("5..1")]
    [InlineData("1,1")]
    [InlineData("1..3,2")]
    [InlineData("-1")]
    [InlineData("1..")]
    [InlineData("0..18446744073709551615")]
    public void OtherSeedsAreRefusedWithASentence(string text)
        => Assert.StartsWith($"Seeds were '{text}'", Assert.Throws<ArgumentException>(() => SeedRanges.Parse(text)).Message);

    [Theory]
    [InlineData("volatility=0.2,0.4", "volatility", new[] { "0.2", "0.4" })]
    [InlineData("volatility=0.1..0.3:0.1", "volatility", new[] { "0.1", "0.2", "0.3" })]
    [InlineData("market-makers=1..6:2", "market-makers", new[] { "1", "3", "5" })]
    [InlineData("latency=constant:1ms;lognormal:200us,0.4", "latency", new[] { "constant:1ms", "lognormal:200us,0.4" })]
    [InlineData("latency=uniform:100us..400us", "latency", new[] { "uniform:100us..400us" })]
    public void AnAxisTakesListsAndRanges(string text, string option, string[] values)
    {
        var axis = SweepAxis.Parse(text);

        Assert.Equal(option, axis.Option);
        Assert.Equal(values, axis.Values);
    }

    [Theory]
    [InlineData("volatility")]
    [InlineData("=1,2")]
    [InlineData("volatility=")]
    [InlineData("volatility=1,,2")]
    [InlineData("volatility=1,1")]
    [InlineData("volatility=3..1:1")]
    [InlineData("volatility=1..3:0")]
    [InlineData("volatility=0..1000000:0.001")]
    public void OtherAxesAreRefusedWithASentence(string text)
        => Assert.StartsWith($"--vary was '{text}'", Assert.Throws<ArgumentException>(() => SweepAxis.Parse(text)).Message);

    [Fact]
    public void EveryCombinationIsRunWithEverySeedTheLastOptionChangingFastest()
    {
        var plan = Plan([new("market-makers", ["1", "2"]), new("volatility", ["0.1", "0.2", "0.3"])], "5..6");

        Assert.Equal(12, plan.Runs);
        var runs = Enumerable.Range(0, plan.Runs).Select(plan.Run).ToArray();
        Assert.Equal(
            ["1 0.1 5", "1 0.1 6", "1 0.2 5", "1 0.2 6", "1 0.3 5", "1 0.3 6", "2 0.1 5", "2 0.1 6", "2 0.2 5", "2 0.2 6", "2 0.3 5", "2 0.3 6"],
            runs.Select(r => $"{r.Varied[0]} {r.Varied[1]} {r.Seed}"));
        Assert.Equal([0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5], runs.Select(r => r.Point));
    }

    [Fact]
    public void APlanIsWrittenAndReadAgain()
    {
        var plan = Plan([new("latency", ["constant:1ms", "lognormal:200us,0.4"])], "1..3");

        Assert.Equal(plan.ToJson(), SweepPlan.Parse(plan.ToJson()).ToJson());
    }

    [Fact]
    public void UnknownOptionsBadValuesAndOptionsNamedTwiceAreRefused()
    {
        Assert.Contains("Unknown option 'makers'", Refusal(Plan([new("makers", ["1"])], "1")));
        Assert.Contains("'volatility' was 'x'", Refusal(Plan([new("volatility", ["0.1", "x"])], "1")));
        Assert.Contains("named twice", Refusal(Plan([new("duration", ["1s", "2s"])], "1")));
        Assert.Contains("more than", Refusal(Plan(
            [new("volatility", Values(1000)), new("activity", [.. Values(1000).Skip(10)])], "1..1000")));
    }

    private static string Refusal(SweepPlan plan) => Assert.Throws<ArgumentException>(plan.Validate).Message;

    private static string[] Values(int count)
        => [.. Enumerable.Range(1, count).Select(i => (i / 1000m).ToString(System.Globalization.CultureInfo.InvariantCulture))];

    private static SweepPlan Plan(IReadOnlyList<SweepAxis> axes, string seeds) => new()
    {
        Scenario = "default-day", Axes = axes, Seeds = seeds,
        Settings = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["duration"] = "10s" },
    };
}
