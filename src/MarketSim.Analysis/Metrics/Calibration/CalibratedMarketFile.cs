using System.Globalization;
using System.Text;

namespace MarketSim.Analysis;

/// <summary>Writes a calibration as a market file: a strategy <c>fitted-flow</c> and a value of the recording's volatility.</summary>
public static class CalibratedMarketFile
{
    private const int TableSize = 24;
    private const int SpreadClasses = 6;
    private const double ShortestProfile = 3 * 3600;

    /// <summary>The text of the market file.</summary>
    /// <param name="calibration">What was found.</param>
    /// <param name="symbol">What the instrument is called.</param>
    /// <param name="source">What it was found in, for the summary.</param>
    /// <param name="priceDecimals">A price unit of the recording is 10 to the minus this.</param>
    /// <param name="tuning">What no recording shows directly, as simulation has found it; a first guess if null.</param>
    public static string Write(FlowCalibration calibration, string symbol, string source, int priceDecimals, FlowTuning? tuning = null)
    {
        ArgumentNullException.ThrowIfNull(calibration);
        var sample = calibration.Sample;
        var tick = (decimal)calibration.Tick / (decimal)Math.Pow(10, priceDecimals);
        var price = Math.Round(calibration.Mids.First / calibration.Tick) * (double)tick;
        var length = (long)Math.Round(tuning is { IsTrial: true } ? Math.Min(calibration.Seconds, FlowTuning.TrialSeconds) : calibration.Seconds);
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $$"""
            # Written by marketsim calibrate from {{source}}: {{Math.Round(calibration.Seconds)}} seconds, {{sample.Placements.Count}} limit orders, {{sample.MarketLots.Count}} market orders.
            summary: {{symbol}} as recorded in {{source}}.
            instruments:
              {{symbol}}:
                price: {{Plain(price)}}
                tick: {{tick.ToString(CultureInfo.InvariantCulture)}}
                value: {model: geometric, volatility: {{Short(calibration.SlowVolatility * (tuning?.ValueScale ?? 1))}}}
            duration: {{length}}s
            latency: constant:1us
            agents:
              fitted-flow:
                cash: 1_000_000m
                shares: 1_000_000_000
                settings:

            """);
        foreach (var (name, value) in Settings(calibration, tuning ?? FlowTuning.None(calibration)))
        {
            text.Append(CultureInfo.InvariantCulture, $"      {name}: {value}\n");
        }

        return text.ToString().ReplaceLineEndings("\n");
    }

    private static IEnumerable<(string Name, string Value)> Settings(FlowCalibration calibration, FlowTuning tuning)
    {
        var sample = calibration.Sample;
        var tick = (double)calibration.Tick;
        yield return ("market-base", Short(calibration.Market.Base));
        yield return ("market-branching", Join(calibration.Market.Branching));
        yield return ("market-decay", Short(calibration.Market.Decay));
        yield return ("limit-base", Short(calibration.Limit.Base));
        yield return ("limit-branching", Join(calibration.Limit.Branching));
        yield return ("limit-decay", Short(calibration.Limit.Decay));
        yield return ("market-sizes", Sizes(calibration.MarketSizes));
        yield return ("limit-sizes", Sizes(calibration.LimitSizes));

        double[] spreads = [.. sample.Placements.Select(p => p.Spread / tick).Order()];
        double[] edges = [.. Enumerable.Range(1, SpreadClasses - 1).Select(i => spreads[spreads.Length * i / SpreadClasses]).Distinct()];
        yield return ("spread-edges", Join(edges));
        yield return ("inside-chances", Join([.. Enumerable.Range(0, edges.Length + 1).Select(i => Math.Min(0.95, tuning.InsideScale * Inside(sample, tick, edges, i)))]));
        var outside = sample.Placements.Where(p => p.Distance >= 0).ToList();
        yield return ("touch-chance", Short(outside.Count == 0 ? 0 : (double)outside.Count(p => p.Distance == 0) / outside.Count));
        yield return ("inside-depths", Table([.. sample.Placements.Where(p => p.Distance < 0).Select(p => (double)-p.Distance / p.Spread)], "0.5"));
        yield return ("distances", Table([.. outside.Where(p => p.Distance > 0).Select(p => p.Distance / tick)], "1"));
        double[] middles = [.. Enumerable.Range(0, TableSize).Select(i => (i + 0.5) / TableSize)];
        foreach (var (name, from, to) in new[] { ("inside", -1e18, -1e-9), ("touch", 0, 0), ("close", 1e-9, 5), ("far", 5, 1e18) })
        {
            var lives = sample.Lives.Where(life => life.Distance / tick >= from && life.Distance / tick <= to);
            yield return ($"{name}-lives", Join(LifeCurve.Quantiles(lives, middles)));
        }

        yield return ("profile", tuning.IsTrial ? "1" : Join(Profile(calibration)));
        yield return ("session", string.Create(CultureInfo.InvariantCulture, $"{(long)Math.Round(calibration.Seconds)}s"));
        yield return ("pull-ticks", Short(tuning.PullTicks));
        yield return ("start-half-spread", Math.Max(1, (long)Math.Round(calibration.MeanSpread / 2)).ToString(CultureInfo.InvariantCulture));
    }

    private static double Inside(FlowSample sample, double tick, double[] edges, int place)
    {
        var (low, high) = (place == 0 ? 0 : edges[place - 1], place == edges.Length ? double.MaxValue : edges[place]);
        var (all, inside) = (0, 0);
        foreach (var placement in sample.Placements)
        {
            var spread = placement.Spread / tick;
            if (spread > low && spread <= high)
            {
                all++;
                inside += placement.Distance < 0 ? 1 : 0;
            }
        }

        return all == 0 ? 0 : (double)inside / all;
    }

    // Recordings of hours have a day in them; those of minutes have but chance.
    private static double[] Profile(FlowCalibration calibration)
    {
        if (calibration.Seconds < ShortestProfile)
        {
            return [1];
        }

        var parts = (int)(calibration.Seconds / 1800);
        var counts = new double[parts];
        foreach (var arrival in calibration.Sample.Arrivals)
        {
            counts[Math.Clamp((int)(arrival.Seconds / calibration.Seconds * parts), 0, parts - 1)]++;
        }

        var mean = counts.Average();
        return [.. counts.Select(count => count / mean)];
    }

    private static string Table(double[] values, string none)
    {
        Array.Sort(values);
        return values.Length == 0 ? none
            : Join([.. Enumerable.Range(0, TableSize).Select(i => values[(int)((i + 0.5) / TableSize * values.Length)])]);
    }

    private static string Sizes(SizeFit fit)
        => Join([fit.Typical, fit.TypicalShare, fit.Mu, fit.Sigma, Math.Max(1, fit.TailFrom), fit.Tail]);

    private static string Join(IReadOnlyList<double> numbers) => string.Join(' ', numbers.Select(Short));

    private static string Plain(double number) => Math.Round(number, 8).ToString("0.########", CultureInfo.InvariantCulture);

    private static string Short(double number) => number == 0 || Math.Abs(number) >= 1e-3
        ? number.ToString("0.######", CultureInfo.InvariantCulture) : number.ToString("0.##########", CultureInfo.InvariantCulture);
}
