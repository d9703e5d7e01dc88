using System.Globalization;
using MarketSim.Core;

namespace MarketSim.Simulation;

/// <summary>Who is paid for a jump of a public signal: the fastest sniper in continuous trading, hardly anybody in batches.</summary>
/// <remarks>Source: Budish, Cramton and Shim (2015), sections VI and VII: a jump costs the maker the jump less half of the spread, and in
/// batches it is sniped only where a batch ends between the fastest sniper and the maker's cancel. With λ jumps of size J and μ
/// investors a second, the half-spread that breaks even is λJ/(λ + μ).</remarks>
public sealed class LatencyRaceStudy : Study
{
    /// <inheritdoc/>
    public override string Name => "latency-race";

    /// <inheritdoc/>
    public override string Summary => "How often stale quotes are sniped, by whom and at what cost, continuously and in batches (Budish et al. 2015).";

    /// <inheritdoc/>
    public override int UsualPaths => 50;

    /// <inheritdoc/>
    public override IReadOnlyList<StudyFigure> Run(int paths, ulong seed = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(paths, 2);
        var equal = Race(paths, seed);
        var fast = Race(paths, seed, ("head-start", "10us"));
        var batch = Race(paths, seed, ("batch", "100ms"));

        // Ten snipers share the jumps as so many throws of a die: four standard errors.
        var error = 4 * Math.Sqrt(0.1 * 0.9 / equal.Jumps);
        return
        [
            new("continuous: jumps sniped", equal.Fraction, 1, 0.95, 1),
            StudyFigure.Near("continuous: loss per share and jump", equal.Loss, 0.04, 0.002),
            StudyFigure.Near("continuous: largest share of ten equal snipers", equal.Shares.Max(), 0.1, error),
            StudyFigure.Near("continuous: smallest share of ten equal snipers", equal.Shares.Min(), 0.1, error),
            new("continuous: share of one 10 us faster", fast.Shares[0], 1, 0.999, 1),
            new("batches of 100 ms: jumps sniped", batch.Fraction, 0.01, 0.005, 0.015),
            StudyFigure.Of("batches of 100 ms: loss per share and jump sniped", batch.Loss),
            StudyFigure.Near("half-spread that breaks even, 1.5 investors a second", BreakEven(paths, seed), 0.02, 0.01),
        ];
    }

    // The maker's profit grows in a straight line with its half-spread; where the line of best fit crosses zero it breaks even.
    private static double BreakEven(int paths, ulong seed)
    {
        var (n, sumX, sumY, sumXx, sumXy) = (0.0, 0.0, 0.0, 0.0, 0.0);
        foreach (var ticks in (int[])[1, 2, 3, 4])
        {
            var text = ticks.ToString(CultureInfo.InvariantCulture);
            var profit = -SampleEvents(
                new LatencyRace(), [("half-spread-ticks", text), ("investors", "1.5")], paths, seed, Observe).Average(t => t.LossTicks);
            (n, sumX, sumY) = (n + 1, sumX + (0.01 * ticks), sumY + profit);
            (sumXx, sumXy) = (sumXx + (0.0001 * ticks * ticks), sumXy + (0.01 * ticks * profit));
        }

        var slope = ((n * sumXy) - (sumX * sumY)) / ((n * sumXx) - (sumX * sumX));
        return (sumX - (sumY / slope)) / n;
    }

    private static JumpingSignal Signal(MarketSimulation run)
    {
        var options = new OptionSet(new LatencyRace().Options);
        foreach (var (name, value) in run.World.Options)
        {
            options.Set(name, value);
        }

        return LatencyRace.SignalOf(options, run.Seed);
    }

    private static Outcome Race(int paths, ulong seed, params (string Name, string Value)[] settings)
    {
        var races = SampleEvents(new LatencyRace(), settings, paths, seed, Observe);
        var wins = new double[10];
        var (jumps, sniped, loss, lots) = (0, 0, 0.0, 0L);
        foreach (var race in races)
        {
            jumps += race.Jumps;
            sniped += race.Sniped;
            loss += race.LossTicks;
            lots += race.Lots;
            for (var i = 0; i < wins.Length; i++)
            {
                wins[i] += race.LotsBySniper[i];
            }
        }

        return new Outcome(jumps, (double)sniped / jumps, loss / 100 / Math.Max(1, lots), [.. wins.Select(w => w / Math.Max(1, lots))]);
    }

    // A jump is sniped if a sniper trades with the maker before the next one. What a trade costs the maker is counted against the
    // signal as it stands then: what its inventory gains and loses later is chance.
    private static Tally Observe(MarketSimulation run, IReadOnlyList<MarketEvent> events)
    {
        var signal = Signal(run);
        var maker = run.World.Participants[0].Account;
        var (next, last, sniped, loss, lots) = (0, -1, 0, 0.0, 0L);
        var bySniper = new long[10];
        foreach (var trade in events)
        {
            if (trade.Kind != EventKind.Traded || (trade.Account != maker && trade.CounterAccount != maker))
            {
                continue;
            }

            while (next < signal.Jumps.Count && signal.Jumps[next].At <= trade.Time)
            {
                next++;
            }

            sniped += next - 1 > last ? 1 : 0;
            last = next - 1;
            var sniper = trade.Account == maker ? trade.CounterAccount : trade.Account;
            var makersSide = trade.Account == maker ? trade.Side : trade.Side.Opposite();
            loss += makersSide.Sign() * (trade.Price.Ticks - signal.At(trade.Time)) * trade.Quantity.Lots;
            lots += trade.Quantity.Lots;
            if (sniper.Value - maker.Value <= bySniper.Length)
            {
                bySniper[sniper.Value - maker.Value - 1] += trade.Quantity.Lots;
            }
        }

        return new Tally(signal.Jumps.Count, sniped, loss, lots, bySniper);
    }

    private sealed record Tally(int Jumps, int Sniped, double LossTicks, long Lots, long[] LotsBySniper);

    private sealed record Outcome(int Jumps, double Fraction, double Loss, double[] Shares);
}
