using MarketSim.Analysis;

namespace MarketSim.Tests.Unit;

/// <summary>Facts of recorded days, against a separate computation from the raw files.</summary>
public sealed class RecordedFactsTests
{
    private const double Relative = 1e-6;

    private static readonly (int Fact, double[] Values)[] Amazon =
    [
        (1, [3.757864529]),
        (2, [3.747202441]),
        (3, [1.121677631, 4.215112582]),
        (4, [0.05719417029]),
        (5, [0.8269437684]),
        (6, [0.03242408161]),
        (7, [0.3423388479]),
        (8, [0.7421037598]),
        (9, [0.6077279442]),
        (10, [0.2820952424]),
        (11, [2.524692575]),
        (12, [1.895116487, 4.903598998]),
        (13, [0.348421217, 17.21210577]),
        (14, [0.6588000602]),
        (15, [0.2921936164]),
        (16, [0.8132962094]),
        (18, [2.535728765]),
        (19, [0.3402626911]),
        (20, [0.658007847]),
        (21, [0.07589404963]),
        (23, [0.3553370791, 0.4881809028]),
        (24, [22.22085295]),
    ];

    private static readonly (int Fact, double[] Values)[] Apple =
    [
        (1, [1.001674124]),
        (2, [2.754126244]),
        (3, [-0.5728838379, -0.5738429164]),
        (4, [0.03466445809]),
        (5, [1.116622803]),
        (6, [0.03578047502]),
        (7, [0.4993507989]),
        (8, [0.7516262086]),
        (9, [0.5757496775]),
        (10, [0.3068788176]),
        (11, [2.409204313]),
        (13, [0.373463344, 29.92551326]),
        (14, [0.9265184382]),
        (15, [0.1033758134]),
        (16, [0.7356005759]),
        (17, [2.209425176]),
        (18, [1.922028027]),
        (19, [0.2768474731]),
        (20, [0.5720884141]),
        (21, [0.06472207198]),
        (23, [0.3989553062, 0.1947224498]),
        (24, [22.59793861]),
    ];

    [Fact]
    public void AmazonsDayGivesTheValuesOfASeparateComputation()
    {
        TestData.Require("lobster/AMZN_2012-06-21_34200000_57600000_orderbook_1.csv");
        var results = RecordedFacts.Measure(TestData.Require("lobster/AMZN_2012-06-21_34200000_57600000_message_1.csv"));

        Same(Amazon, results);
        Assert.Equal("needs 200 orders placed behind the best price, there are 0", results[17 - 1].Measure.Remark);
    }

    [Fact]
    public void ApplesHourGivesTheValuesOfASeparateComputation()
    {
        TestData.Require("lobster/AAPL_2012-06-21_34200000_57600000_orderbook_1.csv");
        TestData.Require("lobster/AAPL_2012-06-21_first999_orderbook_10.csv");
        var results = RecordedFacts.Measure(TestData.Require("lobster/AAPL_2012-06-21_34200000_37800000_message_50.csv"));

        Same(Apple, results);
        Assert.Equal("needs a session of 5 hours or more: a shorter one has no midday", results[12 - 1].Measure.Remark);
    }

    [Fact]
    public void ARecordingWithoutSingleOrdersSaysSo()
    {
        var results = RecordedFacts.Measure(TestData.Require("binance-l2/usdm_btcusdt_20240808.gz"));

        Assert.All((int[])[10, 13, 14, 15, 17], id => Assert.Equal(
            "needs single orders, which this recording does not have", results[id - 1].Measure.Remark));
        Assert.InRange(results[9 - 1].Measure.Numbers[0].Value, 0.5, 1);
    }

    [Fact]
    public void AMarketByOrderRecordingIsMeasuredOnceItsBookIsUncrossed()
    {
        var results = RecordedFacts.Measure(TestData.Require("cme-es-mbo/ESH4_2023-12-25_mbo.csv.gz"));

        Assert.True(results[23 - 1].Measure.Numbers[0].Value > 0, "a crossed book before the opening has no spread");
        Assert.InRange(results[14 - 1].Measure.Numbers[0].Value, 0.5, 1);
    }

    [Fact]
    public void PairedRunsAreNotToBeHadOfARecording()
    {
        var results = RecordedFacts.Measure(TestData.Require("lobster/AAPL_2012-06-21_first999_message_10.csv"));

        Assert.Equal("needs paired runs", results[22 - 1].Measure.Remark);
        Assert.Empty(results[22 - 1].Measure.Numbers);
    }

    private static void Same((int Fact, double[] Values)[] expected, IReadOnlyList<FactResult> results)
    {
        foreach (var (fact, values) in expected)
        {
            var numbers = results[fact - 1].Measure.Numbers;
            Assert.Equal(values.Length, numbers.Count);
            for (var i = 0; i < values.Length; i++)
            {
                Assert.True(
                    Math.Abs(values[i] - numbers[i].Value) <= Relative * Math.Abs(values[i]),
                    $"fact {fact} is {values[i]:R} by the separate computation and {numbers[i].Value:R} here");
            }
        }

        Assert.Equal(
            expected.Select(each => each.Fact),
            results.Where(result => result.Measure.Numbers.Count > 0).Select(result => result.Fact.Id));
    }
}
