using System.Globalization;
using System.Text;
using MarketSim.Core;

namespace MarketSim.Tests.Unit;

/// <summary>Bars from text in all its forms, and what is said of text that is none.</summary>
public sealed class CsvBarsTests
{
    private const long Day = 86_400_000_000_000;
    private static readonly long First = (new DateOnly(2024, 1, 31).DayNumber - 719_162L) * Day;

    [Theory]
    [InlineData("Date,Open,High,Low,Close,Volume\n2024-01-31,1.25,1.5,1.2,1.3,100\n")]
    [InlineData("date;open;high;low;close;volume\n2024-01-31 00:00:00;1.25;1.50;1.20;1.30;100\n")]
    [InlineData(",Open,High,Low,Close,Volume\n2024-01-31,1.25,1.5,1.2,1.3,100\n")]
    [InlineData("\uFEFFDATE\tOPEN\tHIGH\tLOW\tCLOSE\tVOL\r\n20240131\t1.25\t1.5\t1.2\t1.3\t100\r\n")]
    [InlineData("<DATE>,<TIME>,<OPEN>,<HIGH>,<LOW>,<CLOSE>,<TICKVOL>\n2024.01.31,00:00:00,1.25,1.5,1.2,1.3,100\n")]
    [InlineData("timestamp,open,high,low,close,volume\n1706659200,1.25,1.5,1.2,1.3,100.0\n")]
    [InlineData("Unix,Open,High,Low,Close,Volume BTC,Volume USD\n1706659200000,1.25,1.5,1.2,1.3,100,5\n")]
    [InlineData("Datetime,Adj Close,Close,High,Low,Open,Volume\n2024-01-31 00:00:00-05:00,9,1.3,1.5,1.2,1.25,100\n")]
    [InlineData("Price,Close,High,Low,Open,Volume\nTicker,SPY,SPY,SPY,SPY,SPY\nDate,,,,,\n2024-01-31,1.3,1.5,1.2,1.25,100\n")]
    [InlineData("\"Date\",\"Open\",\"High\",\"Low\",\"Close\",\"Volume\"\n\"01/31/2024\",\"1.25\",\"1.5\",\"1.2\",\"1.3\",\"100\"\n")]
    [InlineData("Gmt time,Open,High,Low,Close,Volume\n31.01.2024 00:00:00.000,1.25,1.5,1.2,1.3,100\n")]
    [InlineData("2024-01-31T00:00:00Z,1.25,1.5,1.2,1.3,100")]
    [InlineData("https://example.org/data\nDate,Symbol,Open,High,Low,Close,Volume\n2024-01-31,X,1.25,1.5,1.2,1.3,1e2\n")]
    public void AnyCommonFormOfABarIsTheSameBar(string text)
    {
        var (bars, rows) = Read(text);
        Assert.Equal(2, bars.PriceDecimals);
        var row = Assert.Single(rows);
        Assert.Equal((First, 125L, 150L, 120L, 130L, 100L), (row.Time, row.Open, row.High, row.Low, row.Close, row.Volume));
    }

    [Theory]
    [InlineData("Date,Close\n2024-01-31,1.3\n2024-01-30,1.2\n", "line 3", "later")]
    [InlineData("Date,Close\n2024-01-31,abc\n", "line 2", "as the close 'abc'")]
    [InlineData("Date,Close\nyesterday,1.3\n", "line 2", "as the time 'yesterday'")]
    [InlineData("Date,Close\n2024-01-31,1.3\n2024-13-31,1.3\n", "line 3", "as the time '2024-13-31'")]
    [InlineData("Date,Open,High,Low,Close\n2024-01-31,1,2,3,1\n", "line 2", "high below the low")]
    [InlineData("Date,Open,High,Low,Close\n2024-01-31,1,2,0,1\n", "line 2", "zero or below")]
    [InlineData("Date,Open,High,Low,Close\n2024-01-31,1,2\n", "line 2", "as the low")]
    [InlineData("Date,Open,Close\n2024-01-31,1,2\n", "line 1", "some but not all of Open, High and Low")]
    [InlineData("Date,Size\n2024-01-31,1\n", "line 1", "no column of prices")]
    [InlineData("", "no bars", "Open, High, Low, Close")]
    [InlineData("Date,Close\n", "no bars", "Close")]
    public void WhatIsNoBarIsRefusedInOneSentenceWithFileAndLine(string text, string where, string what)
    {
        var refusal = Assert.Throws<DataFormatException>(() => Read(text));
        Assert.Contains("test.csv", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(where, refusal.Message, StringComparison.Ordinal);
        Assert.Contains(what, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void RowsWithoutPricesAreLeftOutAndCounted()
    {
        var (bars, rows) = Read("Date,Open,High,Low,Close,Volume\n2024-01-30,null,null,null,null,null\n2024-01-31,1,1,1,1,\n2024-02-01,,,,,\n");
        Assert.Single(rows);
        Assert.Contains("2 row(s) without prices", Assert.Single(bars.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void APriceThatIsFinerThanAllBeforeAsksForFinerUnits()
    {
        var text = new StringBuilder("Date,Close\n");
        for (var i = 0; i < 2000; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{new DateOnly(2000, 1, 1).AddDays(i):yyyy-MM-dd},{(i == 1999 ? "1.257" : "1.25")}\n");
        }

        Assert.Throws<FinerPriceException>(() => Read(text.ToString()));
        var (bars, rows) = Read(text.ToString(), new BarReading { PriceDecimals = 3 });
        Assert.Equal((3, 1257L), (bars.PriceDecimals, rows[^1].Close));

        // Given decimals are kept to: 1.257 is rounded.
        Assert.Equal(126, Read(text.ToString(), new BarReading { PriceDecimals = 2 }).Rows[^1].Close);
    }

    [Fact]
    public void WhateverIsWrittenIsReadAgain()
    {
        var random = new Rng(77, "csv");
        var (text, expected) = (new StringBuilder("time,open,high,low,close,volume\n"), new List<BarRow>());
        var time = First;
        for (var i = 0; i < 20_000; i++)
        {
            time += random.Between(1, 500_000) * 1_000_000_000;
            var low = random.Between(1, 1_000_000_000);
            var row = new BarRow { Time = time, Low = low, Open = low + random.Between(0, 99), Close = low + random.Between(0, 99), High = low + 100, Volume = random.Between(0, 1L << 50) };
            expected.Add(row);
            text.Append(CultureInfo.InvariantCulture, $"{DateTime.UnixEpoch.AddTicks(time / 100):yyyy-MM-dd HH:mm:ss},{row.Open / 10_000m},{row.High / 10_000m}")
                .Append(CultureInfo.InvariantCulture, $",{row.Low / 10_000m},{row.Close / 10_000m},{row.Volume}\n");
        }

        Assert.Equal(expected, Read(text.ToString(), new BarReading { PriceDecimals = 4 }).Rows);
    }

    // Replay: dotnet test --filter-method '*BytesThatAreNoBarsNeverDoMoreThanBeRefused*', with the seed of the message.
    [Theory]
    [InlineData(1UL)]
    [InlineData(2UL)]
    [InlineData(3UL)]
    public void BytesThatAreNoBarsNeverDoMoreThanBeRefused(ulong seed)
    {
        var random = new Rng(seed, "fuzz");
        var sample = Encoding.UTF8.GetBytes(
            "Date,Open,High,Low,Close,Volume\n2024-01-31 09:30:00,1.25,1.5,1.2,1.3,100\n2024-01-31 09:31:00,1.25,1.5,1.2,1.3,100\n20240201 9:30,1,2,1,1.5,\n");
        byte[] interesting = [(byte)',', (byte)'\n', (byte)'.', (byte)'-', (byte)'"', (byte)'9', (byte)':', 0, 255, (byte)'e', (byte)' ', (byte)';'];
        for (var round = 0; round < 4000; round++)
        {
            var bytes = sample.ToList();
            for (var edits = random.Between(1, 6); edits > 0; edits--)
            {
                var at = (int)random.Below(bytes.Count);
                var each = random.Chance(0.7) ? interesting[(int)random.Below(interesting.Length)] : (byte)random.Below(256);
                switch (random.Below(4))
                {
                    case 0:
                        bytes[at] = each;
                        break;
                    case 1:
                        bytes.Insert(at, each);
                        break;
                    case 2:
                        bytes.RemoveAt(at);
                        break;
                    default:
                        bytes.InsertRange(at, sample[..(int)random.Below(sample.Length)]);
                        break;
                }
            }

            try
            {
                using var bars = new CsvBars(new MemoryStream([.. bytes]), "fuzz.csv");
                ReadAll(bars);
            }
            catch (Exception problem) when (problem is DataFormatException or FinerPriceException)
            {
                Assert.NotEmpty(problem.Message);
            }
            catch (Exception problem)
            {
                Assert.Fail($"seed {seed}, round {round}: {problem}\n{Encoding.Latin1.GetString([.. bytes])}");
            }
        }
    }

    [Fact]
    public void LeansFoldersAreReadInTheirUnits()
    {
        using var daily = LeanBars.Open(TestData.Require("lean/equity/usa/daily/spy.zip"));
        var rows = ReadAll(daily);
        Assert.Equal(("spy", 4, 5849), (daily.Symbol, daily.PriceDecimals, rows.Count));
        Assert.Equal((973_100L, 973_600L), (rows[0].Open, rows[0].Close));

        using var minutes = LeanBars.Open(TestData.Require("lean/equity/usa/minute/spy"));
        var days = ReadAll(minutes);
        Assert.Equal(6, days.Select(row => row.Time / Day).Distinct().Count());

        using var quotes = LeanBars.Open(TestData.Require("lean/forex/fxcm/daily/eurusd.zip"));
        Assert.NotEmpty(ReadAll(quotes));
    }

    [Fact]
    public void AShareIsFollowedThroughItsTickersByTheMapFiles()
    {
        // Class A shares were GOOG until 2014-04-02 and are GOOGL since; what is GOOG now was GOOCV for a week.
        var path = TestData.Require("lean/equity/usa/daily/googl.zip");
        using var followed = LeanBars.Open(path, new BarReading { FollowsNames = true });
        var rows = ReadAll(followed);
        Assert.Equal("2004-08-19", Date(rows[0]));
        Assert.Equal(("2014-04-02", "2014-04-03"), (Date(rows.Last(row => row.Time < Of(2014, 4, 3))), Date(rows.First(row => row.Time >= Of(2014, 4, 3)))));
        Assert.Empty(followed.Warnings);

        using var alone = LeanBars.Open(path);
        Assert.Equal("2014-04-03", Date(ReadAll(alone)[0]));

        using var goog = LeanBars.Open(TestData.Require("lean/equity/usa/daily/goog.zip"), new BarReading { FollowsNames = true });
        Assert.Equal("2014-04-03", Date(ReadAll(goog)[0]));
        Assert.Contains("goocv", Assert.Single(goog.Warnings), StringComparison.Ordinal);

        using var asItLies = LeanBars.Open(TestData.Require("lean/equity/usa/daily/goog.zip"));
        Assert.Equal("2004-08-19", Date(ReadAll(asItLies)[0]));
        Assert.Contains("before 2014-04-03 belong to whoever had the ticker then", Assert.Single(asItLies.Warnings), StringComparison.Ordinal);

        static long Of(int year, int month, int day) => (new DateOnly(year, month, day).DayNumber - 719_162L) * Day;
        static string Date(BarRow row) => DateTime.UnixEpoch.AddTicks(row.Time / 100).ToString("yyyy-MM-dd");
    }

    [Theory]
    [InlineData("lean/equity/usa/daily/spy.zip", "spy.zip")]
    [InlineData("lean/equity/usa/minute/spy/20131007_trade.zip", "20131007_trade.zip")]
    [InlineData("lean/crypto/coinbase/daily/btcusd_trade.zip", "btcusd_trade.zip")]
    public void AnArchiveOfLeansIsReadInItsUnitsWhereverItLies(string path, string name)
    {
        var source = TestData.Require(path);
        var folder = Directory.CreateTempSubdirectory("lean").FullName;
        try
        {
            var copy = Path.Combine(folder, name);
            File.Copy(source, copy);
            Assert.True(LeanBars.IsLean(copy));
            using var there = LeanBars.Open(source);
            using var here = LeanBars.Open(copy);
            Assert.Equal(there.PriceDecimals, here.PriceDecimals);
            Assert.Equal(ReadAll(there), ReadAll(here));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static (CsvBars Bars, List<BarRow> Rows) Read(string text, BarReading? reading = null)
    {
        using var bars = new CsvBars(new MemoryStream(Encoding.UTF8.GetBytes(text)), "test.csv", reading);
        return (bars, ReadAll(bars));
    }

    private static List<BarRow> ReadAll(IBarReader bars)
    {
        var all = new List<BarRow>();
        var rows = new BarRow[100];
        while (bars.Read(rows) is > 0 and var count)
        {
            all.AddRange(rows[..count]);
        }

        return all;
    }
}
