using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using MarketSim.Analysis;

namespace MarketSim.Tests.Unit;

public sealed class ReportTests
{
    private const string Hostile = "</title><script>alert(\"1\")</script><img src=x onerror='f()'> & | `code` \u0007";

    private static readonly BacktestRecord Usual = MadeUpBacktest.Of(days: 600) with
    {
        Warnings = [Hostile],
        Settings = [(Hostile, Hostile)],
        Trips = [new(Hostile, MadeUpBacktest.Start, MadeUpBacktest.Start.AddDays(9), 1, 10, 50, 51, 9, 1, -2, 5, 7)],
    };

    public static TheoryData<int> Sizes { get; } = [0, 1, 2, 40, 600];

    [Theory]
    [MemberData(nameof(Sizes))]
    public void APageIsWellFormedLoadsNothingAndIsTheSameEachTime(int days)
    {
        var record = Usual with { Equity = MadeUpBacktest.Of(days).Equity, Fills = MadeUpBacktest.Of(days).Fills };
        foreach (var theme in (Theme?[])[null, .. Theme.All])
        {
            var page = HtmlReport.Write(BacktestReport.Of(record), theme);
            var root = Parse(page);

            Assert.Equal("html", root.Name.LocalName);
            Assert.Empty(Elements(root, "script").Concat(Elements(root, "link")).Concat(Elements(root, "iframe")).Concat(Elements(root, "object")));
            Assert.DoesNotMatch(@"(?i)url\(\s*['""]?(?!#)|@import|\bsrcset=", page);
            Assert.All(Attributes(root, "src").Concat(Attributes(root, "href")), link => Assert.Matches("^(data:image/png;base64,|#)", link));
            Assert.All(root.DescendantsAndSelf().Attributes(), attribute => Assert.DoesNotMatch("^on[a-z]+$", attribute.Name.LocalName));
            Assert.Equal(page, HtmlReport.Write(BacktestReport.Of(record), theme));
        }
    }

    [Fact]
    public void WhatAFileHoldsIsShownAsItStandsAndNeverRead()
    {
        var root = Parse(HtmlReport.Write(BacktestReport.Of(Usual)));
        var shown = Hostile.Replace("\u0007", "�", StringComparison.Ordinal);

        Assert.Equal(shown, Elements(root, "li").Single(item => item.Value.Contains("alert", StringComparison.Ordinal)).Value);
        Assert.Contains(Elements(root, "td"), cell => cell.Value == shown);
        Assert.Contains("\\<script\\>", MarkdownReport.Write(BacktestReport.Of(Usual)));
        Assert.Equal(Hostile, JsonDocument.Parse(JsonReport.Write(BacktestReport.Of(Usual))).RootElement.GetProperty("warnings")[0].GetString());
    }

    [Fact]
    public void IdsOfPicturesDoNotMeet()
    {
        var root = Parse(HtmlReport.Write(BacktestReport.Of(Usual)));
        var ids = Attributes(root, "id").ToList();

        Assert.NotEmpty(ids);
        Assert.Equal(ids.Count, ids.Distinct().Count());
        foreach (Match use in Regex.Matches(root.ToString(), @"url\(#(\w+)\)"))
        {
            Assert.Contains(use.Groups[1].Value, ids);
        }
    }

    [Fact]
    public void EveryColourOfAPictureIsDefinedForBothGrounds()
    {
        var page = HtmlReport.Write(BacktestReport.Of(Usual));
        var used = Regex.Matches(page, @"var\((--k\d+)\)").Select(match => match.Groups[1].Value).Distinct().Order().ToList();
        string[] rules = [.. Regex.Matches(page, @":root\{[^}]*\}").Select(match => match.Value).Where(rule => rule.Contains("--k", StringComparison.Ordinal))];

        Assert.InRange(used.Count, 4, 200);
        Assert.Equal(2, rules.Length);
        Assert.All(rules, rule => Assert.Equal(used, Regex.Matches(rule, @"(--k\d+):").Select(match => match.Groups[1].Value).Order()));
        Assert.DoesNotContain("prefers-color-scheme", HtmlReport.Write(BacktestReport.Of(Usual), Theme.Dark));
    }

    [Fact]
    public void APictureWithABitmapIsDrawnForBothGroundsAndOneIsHidden()
    {
        var cells = new double[60, 60];
        cells[3, 3] = 1;
        var figure = new Figure
        {
            Title = "t", Subtitle = "s",
            Rows =
            [
                new FigureRow(300, new Panel
                {
                    X = new Axis("x", 0, 1), Y = new Axis("y", 0, 1),
                    Layers = [new HeatLayer(cells, new Bar(0, 1, 0, 1), 0, 1) { Unit = "u", Ticks = [] }],
                }),
            ],
        };
        var root = Parse(HtmlReport.Write(new Report { Kind = "k", Title = "t", Subtitle = "s", Sections = [new("a", new FigureBlock("f", figure))] }));

        Assert.Equal(["on-light", "on-dark"], Elements(root, "svg").Select(svg => svg.Attribute("class")?.Value));
    }

    [Fact]
    public void JsonHoldsNumbersAsTheyAreAndNullWhereNothingIsDefined()
    {
        var json = JsonDocument.Parse(JsonReport.Write(BacktestReport.Of(Usual))).RootElement;
        var sections = json.GetProperty("sections").EnumerateArray().ToDictionary(section => section.GetProperty("title").GetString()!);
        var trade = sections["Trades"].GetProperty("trades")[0];

        Assert.Equal("marketsim.report/1", json.GetProperty("schema").GetString());
        Assert.Equal(
            (Usual.Equity.Values[^1] / Usual.Equity.Values[0]) - 1, json.GetProperty("headlines").GetProperty("Total return").GetDouble(), 1e-12);
        Assert.Equal(51, trade.GetProperty("Exit").GetDouble());
        Assert.Equal(JsonValueKind.Null, sections["Trades"].GetProperty("Quality").GetProperty("Profit factor").ValueKind);
        Assert.Equal(
            new SharpeRatio().Measure(BacktestMetrics.InputOf(Usual)!), sections["Figures"].GetProperty("Return for risk").GetProperty("Sharpe ratio").GetDouble());
    }

    [Fact]
    public void TablesOfMarkdownHaveAsManyCellsInEveryLine()
    {
        var lines = MarkdownReport.Write(BacktestReport.Of(Usual)).Split('\n');
        var width = 0;
        foreach (var line in lines)
        {
            var cells = Regex.Count(line, @"(?<!\\)\|");
            Assert.True(!line.StartsWith('|') || width == 0 || cells == width, line);
            width = line.StartsWith('|') ? cells : 0;
        }
    }

    [Fact]
    public void AComparisonHasTheDifferencesFromTheFirst()
    {
        var other = MadeUpBacktest.Of(days: 500, seed: 6) with { Name = "made-up", Settings = [("fast", "2")] };
        var report = ComparisonReport.Of([Usual, other]);
        var table = report.Sections.SelectMany(section => section.Blocks).OfType<TableBlock>().First();

        Assert.Equal(["Return", "made-up (1)", "made-up (2)", "made-up (2) − made-up (1)"], table.Columns);
        Assert.All(table.Rows.Where(row => double.IsFinite(row[3].Number!.Value)), row => Assert.Equal(row[2].Number!.Value - row[1].Number!.Value, row[3].Number!.Value, 1e-12));
        Assert.Contains(table.Rows, row => row[0].Text == "Total return" && row[3].Text.EndsWith(" pp", StringComparison.Ordinal));
        Assert.Contains(report.Warnings, warning => warning.Contains("different spans", StringComparison.Ordinal));
        Assert.Equal("html", Parse(HtmlReport.Write(report)).Name.LocalName);
    }

    [Fact]
    public void EveryMetricButThoseOfOtherConventionsStandsInTheReport()
    {
        var facts = BacktestReport.Of(Usual).Sections.SelectMany(section => section.Blocks).OfType<FactsBlock>()
            .SelectMany(block => block.Groups).SelectMany(group => group.Facts).Select(fact => fact.Name).ToHashSet();

        Assert.All(PerformanceCatalog.All.Where(metric => metric.Group != MetricGroup.OtherConventions), metric => Assert.Contains(metric.Title, facts));
    }

    [Fact]
    public void ABenchmarkThatEndsEarlyIsNotCarriedOn()
    {
        var curve = Usual.Benchmark!;
        var early = Usual with { Benchmark = new EquityCurve([.. curve.Times.Take(300)], [.. curve.Values.Take(300)]) };
        var returns = DailyReturns.Of(early);

        Assert.Equal(299, returns.Benchmark!.Count(double.IsFinite));
        Assert.True(returns.Benchmark![..299].All(double.IsFinite));
    }

    [Fact]
    public void ThatTheEdgeIsGoneAfterCostsIsSaidFirst()
    {
        var curve = Usual.Equity;
        BacktestRecord Ending(string name, double at, double fee) => Usual with
        {
            Name = name, Warnings = [], Fills = [Usual.Fills[0] with { Fee = fee }],
            Equity = curve with { Values = [.. curve.Values.Select((_, i) => 1_000 + (at * i / (curve.Count - 1)))] },
        };
        var (gross, net) = (Ending("gross", 50, 0), Ending("net", -20, 70));

        Assert.Contains(BacktestReport.Of(net).Warnings, warning => warning.StartsWith("The edge is gone after costs: 50.00 USD before fees, −20.00 USD after", StringComparison.Ordinal));
        Assert.DoesNotContain(BacktestReport.Of(gross).Warnings, warning => warning.Contains("edge", StringComparison.Ordinal));
        Assert.Contains(ComparisonReport.Of([gross, net]).Warnings, warning => warning.StartsWith("The edge is gone on the terms of net: ", StringComparison.Ordinal));
        Assert.DoesNotContain(ComparisonReport.Of([gross, gross]).Warnings, warning => warning.Contains("edge", StringComparison.Ordinal));
    }

    // The page is XML but for its first line.
    private static XElement Parse(string page) => XElement.Parse(page[page.IndexOf("<html", StringComparison.Ordinal)..]);

    private static IEnumerable<XElement> Elements(XElement root, string name) => root.Descendants().Where(element => element.Name.LocalName == name);

    private static IEnumerable<string> Attributes(XElement root, string name)
        => root.DescendantsAndSelf().Attributes().Where(attribute => attribute.Name.LocalName == name).Select(attribute => attribute.Value);
}
