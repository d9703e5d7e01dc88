using MarketSim.Core;

namespace MarketSim.Analysis;

/// <summary>A number that was estimated, with its standard error.</summary>
/// <param name="Name">What it is, in kebab case.</param>
/// <param name="Value">The number.</param>
/// <param name="Error">Its standard error; not-a-number where there is none.</param>
/// <param name="Unit">Its unit.</param>
public sealed record Estimate(string Name, double Value, double Error, string Unit);

/// <summary>What describes an order flow: rates, distances, lives, sizes, Hawkes parameters, spread and volatility.</summary>
/// <remarks>Rates at distances are those of zero intelligence (Daniels, Farmer et al. 2003). Standard errors of rates come from how counts
/// vary from one tenth of the observation to the next: arrivals are bunched, so that the square root of a count would be too small.</remarks>
public sealed class FlowCalibration
{
    private const int Parts = 10;
    private const int FewestOrders = 200;

    private FlowCalibration(FlowSample sample) => Sample = sample;

    /// <summary>What it was worked out from.</summary>
    public FlowSample Sample { get; }

    /// <summary>Length of the observation in seconds.</summary>
    public double Seconds { get; private init; }

    /// <summary>Price units of one step of displayed prices.</summary>
    public long Tick => Sample.Tick;

    /// <summary>Market orders as a Hawkes process.</summary>
    public HawkesFit Market { get; private init; } = null!;

    /// <summary>Limit orders as a Hawkes process.</summary>
    public HawkesFit Limit { get; private init; } = null!;

    /// <summary>Sizes of market orders.</summary>
    public SizeFit MarketSizes { get; private init; } = null!;

    /// <summary>Sizes of limit orders.</summary>
    public SizeFit LimitSizes { get; private init; } = null!;

    /// <summary>Mean spread in ticks, over time.</summary>
    public double MeanSpread { get; private init; }

    /// <summary>Volatility of a year of 252 days of 6.5 hours, from returns over a minute.</summary>
    public double Volatility { get; private init; }

    /// <summary>Volatility of the same from returns over five minutes, begun at each second.</summary>
    public double SlowVolatility { get; private init; }

    /// <summary>The mid at the beginning and at the end, in price units.</summary>
    public (double First, double Last) Mids { get; private init; }

    /// <summary>All numbers in reading order.</summary>
    public IReadOnlyList<Estimate> Estimates { get; private init; } = [];

    /// <summary>Distances from the best price of the own side that rates are told for, in ticks: from and to.</summary>
    public static IReadOnlyList<(string Name, long From, long To)> Buckets { get; } =
    [
        ("inside", long.MinValue, -1), ("best", 0, 0), ("1", 1, 1), ("2-5", 2, 5), ("6-20", 6, 20), ("21-100", 21, 100), ("beyond", 101, long.MaxValue),
    ];

    /// <summary>Works everything out.</summary>
    /// <param name="sample">After its pass.</param>
    /// <exception cref="ArgumentException">There is too little order flow.</exception>
    public static FlowCalibration Of(FlowSample sample)
    {
        ArgumentNullException.ThrowIfNull(sample);
        var markets = sample.MarketLots.Count;
        var limits = sample.Placements.Count;
        if (sample.Observed is null || markets < 50 || limits < FewestOrders || sample.Lives.Count == 0)
        {
            throw new ArgumentException(
                $"Calibration needs single orders: {FewestOrders} limit orders and 50 market orders; there are {limits} and {markets}.");
        }

        var seconds = sample.Observed.Window.Seconds;
        var touches = sample.Observed.Samples;
        double[] spreads = [.. touches.Every(1, touch => touch.Spread / sample.Tick).Where(double.IsFinite)];
        double[] mids = [.. touches.Every(1, touch => touch.Mid).Where(double.IsFinite)];
        var year = Math.Sqrt(252 * 23_400.0);
        var minutes = touches.KnownReturns(60);
        var logs = touches.LogMids(1);
        double[] slow = [.. Enumerable.Range(0, Math.Max(0, logs.Length - 300)).Select(i => logs[i + 300] - logs[i]).Where(double.IsFinite)];
        var minute = minutes.Length > 0 ? Math.Sqrt(minutes.Average(r => r * r) / 60) : double.NaN;
        var result = new FlowCalibration(sample)
        {
            Seconds = seconds,
            Market = HawkesFit.Of(sample.Arrivals, ofMarket: true, seconds), Limit = HawkesFit.Of(sample.Arrivals, ofMarket: false, seconds),
            MarketSizes = SizeFit.Of(sample.MarketLots), LimitSizes = SizeFit.Of([.. sample.Placements.Select(p => p.Lots)]),
            MeanSpread = spreads.Length > 0 ? spreads.Average() : double.NaN,
            Volatility = minute * year,
            SlowVolatility = (slow.Length > 0 ? Math.Sqrt(slow.Average(r => r * r) / 300) : minute) * year,
            Mids = mids.Length > 0 ? (mids[0], mids[^1]) : (double.NaN, double.NaN),
        };
        return new FlowCalibration(sample)
        {
            Seconds = seconds, Market = result.Market, Limit = result.Limit, MarketSizes = result.MarketSizes, LimitSizes = result.LimitSizes,
            MeanSpread = result.MeanSpread, Volatility = result.Volatility, SlowVolatility = result.SlowVolatility, Mids = result.Mids,
            Estimates = [.. result.All(spreads, minutes.Length)],
        };
    }

    /// <summary>The rate of limit orders or cancellations at a distance, of both sides together, a second.</summary>
    public double RateAt(bool isCancel, (string Name, long From, long To) bucket)
        => (isCancel ? Sample.Cancels.Count(c => Lies(c.Distance, bucket)) : Sample.Placements.Count(p => Lies(p.Distance, bucket))) / Seconds;

    private IEnumerable<Estimate> All(double[] spreads, int minutes)
    {
        var arrivals = Sample.Arrivals;
        yield return Rate("market-rate", arrivals.Where(a => a.IsMarket).Select(a => a.Seconds));
        yield return Rate("market-rate-buy", arrivals.Where(a => a.IsMarket && a.Side == Side.Buy).Select(a => a.Seconds));
        yield return Rate("market-rate-sell", arrivals.Where(a => a.IsMarket && a.Side == Side.Sell).Select(a => a.Seconds));
        yield return Rate("limit-rate", arrivals.Where(a => !a.IsMarket).Select(a => a.Seconds));
        yield return Rate("limit-rate-buy", arrivals.Where(a => !a.IsMarket && a.Side == Side.Buy).Select(a => a.Seconds));
        yield return Rate("limit-rate-sell", arrivals.Where(a => !a.IsMarket && a.Side == Side.Sell).Select(a => a.Seconds));
        yield return Rate("cancel-rate", Sample.Cancels.Select(c => c.Seconds));
        yield return Rate("cancel-rate-buy", Sample.Cancels.Where(c => c.Side == Side.Buy).Select(c => c.Seconds));
        yield return Rate("cancel-rate-sell", Sample.Cancels.Where(c => c.Side == Side.Sell).Select(c => c.Seconds));
        foreach (var bucket in Buckets)
        {
            var count = Sample.Placements.Count(p => Lies(p.Distance, bucket));
            yield return new Estimate($"limit-rate-at-{bucket.Name}", count / Seconds, Math.Sqrt(count) / Seconds, "per second");
            count = Sample.Cancels.Count(c => Lies(c.Distance, bucket));
            yield return new Estimate($"cancel-rate-at-{bucket.Name}", count / Seconds, Math.Sqrt(count) / Seconds, "per second");
        }

        foreach (var (name, fit) in new[] { ("market", Market), ("limit", Limit) })
        {
            string[] sources = ["market-same", "market-other", "limit-same", "limit-other"];
            yield return new Estimate($"{name}-base", fit.Base, fit.BaseError, "per second and side");
            for (var i = 0; i < sources.Length; i++)
            {
                yield return new Estimate($"{name}-after-{sources[i]}", fit.Branching[i], fit.BranchingErrors[i], "orders an order");
            }

            yield return new Estimate($"{name}-decay", fit.Decay, fit.DecayError, "per second");
        }

        yield return new Estimate("branching-ratio", HawkesFit.BranchingRatio(Market, Limit), double.NaN, "");
        foreach (var (name, fit) in new[] { ("market", MarketSizes), ("limit", LimitSizes) })
        {
            yield return new Estimate($"{name}-size-mu", fit.Mu, fit.MuError, "log lots");
            yield return new Estimate($"{name}-size-sigma", fit.Sigma, fit.SigmaError, "log lots");
            yield return new Estimate($"{name}-size-tail", fit.Tail, fit.TailError, "exponent");
        }

        var far = SizeFit.Of([.. Sample.Placements.Where(p => p.Distance > 0).Select(p => p.Distance / Tick).Append(1)
            .Concat(Enumerable.Repeat(1L, 20))]);
        yield return new Estimate("distance-tail", far.Tail, far.TailError, "exponent");
        var cancelled = Sample.Lives.Where(life => life.IsCancelled).Select(life => life.Seconds).Order().ToArray();
        if (cancelled.Length > 0)
        {
            yield return new Estimate("cancelled-life-median", cancelled[cancelled.Length / 2], MedianError(cancelled), "seconds");
        }

        yield return new Estimate("spread", MeanSpread, Spread(spreads), "ticks");
        yield return new Estimate("volatility-day", Volatility / Math.Sqrt(252), Volatility / Math.Sqrt(252 * 2.0 * minutes), "of the price");
        yield return new Estimate("volatility-year", Volatility, Volatility / Math.Sqrt(2.0 * minutes), "of the price");
    }

    private bool Lies(long distance, (string Name, long From, long To) bucket)
    {
        // In whole ticks, rounded away from the best price.
        var ticks = distance >= 0 ? (distance + Tick - 1) / Tick : -((-distance + Tick - 1) / Tick);
        return ticks >= bucket.From && ticks <= bucket.To;
    }

    private Estimate Rate(string name, IEnumerable<double> times)
    {
        var counts = new double[Parts];
        foreach (var time in times)
        {
            counts[Math.Clamp((int)(time / Seconds * Parts), 0, Parts - 1)]++;
        }

        var mean = counts.Average();
        var deviation = Math.Sqrt(counts.Sum(c => (c - mean) * (c - mean)) / (Parts - 1));
        return new Estimate(name, mean * Parts / Seconds, deviation * Math.Sqrt(Parts) / Seconds, "per second");
    }

    // Of means over tenths, because neighbouring looks are alike.
    private static double Spread(double[] spreads)
    {
        var size = spreads.Length / Parts;
        if (size == 0)
        {
            return double.NaN;
        }

        double[] means = [.. spreads.Take(size * Parts).Chunk(size).Select(part => part.Average())];
        var mean = means.Average();
        return Math.Sqrt(means.Sum(m => (m - mean) * (m - mean)) / (Parts - 1) / Parts);
    }

    // Half the distance between the order statistics one standard deviation of the count to both sides.
    private static double MedianError(double[] sorted)
    {
        var step = (int)Math.Ceiling(Math.Sqrt(sorted.Length) / 2);
        var (low, high) = (Math.Max(0, (sorted.Length / 2) - step), Math.Min(sorted.Length - 1, (sorted.Length / 2) + step));
        return (sorted[high] - sorted[low]) / 2;
    }
}
