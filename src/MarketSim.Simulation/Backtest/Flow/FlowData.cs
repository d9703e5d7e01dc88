using System.Numerics;
using MarketSim.Core;

namespace MarketSim.Simulation;

/// <summary>One instrument of a back-test over order flow, as its data describe it.</summary>
/// <param name="File">Where it comes from.</param>
/// <param name="Scan">What a first reading has learnt.</param>
/// <param name="Instrument">The instrument that stands for it: its price unit is the recorded tick.</param>
public sealed record FlowSeries(FlowFile File, FlowScan Scan, Instrument Instrument)
{
    /// <summary>Price units of the recording in a tick.</summary>
    public long Tick => Scan.PriceStep;

    /// <summary>How much the data tell of the book.</summary>
    public FlowDepth Depth => Scan.Depth;

    /// <summary>The first price, in ticks.</summary>
    public long FirstTick => Math.Max(1, Scan.FirstPrice / Scan.PriceStep);

    /// <summary>The least time from happening to receipt by the recording's two clocks; zero where it does not tell.</summary>
    public long LeastDelay => Scan.HasDelays ? Scan.LeastDelay : 0;
}

/// <summary>The data of a back-test over order flow: one instrument or several, merged by time.</summary>
/// <remarks>Each file is read twice: once to learn its tick, depth and span, and again as the back-test goes on. Memory does not grow with
/// its length.</remarks>
public sealed class FlowData
{
    private FlowData(IReadOnlyList<FlowSeries> series) => Series = series;

    /// <summary>The instruments.</summary>
    public IReadOnlyList<FlowSeries> Series { get; }

    /// <summary>How many messages there are in all.</summary>
    public long Messages => Series.Sum(series => series.Scan.Messages);

    /// <summary>The first instant, in nanoseconds since 1970.</summary>
    public long First => Series.Min(series => series.Scan.First);

    /// <summary>The last.</summary>
    public long Last => Series.Max(series => series.Scan.Last);

    /// <summary>The midnight before the first: where simulated time is zero.</summary>
    public long Origin => First - (((First % NanosecondsPerDay) + NanosecondsPerDay) % NanosecondsPerDay);

    private const long NanosecondsPerDay = 86_400_000_000_000;

    /// <summary>Opens and scans.</summary>
    /// <param name="given">Files and folders, each perhaps as <c>SYMBOL=PATH</c>; several of one symbol belong together.</param>
    /// <param name="currencyDecimals">Decimals of the currency that accounts are kept in.</param>
    /// <exception cref="ArgumentException">One holds nothing, or cannot be told from another.</exception>
    public static FlowData Open(IReadOnlyList<string> given, int currencyDecimals = 2)
    {
        ArgumentNullException.ThrowIfNull(given);
        var groups = new List<(string? Symbol, string Name, List<string> Paths)>();
        foreach (var each in given)
        {
            var (symbol, path) = BarFiles.Split(each);
            if (!Path.Exists(path))
            {
                throw new FileNotFoundException($"There is no file or folder '{path}'.");
            }

            var name = symbol ?? RecordedInstrument.SymbolOf(path);
            var group = groups.Find(known => known.Name == name && File.Exists(path));
            if (group.Paths is null)
            {
                groups.Add((symbol, name, [path]));
            }
            else
            {
                group.Paths.Add(path);
            }
        }

        return new FlowData([.. groups.Select((group, i) => Describe(FlowFile.Open(group.Paths, group.Symbol), i, currencyDecimals))]);
    }

    /// <summary>All that happened, in the order of time; <see cref="RecordedMessage.Instrument"/> is the number of the series.</summary>
    internal IEnumerable<RecordedMessage> Read()
        => Series.Count == 1 ? Read(0) : FlowMerge.ByTime([.. Series.Select((_, i) => Read(i))]);

    // A recording that is stamped at its receipt is set back to when things happened.
    private IEnumerable<RecordedMessage> Read(int number)
    {
        var series = Series[number];
        var last = long.MinValue;
        foreach (var message in series.File.Read())
        {
            var late = series.File.IsStampedAtReceipt && (message.Flags & RecordedFlags.HasDelay) != 0 ? message.Delay - series.LeastDelay : 0;
            last = Math.Max(last, message.Timestamp - late);
            yield return message with { Timestamp = last, Instrument = number };
        }
    }

    private static FlowSeries Describe(FlowFile file, int number, int currencyDecimals)
    {
        var scan = FlowScan.Of(file);
        var (steps, decimals) = (scan.PriceStep, file.Units.PriceDecimals);
        while (steps % 10 == 0 && decimals > 0)
        {
            (steps, decimals) = (steps / 10, decimals - 1);
        }

        // One tick times one lot in minor units, as a fraction.
        var numerator = (BigInteger)scan.PriceStep * BigInteger.Pow(10, currencyDecimals);
        var denominator = BigInteger.Pow(10, file.Units.PriceDecimals + file.Units.QuantityDecimals);
        var common = BigInteger.GreatestCommonDivisor(numerator, denominator);
        return new FlowSeries(file, scan, new Equity
        {
            Id = new InstrumentId(number), Symbol = file.Symbol, Base = new AssetId(number + 1), Quote = new AssetId(0), PriceDecimals = decimals,
            PriceUnitSteps = checked((int)steps), QuantityDecimals = file.Units.QuantityDecimals, TickValueNumerator = (long)(numerator / common),
            TickValueDenominator = (long)(denominator / common), MaxOrder = new Quantity(1L << 50), MaxPrice = new Price(1L << 52),
        });
    }
}
