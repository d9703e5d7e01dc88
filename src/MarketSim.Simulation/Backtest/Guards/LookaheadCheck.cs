using System.Globalization;
using MarketSim.Core;

namespace MarketSim.Simulation;

/// <summary>One question asked of a strategy, and what came of it.</summary>
/// <param name="Name">The question in a word.</param>
/// <param name="IsPassed">Whether nothing speaks against it.</param>
/// <param name="Sentence">What was found.</param>
public sealed record LookaheadFinding(string Name, bool IsPassed, string Sentence);

/// <summary>Finds strategies that know what they cannot know: the future, from a file, a memory or a mistake.</summary>
/// <remarks>
/// The harness shows a strategy nothing before its time, so knowledge of the future comes from elsewhere, and betrays itself:
/// (1) again: on the same data it must decide the same a second time, or it has kept something; (2) truncated: without the bars that
/// follow, it must decide the same up to there; (3) changed: with other bars afterwards as well; (4) elsewhere: over moved prices, the second
/// half of the data before the first at other levels, its orders must not foretell the prices that it was not shown; (5) skill: an edge that
/// foretells moves far beyond chance must be there over moved prices too, since they are as full of patterns as before. Chance is the
/// same orders against the same moves shifted in time, so that neither a trend nor a habit of buying counts as skill. Few orders
/// foretell little: below five the last two cannot tell.
/// </remarks>
public static class LookaheadCheck
{
    private const double Improbable = 5;
    private const int FewestOrders = 5;
    private const int Multiple = 3;

    /// <summary>Asks all questions.</summary>
    /// <param name="setup">The back-test; its strategy is made anew for every run.</param>
    /// <param name="bars">The data.</param>
    public static IReadOnlyList<LookaheadFinding> Run(BacktestSetup setup, BarMemory bars)
    {
        ArgumentNullException.ThrowIfNull(setup);
        ArgumentNullException.ThrowIfNull(bars);
        var rows = bars.Rows.ToArray();
        var first = Decide(setup, bars, rows);
        return
        [
            Again(first, Decide(setup, bars, rows)),
            .. Prefixes(setup, bars, rows, first),
            .. Elsewhere(setup, bars, rows, first),
        ];
    }

    private static List<BacktestDecision> Decide(BacktestSetup setup, BarMemory bars, BarRow[] rows)
    {
        var decisions = new List<BacktestDecision>();
        using var source = new BarMemory(bars.Series, rows).Open();
        new Backtest(setup, source, new NoRecorder()) { Decided = decisions.Add }.Run();
        return decisions;
    }

    private static LookaheadFinding Again(List<BacktestDecision> first, List<BacktestDecision> second)
    {
        var differs = FirstDifference(first, second, long.MaxValue);
        return new LookaheadFinding("again", differs is null, differs is null
            ? "On the same data it decided the same a second time."
            : $"On the same data it decided otherwise a second time, from {TimeOf(differs)} on: it keeps something from run to run.");
    }

    private static IEnumerable<LookaheadFinding> Prefixes(
        BacktestSetup setup, BarMemory bars, BarRow[] rows, List<BacktestDecision> first)
    {
        BacktestDecision? truncated = null;
        BacktestDecision? changed = null;
        foreach (var share in (int[])[30, 50, 70, 90])
        {
            var cut = Math.Max(1, (int)((long)rows.Length * share / 100));
            truncated ??= FirstDifference(first, Decide(setup, bars, rows[..cut]), cut);
            changed ??= FirstDifference(first, Decide(setup, bars, MirrorAfter(rows, cut)), cut);
        }

        yield return new LookaheadFinding("truncated", truncated is null, truncated is null
            ? "Without the bars that follow it decided the same up to there."
            : $"Without the bars that follow it decided otherwise, at {TimeOf(truncated)}: it had seen them.");
        yield return new LookaheadFinding("changed", changed is null, changed is null
            ? "With other bars afterwards it decided the same up to there."
            : $"With other bars afterwards it decided otherwise before, at {TimeOf(changed)}: it had seen those that were changed.");
    }

    private static IEnumerable<LookaheadFinding> Elsewhere(
        BacktestSetup setup, BarMemory bars, BarRow[] rows, List<BacktestDecision> first)
    {
        var moved = Moved(rows);
        var there = Decide(setup with { Actions = [], Cash = Math.Min(setup.Cash, long.MaxValue / 1000) * Multiple }, bars, moved);
        var hidden = Foresight.Of(there, rows);
        var shown = Foresight.Of(there, moved);
        var skill = Foresight.Of(first, rows);
        var knows = hidden.Orders >= FewestOrders && hidden.Score >= Improbable;
        yield return new LookaheadFinding("elsewhere", !knows, knows
            ? $"Over moved prices its orders still foretold those that it was not shown ({Score(hidden)}): it has them from elsewhere."
            : $"Over moved prices its orders foretold nothing of those that it was not shown ({Score(hidden)}).");
        var vanishes = skill.Orders >= FewestOrders && skill.Score >= Improbable && shown.Score < skill.Score / 2;
        yield return new LookaheadFinding("skill", !vanishes, vanishes
            ? $"Its orders foretold the next moves far beyond chance ({Score(skill)}), but not where the prices were moved ({Score(shown)}): "
                + "the edge is not in the prices that it sees."
            : skill.Orders < FewestOrders ? "It sent too few orders to tell whether they foretell anything."
            : $"Its orders foretold the next moves with a score of {Score(skill)}, over moved prices of {Score(shown)}.");
    }

    private static string Score(Foresight foresight)
        => string.Create(CultureInfo.InvariantCulture, $"{foresight.Score:0.0} standard deviations over {foresight.Orders} orders");

    private static string TimeOf(BacktestDecision? decision) => CsvText.IsoText(decision!.Value.Time);

    // The first that is in one but not in the other, of those at bars before the end.
    private static BacktestDecision? FirstDifference(List<BacktestDecision> a, List<BacktestDecision> b, long end)
    {
        for (var i = 0; ; i++)
        {
            var (isInA, isInB) = (i < a.Count && a[i].Bar < end, i < b.Count && b[i].Bar < end);
            if (!isInA && !isInB)
            {
                return null;
            }

            if (!isInA || !isInB || a[i] != b[i])
            {
                return isInA ? a[i] : b[i];
            }
        }
    }

    private static BarRow[] MirrorAfter(BarRow[] rows, int cut)
    {
        var changed = (BarRow[])rows.Clone();
        var last = LastCloses(rows, cut);
        for (var i = cut; i < changed.Length; i++)
        {
            // Around the last price that was seen, so that nothing jumps.
            Mirror(ref changed[i], last[changed[i].Series] is > 0 and var close ? (Int128)close * close : (Int128)rows[i].Open * rows[i].Open);
        }

        return changed;
    }

    // The second half comes first, and then the first, which goes on from its last price; all at a multiple, so that no bar is like one
    // that was.
    private static BarRow[] Moved(BarRow[] rows)
    {
        var moved = (BarRow[])rows.Clone();
        foreach (var series in rows.Select((row, i) => (row.Series, Place: i)).GroupBy(pair => pair.Series, pair => pair.Place))
        {
            var places = series.ToArray();
            var half = places.Length / 2;
            Int128 last = rows[places[^1]].Close;
            Int128 start = rows[places[0]].Open;
            for (var i = 0; i < places.Length; i++)
            {
                var from = rows[places[(i + half) % places.Length]];
                var isWrapped = i + half >= places.Length;
                long Scaled(long price) => (long)Int128.Max(1, Multiple * (isWrapped ? price * last / start : price));
                ref var to = ref moved[places[i]];
                (to.Open, to.High, to.Low, to.Close) = (Scaled(from.Open), Scaled(from.High), Scaled(from.Low), Scaled(from.Close));
                to.Volume = from.Volume * Multiple;
            }
        }

        return moved;
    }

    private static void Mirror(ref BarRow row, Int128 square)
    {
        long Inverse(long price) => (long)Int128.Max(1, ((2 * square) + price) / (2 * (Int128)price));
        (row.Open, row.Close) = (Inverse(row.Open), Inverse(row.Close));
        (row.High, row.Low) = (Inverse(row.Low), Inverse(row.High));
    }

    private static SortedDictionary<int, long> LastCloses(BarRow[] rows, int cut)
    {
        var last = new SortedDictionary<int, long>();
        foreach (var row in rows)
        {
            last.TryAdd(row.Series, 0);
        }

        foreach (var row in rows.AsSpan(0, cut))
        {
            last[row.Series] = row.Close;
        }

        return last;
    }

    private sealed class NoRecorder : IBacktestRecorder
    {
        public void Begin(IReadOnlyList<Instrument> instruments)
        {
        }

        public void Fill(in BacktestFill fill)
        {
        }

        public void Trip(in BacktestTrip trip)
        {
        }

        public void Equity(long time, long equity, long cash)
        {
        }

        public void Position(long time, int instrument, long lots, long price, long value)
        {
        }
    }
}
