using System.Globalization;
using MarketSim.Core;

namespace MarketSim.Simulation;

/// <summary>A replicated exchange whose leader crashes while a thousand orders a second come in: what is lost, and for how long nobody
/// trades.</summary>
/// <remarks>Source: Ongaro and Ousterhout (2014), section 9.3, and figure 16 for the last figures; timeouts of 150 to 300 ms are the
/// paper's recommendation.</remarks>
public sealed class RaftCrashStudy : Study
{
    private const double MostTimeout = 300;

    // A message takes up to 5.2 ms, and a flush 0.8 to 1.2 ms.
    private const double MostLink = 5.2;
    private const double MostSync = 1.2;

    /// <inheritdoc/>
    public override string Name => "raft-crash";

    /// <inheritdoc/>
    public override string Summary => "What a leader's crash, a partition and the loss of a majority do to a replicated exchange (Ongaro, Ousterhout 2014).";

    /// <inheritdoc/>
    public override int UsualPaths => 100;

    /// <inheritdoc/>
    public override IReadOnlyList<StudyFigure> Run(int paths, ulong seed = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(paths, 2);
        var few = Math.Max(2, paths / 10);
        return
        [
            .. Crash(5, Crashes(5, paths, seed)),
            .. Crash(3, Crashes(3, paths, seed)),
            .. Partition("5 nodes, leader and one cut off", Sample(5, "partition 1,2 | 3,4,5", "heal", few, seed, 1, 2)),
            .. Partition("3 nodes, leader cut off", Sample(3, "partition 1 | 2,3", "heal", few, seed, 1)),
            .. Partition("5 nodes, 2 killed", Sample(5, "crash 1; at {0}us crash 2", "restart all", few, seed, 1, 2)),
            .. Stop("5 nodes, 3 killed", Sample(5, "crash 1; at {0}us crash 2; at {0}us crash 3", "restart all", few, seed, 1, 2, 3, 4, 5)),
            .. Stop("3 nodes, 2 killed", Sample(3, "crash 1; at {0}us crash 2", "restart all", few, seed, 1, 2, 3)),
            .. Paper(Math.Max(300, paths * 10), seed),
        ];
    }

    /// <summary>Runs in which the leader crashes, and comes back.</summary>
    /// <param name="nodes">Nodes of the cluster.</param>
    /// <param name="paths">How many runs.</param>
    /// <param name="seed">Seed of the first.</param>
    public static IReadOnlyList<CrashOutcome> Crashes(int nodes, int paths, ulong seed)
        => Sample(nodes, "crash leader", "restart all", paths, seed);

    /// <summary>Milliseconds without a leader in the paper's set-up, ascending.</summary>
    /// <param name="spreadMilliseconds">By how much timeouts may exceed 150 ms.</param>
    /// <param name="trials">How many.</param>
    /// <param name="seed">Seed of the first.</param>
    public static IReadOnlyList<double> Downtimes(int spreadMilliseconds, int trials, ulong seed)
    {
        var trial = new ElectionTrial { Spread = SimDuration.FromMilliseconds(spreadMilliseconds) };
        var downtimes = new double[trials];
        Parallel.For(0, trials, i => downtimes[i] = trial.Run(unchecked(seed + (ulong)i)).Milliseconds);
        Array.Sort(downtimes);
        return downtimes;
    }

    private static CrashOutcome[] Sample(int nodes, string fault, string mend, int paths, ulong seed, params IReadOnlyList<int> silenced)
    {
        var outcomes = new CrashOutcome[paths];
        Parallel.For(0, paths, path =>
        {
            // Anywhere between two heartbeats.
            var own = unchecked(seed + (ulong)path);
            var at = SimTime.Zero + SimDuration.FromMicroseconds(500_000 + new Rng(own, "crash").Below(50_000));
            var again = at + SimDuration.FromMilliseconds(800);
            var moment = (at.Nanoseconds / 1_000).ToString(CultureInfo.InvariantCulture);
            var script = string.Create(
                CultureInfo.InvariantCulture, $"at {moment}us {fault.Replace("{0}", moment, StringComparison.Ordinal)}; at {again.Nanoseconds / 1_000}us {mend}");
            outcomes[path] = CrashedMarket.Run(nodes, script, at, again, own, silenced);
        });
        return outcomes;
    }

    private static IEnumerable<StudyFigure> Crash(int nodes, IReadOnlyList<CrashOutcome> runs)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{nodes} nodes, leader killed");
        var outages = runs.Select(r => r.Election.Led ?? double.PositiveInfinity).Order().ToList();
        var served = runs.Select(r => r.Election.Served ?? double.PositiveInfinity).ToList();
        var plain = runs.Where(r => r.Election is { Campaigns: 1, Led: not null }).Select(r => r.Election).ToList();
        var splits = runs.SelectMany(r => r.Election.SplitGaps).ToList();
        foreach (var figure in Kept(name, runs))
        {
            yield return figure;
        }

        yield return AtLeast($"{name}: part back in service within 600 ms", served.Count(s => s <= 2 * MostTimeout) / (double)runs.Count, 0.95);
        yield return StudyFigure.Of($"{name}: without a leader, ms, least", outages[0]);
        yield return StudyFigure.Of($"{name}: without a leader, ms, median", Quantile(outages, 0.5));
        yield return StudyFigure.Of($"{name}: without a leader, ms, 95%", Quantile(outages, 0.95));
        yield return StudyFigure.Of($"{name}: without a leader, ms, most", outages[^1]);
        yield return StudyFigure.Of($"{name}: until a command is final, ms, median", Quantile([.. served.Order()], 0.5));

        // Silence begins with the last message that was under way; a timeout of 150 ms is counted in ticks of 1 ms.
        var noticed = plain.Select(e => e.Noticed!.Value).DefaultIfEmpty(150).ToList();
        yield return AtLeast($"{name}: one campaign: noticed after ms, least", noticed.Min(), 150 - 1);
        yield return AtMost($"{name}: one campaign: noticed after ms, most", noticed.Max(), MostTimeout + MostLink + 1);
        yield return AtMost(
            $"{name}: one campaign: rounds of questions and votes, ms, most", plain.Select(e => e.Led!.Value - e.Noticed!.Value).DefaultIfEmpty(0).Max(),
            (4 * MostLink) + (2 * MostSync));
        yield return StudyFigure.Of($"{name}: terms in which the vote was split", splits.Count);
        yield return AtMost($"{name}: split votes: between two candidates, ms, most", splits.DefaultIfEmpty(0).Max(), MostLink + MostSync);
    }

    private static IEnumerable<StudyFigure> Partition(string name, CrashOutcome[] runs) =>
    [
        .. Kept(name, runs),
        StudyFigure.Near($"{name}: acknowledged by the minority, a round trip on", runs.Sum(r => r.BySilenced), 0, 0),
        AtLeast($"{name}: acknowledged by the majority meanwhile, least", runs.Min(r => r.ByOthers), 1),
    ];

    private static IEnumerable<StudyFigure> Stop(string name, CrashOutcome[] runs) =>
    [
        .. Kept(name, runs),
        StudyFigure.Near($"{name}: acknowledged while a majority was down", runs.Sum(r => r.BySilenced), 0, 0),
        AtLeast($"{name}: acknowledged when all are back, least", runs.Min(r => r.AfterMending), 1),
    ];

    // What holds whatever happens.
    private static IEnumerable<StudyFigure> Kept(string name, IReadOnlyList<CrashOutcome> runs) =>
    [
        StudyFigure.Of($"{name}: orders acknowledged", runs.Sum(r => r.Acknowledged)),
        StudyFigure.Near($"{name}: of these missing, or at another place, in a live log", runs.Sum(r => r.Missing), 0, 0),
        StudyFigure.Of($"{name}: orders sent again", runs.Sum(r => r.Retries)),
        StudyFigure.Near($"{name}: orders executed twice", runs.Sum(r => r.Doubled), 0, 0),
        StudyFigure.Near($"{name}: part of runs with one tape on all nodes", runs.Count(r => r.TapesAgree) / (double)runs.Count, 1, 0),
        StudyFigure.Near($"{name}: leaders of one term, most", runs.Max(r => r.MostLeadersOfATerm), 1, 0),
        StudyFigure.Of($"{name}: orders that vanished with the old leader's tail", runs.Sum(r => r.Vanished)),
        StudyFigure.Near($"{name}: of these acknowledged", runs.Sum(r => r.AcknowledgedVanished), 0, 0),
    ];

    // The paper does not say how long a message took on its way; with 3 ms both of its figures come out.
    private static IEnumerable<StudyFigure> Paper(int trials, ulong seed)
    {
        var (five, fifty) = (Downtimes(5, trials, seed), Downtimes(50, trials, seed));
        return
        [
            StudyFigure.Near("paper, timeouts of 150 to 155 ms: without a leader, ms, median", Quantile(five, 0.5), 287, 45),
            AtLeast("paper, timeouts of 150 to 200 ms: part with a leader within 513 ms", fifty.Count(d => d <= 513) / (double)trials, 0.995),
        ];
    }

    private static double Quantile(IReadOnlyList<double> sorted, double part) => sorted[(int)Math.Min(sorted.Count - 1, part * sorted.Count)];

    private static StudyFigure AtLeast(string name, double value, double low) => new(name, value, low, low, double.PositiveInfinity);

    private static StudyFigure AtMost(string name, double value, double high) => new(name, value, high, double.NegativeInfinity, high);
}
