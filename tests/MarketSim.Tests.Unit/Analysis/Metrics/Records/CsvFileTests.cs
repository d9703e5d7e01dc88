using MarketSim.Analysis;

namespace MarketSim.Tests.Unit;

public sealed class CsvFileTests : IDisposable
{
    private readonly string _path = Path.GetTempFileName();

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void QuotationMarksKeepCommasAndThemselves()
    {
        File.WriteAllText(_path, "time,note\n2020-01-02,\"a, \"\"b\"\"\"\n\n20200103,c\n");
        var file = CsvFile.Open(_path);
        var rows = file.Rows().ToList();

        Assert.Equal(["a, \"b\"", "c"], rows.Select(row => row.Values[file.Need("NOTE")]));
        Assert.Equal([new DateTime(2020, 1, 2, 0, 0, 0, DateTimeKind.Utc), new DateTime(2020, 1, 3, 0, 0, 0, DateTimeKind.Utc)], rows.Select(row => file.Time(row, 0)));
        Assert.Equal([2, 4], rows.Select(row => row.Line));
    }

    [Theory]
    [InlineData("", "is empty; its first line names the columns.")]
    [InlineData("time,equity\n2020-01-02\n", "Line 2 of", "has 1 values, but there are 2 columns.")]
    [InlineData("time,equity\n2020-01-02,many\n", "has 'many' as equity; a number was expected.")]
    [InlineData("time,equity\nsoon,1\n", "has 'soon' as time; a time such as 2024-03-28 or 2024-03-28T16:00:00Z was expected.")]
    [InlineData("time,equity\n2020-01-02,\"1\n", "ends inside of quotation marks.")]
    [InlineData("time,worth\n2020-01-02,1\n", "accepted are a column date and one of return, equity, value, nav or close.")]
    public void WhatIsWrongIsSaidWithItsLine(string text, params string[] expected)
    {
        File.WriteAllText(_path, text);
        var message = Assert.Throws<FormatException>(() => SeriesFile.ReadCurve(_path)).Message;

        Assert.All(expected, part => Assert.Contains(part, message));
    }

    [Fact]
    public void ReturnsBecomeTheWorthOfOnePutInBeforeTheFirst()
    {
        File.WriteAllText(_path, "date,return\n2020-01-02,0.5\n2020-01-03,-0.5\n");
        var curve = SeriesFile.ReadCurve(_path);

        Assert.Equal([1.5, 0.75], curve.Values);
        Assert.Equal(1, curve.Start);
        Assert.Equal([0.5, -0.5], curve.Returns());
        Assert.Equal([0, -0.5], curve.Drawdowns());
        Assert.Equal(-0.25, MonthlyReturns.Of(curve)[0, 0]);
    }
}
