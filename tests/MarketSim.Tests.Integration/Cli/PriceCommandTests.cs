using System.Globalization;
using System.Text.Json;

namespace MarketSim.Tests.Integration;

public sealed class PriceCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("option --right call --spot 40 --strike 60 --years 5 --rate 3% --vol 30%", "price", 7.040239234639771, 1e-12)]
    [InlineData("option --on future --right put --spot 19 --strike 19 --years 0.75 --rate 10% --vol 28%", "price", 1.7011, 5e-5)]
    [InlineData("option --style american --right call --spot 100 --strike 100 --years 0.5 --rate 3% --yield 7% --vol 0.2", "price", 4.7826, 5e-5)]
    [InlineData("option --right call --spot 40 --strike 40 --years 0.5 --rate 9% --vol 30% --dividend 0.1666666667:0.5 --dividend 0.4166666667:0.5", "price", 3.67, 5e-3)]
    [InlineData("option --style american --right put --spot 50 --strike 50 --years 0.41666667 --rate 10% --vol 40% --steps 501", "price", 4.284, 5e-4)]
    [InlineData("implied --right call --spot 40 --strike 60 --years 5 --rate 3% --price 7.040239234639771", "volatility", 0.3, 1e-12)]
    [InlineData("implied --style american --right put --spot 100 --strike 110 --years 0.5 --rate 3% --price 13.874137137555515", "volatility", 0.3, 1e-8)]
    [InlineData("barrier --kind down-and-out --right call --spot 100 --strike 100 --barrier 95 --rebate 3 --years 0.5 --rate 8% --yield 4% --vol 25%", "price", 6.7924, 5e-5)]
    [InlineData("digital --right put --spot 100 --strike 80 --years 0.75 --rate 6% --yield 6% --vol 35% --cash 10", "price", 2.6710, 5e-5)]
    [InlineData("digital --pays share --right put --spot 70 --strike 65 --years 0.5 --rate 7% --yield 5% --vol 27%", "price", 20.2069, 5e-5)]
    [InlineData("asian --average geometric --right put --spot 80 --strike 85 --years 0.25 --rate 5% --yield -3% --vol 20%", "price", 4.6922, 5e-5)]
    [InlineData("asian --right call --spot 100 --strike 100 --years 1 --rate 9% --vol 10%", "price", 4.9151, 2e-4)]
    [InlineData("warrant --spot 40 --strike 60 --years 5 --rate 3% --vol 30% --shares 1000000 --warrants 200000", "outstanding", 6.390092, 5e-7)]
    [InlineData("warrant --strike 60 --shares 1000000 --warrants 200000 --equity 75000000", "payoff", 12.5, 1e-12)]
    [InlineData("turbo --right call --financing 4500 --underlying 4900 --ratio 0.01 --rate 2% --spread 1.5%", "nextPrice", 3.995625, 1e-12)]
    [InlineData("bond --coupon 6 --maturity 2030-01-15 --settle 2026-04-10 --yield 5.5%", "clean", 101.669627, 5e-7)]
    [InlineData("bond --coupon 6 --maturity 2030-01-15 --settle 2026-04-10 --clean 101.66962685", "yield", 0.055, 1e-9)]
    [InlineData("fx --spot 1.1000 --quote-rate 5% --base-rate 3.5% --days 90", "points", 40.89, 5e-3)]
    [InlineData("liquidation --entry 60000 --size 1 --margin 6000 --maintenance 0.5% --amount 50", "liquidationPrice", 54221.1055, 5e-5)]
    [InlineData("liquidation --entry 60000 --size 1 --margin 6000 --tier 0:0.4% --tier 50000:0.5%", "liquidationPrice", 54221.1055, 5e-5)]
    [InlineData("funding --index 60000 --impact-bid 60045 --impact-ask 60055 --mark 60030 --size 2", "payment", 30.015, 1e-12)]
    public void KnownValuesComeOut(string arguments, string result, double expected, double tolerance)
    {
        var outcome = Marketsim.Run(["price", .. arguments.Split(' '), "--json"]);
        Assert.Equal((0, ""), (outcome.Code, outcome.Error));
        using var json = JsonDocument.Parse(outcome.Output);
        Assert.Equal(expected, json.RootElement.GetProperty(result).GetDouble(), tolerance);

        var forPeople = Marketsim.Run(["price", .. arguments.Split(' ')]).Output;
        var line = forPeople.Split('\n').Single(text => text.StartsWith($"{result} ", StringComparison.Ordinal));
        Assert.Equal(expected, double.Parse(line.Split(' ')[^1], CultureInfo.InvariantCulture), tolerance + (1e-11 * expected));
    }

    [Theory]
    [InlineData("option --spot 1", "'--strike' is missing")]
    [InlineData("option --spot abc", "'abc' is not a number such as 0.03 or 3%")]
    [InlineData("option --spot -5 --strike 1 --years 1 --vol 1", "The spot must be a finite number of at least 0; it is -5")]
    [InlineData("option --style bermudan", "'european', 'american'")]
    [InlineData("option --spot 5 --strike 5 --years 1 --vol 1 --dividend x", "'x' is not a dividend such as 0.25:0.80")]
    [InlineData("implied --right call --spot 40 --strike 60 --years 5 --price 41", "is not below 40, which no volatility reaches")]
    [InlineData("barrier --spot 5 --strike 5 --years 1 --vol 1 --barrier 6", "'--kind' is missing")]
    [InlineData("asian --spot 5 --strike 5 --years 1 --vol 1 --paths 10", "give --fixings with --paths")]
    [InlineData("bond --coupon 6 --maturity 2030-01-15 --settle 2026-04-10", "either '--yield' or '--clean'")]
    [InlineData("bond --coupon 6 --maturity tomorrow", "'tomorrow' is not a date such as 2026-04-10")]
    [InlineData("liquidation --entry 1 --size 1 --margin 1 --tier 5", "'5' is not a step such as 50000:0.5%")]
    [InlineData("option --file nowhere.csv", "There is no file 'nowhere.csv'")]
    public void WhatCannotBeValuedIsExplainedInOneSentence(string arguments, string expected)
    {
        var outcome = Marketsim.Run(["price", .. arguments.Split(' ')]);
        Assert.Equal(2, outcome.Code);
        Assert.Empty(outcome.Output);
        Assert.Contains(expected, outcome.Error);
        Assert.Single(outcome.Error.Trim().Split('\n'));
    }

    [Fact]
    public void AFileOfCasesComesBackWithItsResults()
    {
        var cases = _folder.Write("cases.csv", """
            right,spot,strike,years,rate,price
            call,100,110,0.5,3%,8
            put,100,90,0.5,0.03,100

            """);
        var lines = Marketsim.Run("price", "implied", "--file", cases).Output.TrimEnd().Split('\n');
        Assert.Equal("right,spot,strike,years,rate,price,verdict,volatility,accuracy,sentence", lines[0]);
        Assert.StartsWith("call,100,110,0.5,3%,8,Found,0.3999612", lines[1]);
        Assert.StartsWith("put,100,90,0.5,0.03,100,AtOrAboveMaximum,,,\"The price 100", lines[2]);
        using var json = JsonDocument.Parse(Marketsim.Run("price", "implied", "--file", cases, "--json").Output);
        Assert.Equal(2, json.RootElement.GetArrayLength());
    }

    [Theory]
    [InlineData("right,colour\ncall,red\n", "unknown column 'colour'")]
    [InlineData("right,spot\ncall,x\n", "line 2: 'x' is not a number")]
    [InlineData("right,spot\ncall,5,6\n", "line 2: 2 cells were expected")]
    [InlineData("right,spot\ncall,5\n", "line 2: '--strike' is missing")]
    public void ABadFileOfCasesIsExplainedByLine(string text, string expected)
    {
        var outcome = Marketsim.Run("price", "option", "--file", _folder.Write("bad.csv", text));
        Assert.Equal((2, ""), (outcome.Code, outcome.Output));
        Assert.Contains(expected, outcome.Error);
    }
}
