using System.Text;
using MarketSim.Analysis;
using MarketSim.Core;
using Xunit;

namespace MarketSim.Tests.Unit;

public sealed class ReturnFileTests
{
    [Theory]
    [InlineData("date,return\n2024-01-02,0.01\n2024-01-03,-0.02\n")]
    [InlineData("2024-01-02,0.01\n2024-01-03,-0.02\n")]
    [InlineData("0.01\n-0.02")]
    [InlineData("Date;Strategy\r\n01/02/2024;1%\r\n01/03/2024;-2%\r\n")]
    [InlineData("date,return\n2024-01-03,-0.02\n2024-01-02,0.01\n")]
    [InlineData("# made by hand\n,other,Returns\n2024-01-01,5,\n2024-01-02,7,0.01\n\n2024-01-03,8,-0.02\n")]
    [InlineData("timestamp\tret\n1704153600\t0.01\n1704240000\t-0.02\n")]
    [InlineData("\"date\",\"return\"\n\"2024-01-02 00:00:00+00:00\",\"0.01\"\n\"2024-01-03 00:00:00+00:00\",\"-0.02\"\n")]
    [InlineData("20240102,0.01\n20240103,-0.02\n")]
    public void ReturnsAreReadHoweverTheTableIsWritten(string text)
        => Assert.Equal([0.01, -0.02], Read(text).Returns.Values);

    [Theory]
    [InlineData("date,Open,Close\n2024-01-02,1,100\n2024-01-03,1,110\n")]
    [InlineData("time,equity\n2024-01-02T16:00:00Z,100\n2024-01-03T16:00:00Z,110\n")]
    public void ValuesBecomeReturnsWhereTheNameSaysSo(string text)
    {
        var file = Read(text);
        Assert.True(file.ArePrices);
        Assert.Equal(0.1, file.Returns.Values.Single(), 1e-12);
        Assert.Equal(new DateTime(2024, 1, 3), file.Returns.Dates!.Single());
    }

    [Theory]
    [InlineData("", "no rows")]
    [InlineData("date,return\n", "no rows")]
    [InlineData("date,return\n2024-01-02,abc\n", "found 'abc'; accepted is a number")]
    [InlineData("date,return\n2024-01-02,0.1\nyesterday,0.1\n2024-01-03,0.1", "line 3")]
    [InlineData("date,return\n2024-01-02,0.1\n2024-01-04,0.1\n2024-01-03,0.2\n2024-01-05,0.1", "in order of date")]
    [InlineData("date,a,b\n2024-01-02,0.1,0.2\n", "choose one with --column")]
    [InlineData("date,return\n2024-01-02\n", "accepted is at least 2")]
    [InlineData("100\n101\n102", "say --prices")]
    [InlineData("date,close\n2024-01-02,100\n", "at least 2")]
    [InlineData("date,close\n2024-01-02,100\n2024-01-03,0\n2024-01-04,5\n", "above 0")]
    public void WhatCannotBeReadIsRefusedInASentence(string text, string expected)
        => Assert.Contains(expected, Assert.ThrowsAny<Exception>(() => Read(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void AnyTextIsReadOrRefusedInASentence()
    {
        const ulong Seed = 4711;
        var random = new Rng(Seed, "text");
        string[] pieces = ["date", "return", "close", ",", ",", ";", "\n", "\n", "\r", "\"", "2024-01-0", "1", "-", "0.1", "nan", "%", "#", "é", "\t", " ", "9e999", "\0"];
        for (var round = 0; round < 20_000; round++)
        {
            var text = new StringBuilder();
            for (var i = 0; i < 1 + random.Below(40); i++)
            {
                text.Append(pieces[(int)random.Below(pieces.Length)]);
            }

            try
            {
                Assert.All(Read(text.ToString()).Returns.Values, v => Assert.True(double.IsFinite(v)));
            }
            catch (Exception refusal) when (refusal is DataFormatException or ArgumentException { ParamName: null })
            {
                Assert.EndsWith(".", refusal.Message, StringComparison.Ordinal);
            }
        }
    }

    [Theory]
    [InlineData(1, 365)]
    [InlineData(7, 52)]
    [InlineData(30.4, 12)]
    [InlineData(365.25, 1)]
    [InlineData(1 / 24.0, 8760)]
    public void PeriodsOfAYearAreSeenInTheDates(double days, double expected)
        => Assert.Equal(expected, PeriodsOfDates.Infer([.. Enumerable.Range(0, 480).Select(i => new DateTime(2020, 1, 1).AddDays(i * days))]));

    [Fact]
    public void DatesWithoutWeekendsAreTradingDays()
        => Assert.Equal(252, PeriodsOfDates.Infer([.. Enumerable.Range(0, 100).Select(i => new DateTime(2024, 1, 1).AddDays(i))
            .Where(d => d.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday))]));

    private static ReturnFile Read(string text)
        => ReturnFile.From(CsvTable.Parse(new StringReader(text), "returns.csv"), new ReturnFileOptions());
}
