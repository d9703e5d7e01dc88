using System.Globalization;
using static MarketSim.Analysis.ReportNumbers;

namespace MarketSim.Analysis;

/// <summary>The tear sheet of one back-test, or of a series of returns.</summary>
public static class BacktestReport
{
    private const int MostTrips = 60;
    private const int MostFigures = 12;

    /// <summary>Puts it together.</summary>
    public static Report Of(BacktestRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        var daily = record.Equity.Daily();
        return new Report
        {
            Kind = record.Strategy.Length == 0 ? "series" : "back-test",
            Title = record.Strategy.Length == 0 ? record.Name : $"{record.Strategy}{(record.Instruments.Count is > 0 and <= 4 ? " on " + string.Join(", ", record.Instruments) : "")}",
            Subtitle = Subtitle(record),
            Headlines = Headlines(record, daily),
            Warnings = [.. record.Warnings, .. OwnWarnings(record, daily)],
            Sections =
            [
                new ReportSection("Equity", Picture(record, "equity")),
                .. record.Ladder is { } ladder ? [HonestySection.Of(ladder, BacktestFrame.Subtitle(record))] : Array.Empty<ReportSection>(),
                Metrics(record),
                .. BacktestMetrics.Drawdowns(record) is { } drawdowns ? [new ReportSection("Deepest drawdowns", drawdowns)] : Array.Empty<ReportSection>(),
                new ReportSection("Month by month", MonthTable(daily)) { Introduction = "Percent of the month's beginning; the first month from the first value on." },
                new ReportSection("Risk over time", Picture(record, "rolling"), Picture(record, "return-distribution")) { BeginsPage = true },
                .. record.Fills.Count + record.Trips.Count > 0 ? [Trades(record)] : Array.Empty<ReportSection>(),
                .. record.Strategy.Length > 0 ? [Assumed(record), Settings(record)] : Array.Empty<ReportSection>(),
            ],
        };
    }

    private static string Subtitle(BacktestRecord record)
    {
        var span = record.Equity.Count > 0 ? $"{Day(record.Equity.Times[0])} to {Day(record.Equity.Times[^1])}" : "no equity";
        return record.Strategy.Length == 0 ? $"Series of {Count(record.Equity.Count)} values · {span}"
            : $"Back-test {record.Name} · {span} · filled by {(record.Fill.Length == 0 ? "an unnamed rule" : record.Fill)}";
    }

    private static List<ReportFact> Headlines(BacktestRecord record, EquityCurve daily)
    {
        var facts = new List<ReportFact>();
        if (daily.Count == 0)
        {
            return facts;
        }

        var total = (daily.Values[^1] / daily.Start) - 1;
        facts.Add(new ReportFact("Total return", Percent(total)) { Number = total });
        if (record.Strategy.Length > 0)
        {
            facts.Add(new ReportFact($"Final equity{(record.Currency.Length == 0 ? "" : $" ({record.Currency})")}", Money(daily.Values[^1], "")) { Number = daily.Values[^1] });
        }

        foreach (var fact in BacktestMetrics.Headlines(record))
        {
            facts.Add(fact);
        }

        if (record.Strategy.Length > 0)
        {
            facts.Add(new ReportFact("Fills", Count(record.Fills.Count)) { Number = record.Fills.Count });
        }

        return facts;
    }

    private static IEnumerable<string> OwnWarnings(BacktestRecord record, EquityCurve daily)
    {
        if (record.Strategy.Length > 0 && record.Fills.Count == 0)
        {
            yield return "Nothing was traded.";
        }

        if (daily.RuinedAt is { } ruin)
        {
            yield return $"On {Day(ruin)} the account was worth nothing or less: from there on no return is defined, and no figure of returns of the whole.";
        }

        if (record.Equity.IsWithinDays)
        {
            yield return "It spans two days at most: figures of a year are those of what was noted within them, carried on for a year.";
        }
        else if (daily.Count is > 0 and < 60)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"There {(daily.Count == 1 ? "is 1 daily value" : $"are {daily.Count} daily values")}: too few for figures of a year to mean much.");
        }

        if (record.Trips.Count is > 0 and < 30)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"There {(record.Trips.Count == 1 ? "was 1 round trip" : $"were {record.Trips.Count} round trips")}: too few to tell skill from luck.");
        }

        var fees = record.Fills.Sum(fill => fill.Fee);
        var profit = daily.Count == 0 ? 0 : daily.Values[^1] - daily.Start;
        if (fees > 0 && profit <= 0 && profit + fees > 0)
        {
            yield return $"The edge is gone after costs: {Money(profit + fees, record.Currency)} before fees, {Money(profit, record.Currency)} after fees of {Money(fees, record.Currency)}.";
        }

        if (record.Fills.Count > 0 && fees == 0)
        {
            yield return "No fees were charged: a real account would have paid some.";
        }
    }

    private static ReportSection Metrics(BacktestRecord record)
    {
        var groups = BacktestMetrics.Groups(record);
        return new ReportSection("Figures", groups.Count == 0 ? new TextBlock(
            record.Equity.RuinedAt is null ? "No figures could be computed: there are too few values." : "No figures of returns are defined: the account was ruined on its way.") : new FactsBlock(groups))
        {
            Introduction = "Where a figure is not defined, as a ratio to a deviation of zero, there is a dash. Point at a name to see its formula.",
        };
    }

    private static TableBlock MonthTable(EquityCurve daily)
    {
        var table = MonthlyReturns.Of(daily);
        var all = table.Years.SelectMany((_, year) => Enumerable.Range(0, 12).Select(month => table[year, month])).OfType<double>().Select(Math.Abs);
        var strong = Quantiles.Of(all, 0.95);
        ReportCell CellOf(double? value, double scale)
            => value is { } share ? new(Ticks.Number(100 * share, 1), share) { Shade = scale > 0 ? share / scale : null } : new("", double.NaN);
        return new TableBlock(
            "monthlyReturns", ["Year", .. CultureInfo.InvariantCulture.DateTimeFormat.AbbreviatedMonthNames.Take(12), "Total"],
            [
                .. table.Years.Select(IReadOnlyList<ReportCell> (year, i) =>
                [
                    year.ToString(CultureInfo.InvariantCulture), .. Enumerable.Range(0, 12).Select(month => CellOf(table[i, month], strong)),
                    CellOf(table.OfYear(i), 3 * strong),
                ]),
            ]);
    }

    private static ReportSection Trades(BacktestRecord record)
    {
        var blocks = new List<ReportBlock> { Picture(record, "trades") };
        if (record.Trips.Count > 0)
        {
            blocks.Add(new FactsBlock(TradeFacts.Of(record)));

            // Of many the first and the last: how it began, and how it ended.
            var half = MostTrips / 2;
            var shown = record.Trips.Count <= MostTrips ? record.Trips : [.. record.Trips.Take(half), .. record.Trips.Skip(record.Trips.Count - half)];
            var most = Quantiles.Of(record.Trips.Select(trip => Math.Abs(trip.Profit)), 0.9);
            blocks.Add(new TableBlock(
                "trades", ["Opened", "Closed", "Instrument", "Side", "Quantity", "Entry", "Exit", "Profit", "Fees", "Worst", "Best", "Bars"],
                [
                    .. shown.Select(IReadOnlyList<ReportCell> (trip) =>
                    [
                        Moment(trip.Opened), Moment(trip.Closed), trip.Instrument, trip.Sign < 0 ? "short" : "long", Cell(trip.Quantity), Price(trip.Entry), Price(trip.Exit),
                        new ReportCell(Ticks.Number(trip.Profit, 2), trip.Profit) { Shade = most > 0 ? 0.7 * trip.Profit / most : null },
                        Amount(trip.Fees), Amount(-Math.Abs(trip.Mae)), Amount(trip.Mfe), Cell(trip.Bars),
                    ]),
                ])
            {
                Note = shown.Count < record.Trips.Count
                    ? string.Create(CultureInfo.InvariantCulture, $"The first and the last {half} of {record.Trips.Count:#,0} round trips; trades.csv has all. ")
                    : "Positions from opening to end, first in first out. " + "Worst and best are how far a position was in the red and in the black on its way.",
            });
        }

        return new ReportSection("Trades", blocks) { BeginsPage = true };
    }

    private static ReportCell Price(double value)
        => double.IsFinite(value) ? new(Ticks.Number(value, Math.Abs(value) < 1 ? 5 : Math.Abs(value) < 10 ? 4 : 2), value) : new(None, double.NaN);

    private static ReportCell Amount(double value) => double.IsFinite(value) ? new(Ticks.Number(value, 2), value) : new(None, double.NaN);

    private static ReportSection Assumed(BacktestRecord record)
    {
        var fees = record.Fills.Sum(fill => fill.Fee);
        var traded = record.Fills.Sum(fill => fill.Quantity * fill.Price);
        return new ReportSection("Execution, and what was assumed",
        [
            new FactsBlock(("Execution",
            [
                new ReportFact("Fill rule", record.Fill.Length == 0 ? None : record.Fill),
                new ReportFact("Fills", Count(record.Fills.Count)) { Number = record.Fills.Count },
                new ReportFact("Traded", Money(traded, record.Currency)) { Number = traded, Hint = "Quantity times price over all fills, both sides." },
                new ReportFact("Fees", Money(fees, record.Currency)) { Number = fees },
                new ReportFact("Fees of what was traded", traded > 0 ? Ticks.Number(10_000 * fees / traded, 2) + " bp" : None) { Number = traded > 0 ? fees / traded : double.NaN },
            ])),
            .. TradingFacts.Of(record) is { Count: > 0 } groups ? [new FactsBlock(groups)] : Array.Empty<ReportBlock>(),
            .. FillRules.Of(record).Select(sentence => new TextBlock(sentence)),
        ]);
    }

    private static ReportSection Settings(BacktestRecord record)
    {
        return new ReportSection("Settings",
        [
            new FactsBlock(
                ("Strategy", [new ReportFact("Name", record.Strategy), .. record.Settings.Select(s => new ReportFact(s.Name, s.Value))]),
                ("Data", [.. record.Instruments.Take(MostFigures).Select((name, i) => new ReportFact(name, record.Data.Count == record.Instruments.Count ? record.Data[i] : None)), .. More(record)]),
                ("Run", [.. record.Facts.Take(MostFigures).Select(fact => new ReportFact(Words(fact.Name), fact.Value.Replace("T00:00:00", "", StringComparison.Ordinal)))])),
            .. record.Command.Length > 0 ? [new TextBlock("To do it again:"), new CommandBlock(record.Command)] : Array.Empty<ReportBlock>(),
        ]);
    }

    private static IEnumerable<ReportFact> More(BacktestRecord record)
    {
        if (record.Data.Count != record.Instruments.Count)
        {
            yield return new ReportFact("Files", string.Join(", ", record.Data));
        }

        if (record.Instruments.Count > MostFigures)
        {
            yield return new ReportFact("and more", Count(record.Instruments.Count - MostFigures));
        }
    }

    /// <summary>finalEquity as "Final equity".</summary>
    internal static string Words(string name)
    {
        var words = string.Concat(name.Select((c, i) => char.IsUpper(c) && i > 0 ? " " + char.ToLowerInvariant(c) : c is '-' or '_' ? " " : c.ToString()));
        return words.Length == 0 ? words : char.ToUpperInvariant(words[0]) + words[1..];
    }

    private static FigureBlock Picture(BacktestRecord record, string name)
        => new(name, BacktestPlotCatalog.All.Single(plot => plot.Name == name).Draw(record));
}
