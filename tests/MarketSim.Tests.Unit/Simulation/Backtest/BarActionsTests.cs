using System.Text;
using MarketSim.Core;
using MarketSim.Market;
using MarketSim.Simulation;

namespace MarketSim.Tests.Unit;

/// <summary>Tables of dividends and splits, and the small texts of a back-test's settings, whatever is in them.</summary>
public sealed class BarActionsTests
{
    [Theory]
    [InlineData("date,symbol,dividend,split\n2020-01-02,A,0.5,\n2020-01-03,A,,7:1\n2020-01-04,A,,1/10\n")]
    [InlineData("Date,Ticker,Dividends,Stock Splits\n2020-01-02,A,0.5,0\n2020-01-03,A,0,7\n2020-01-04,A,0,0.1\n")]
    public void DividendsAndSplitsAreRead(string text)
    {
        var actions = Read(text);
        Assert.Equal([(50_000_000L, 1L, 1L), (0, 7, 1), (0, 1, 10)], actions.Select(each => (each.Dividend, each.NewShares, each.OldShares)));
    }

    [Theory]
    [InlineData("date,symbol,dividend\n2020-01-02,A,-1\n", "line 2")]
    [InlineData("date,symbol,split\n2020-01-02,A,1:0\n", "line 2")]
    [InlineData("date,symbol,split\n2020-01-02,A,1:1e-28\n", "line 2")]
    [InlineData("date,symbol\n2020-01-02,A\n", "line 1")]
    [InlineData("", "line 1")]
    public void WhatIsNoneIsRefusedWithItsLine(string text, string expected)
        => Assert.Contains(expected, Assert.Throws<DataFormatException>(() => Read(text)).Message, StringComparison.Ordinal);

    // Replay: --filter-method '*TextsThatAreNoneNeverDoMoreThanBeRefused*', with the seed of the message.
    [Theory]
    [InlineData(1UL)]
    [InlineData(2UL)]
    public void TextsThatAreNoneNeverDoMoreThanBeRefused(ulong seed)
    {
        const string Letters = "0123456789.,:/%-+eE \nminbpshare;=9999999999";
        string[] samples = ["date,symbol,dividend,split\n2020-01-02,A,0.5,7:1\n", "0.005/share,min=1", "2bp", "0.05%", "AAPL140606C00645000"];
        var random = new Rng(seed, "actions");
        for (var round = 0; round < 4000; round++)
        {
            var text = new StringBuilder(samples[(int)random.Below(samples.Length)]);
            for (var edits = random.Between(1, 6); edits > 0 && text.Length > 0; edits--)
            {
                var (at, each) = ((int)random.Below(text.Length), Letters[(int)random.Below(Letters.Length)]);
                _ = random.Chance(0.4) ? text.Insert(at, each) : random.Chance(0.3) ? text.Remove(at, 1) : text.Replace(text[at], each, at, 1);
            }

            foreach (var read in (Action<string>[])
                [t => Read(t), t => Commission.Parse(t), t => PriceDistance.Parse("--spread", t).TicksAt(10_000, 2), t => OccSymbol.TryParse(t)])
            {
                try
                {
                    read(text.ToString());
                }
                catch (Exception refusal) when (refusal is DataFormatException or FormatException or ArgumentException)
                {
                    Assert.NotEmpty(refusal.Message);
                }
                catch (Exception problem)
                {
                    Assert.Fail($"seed {seed}, round {round}: {problem}\n{text}");
                }
            }
        }
    }

    private static IReadOnlyList<BarAction> Read(string text)
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, text);
            return BarActions.Read([path], [], 2);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
