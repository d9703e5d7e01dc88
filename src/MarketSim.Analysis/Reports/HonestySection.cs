using static MarketSim.Analysis.ReportNumbers;

namespace MarketSim.Analysis;

/// <summary>The part of a report that shows where an edge goes.</summary>
public static class HonestySection
{
    /// <summary>Of a ladder.</summary>
    /// <param name="ladder">What there is to see.</param>
    /// <param name="subtitle">Of what data, and when, under the picture.</param>
    public static ReportSection Of(HonestyLadder ladder, string subtitle)
    {
        ArgumentNullException.ThrowIfNull(ladder);
        var isInvested = ladder.Initial != 0;
        var most = Enumerable.Range(0, ladder.Steps.Count).Max(i => Math.Abs(ladder.Change(i)));
        return new ReportSection(
            "Where the edge goes",
            new TextBlock(Typeset(ladder.Verdict)),
            new FigureBlock("honesty", HonestyFigure.Draw(ladder, subtitle)),
            new TableBlock(
                "honesty", ["Charged", "Profit", "Against the rung before", .. isInvested ? ["Return", "Deepest drawdown"] : Array.Empty<string>(), "Sharpe", "Fills", "Round trips"],
                [
                    .. ladder.Steps.Select(IReadOnlyList<ReportCell> (step, i) =>
                    [
                        i == 0 ? step.Name : "+ " + step.Name, new ReportCell(Typeset(ladder.Amount(ladder.Profit(i))), ladder.Profit(i)),
                        i == 0 ? new ReportCell(None, double.NaN)
                            : new ReportCell(Typeset(ladder.Amount(ladder.Change(i))), ladder.Change(i)) { Shade = most > 0 ? ladder.Change(i) / most : null },
                        .. isInvested ? [PercentCell(ladder.Return(i)), PercentCell(step.MaxDrawdown)] : Array.Empty<ReportCell>(),
                        Cell(step.Sharpe), Cell(step.Fills), Cell(step.Trades),
                    ]),
                ]),
            new TableBlock("rungs", ["Charged", "What exactly"], [.. ladder.Steps.Select(IReadOnlyList<ReportCell> (step) => [step.Name, step.Adds])]))
        {
            Introduction = "The same strategy with the same settings, on terms that grow harder; each rung has all those before it.",
            BeginsPage = true,
        };
    }

    // A minus sign is as wide as a plus sign, and no hyphen.
    private static string Typeset(string text) => text.Replace(" -", " −", StringComparison.Ordinal) is var spaced && spaced.StartsWith('-')
        ? "−" + spaced[1..] : spaced;
}
