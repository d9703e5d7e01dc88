using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Simulation;

/// <summary>What a seller by volume does to a market of makers with inventory limits, and what price bands and a look at the depth
/// change.</summary>
/// <remarks>Source: CFTC and SEC (2010); Kirilenko, Kyle, Samadi and Tuzun (2017). A fall of at least 5% in five minutes of which half
/// comes back in twenty, next to no depth, and makers who trade much and keep little; with bands no trade outside them, pauses of 300 s,
/// half of the fall, and a seller who gets at least 40% more of what he lost.</remarks>
public sealed class FlashCrashStudy : Study
{
    private static readonly SimTime Begin = SimTime.FromSeconds(600);
    private static readonly SimDuration Minute = SimDuration.FromMinutes(1);

    /// <inheritdoc/>
    public override string Name => "flash-crash";

    /// <inheritdoc/>
    public override string Summary => "Fall, return, depth and makers' trading in a flash crash, without and with price bands (6 May 2010).";

    /// <inheritdoc/>
    public override int UsualPaths => 10;

    /// <inheritdoc/>
    public override IReadOnlyList<StudyFigure> Run(int paths, ulong seed = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(paths, 2);
        var free = Crashes(paths, seed);
        var calm = Crashes(paths, seed, ("quantity", "1"));
        var banded = Crashes(paths, seed, ("band", "2"));
        var careful = Crashes(paths, seed, ("band", "2"), ("depth", "10"), ("reach", "2"));
        var pairs = free.Zip(banded, careful).ToList();
        return
        [
            AtLeast("free: fall in five minutes, %, median", Median(free.Select(c => c.FallInFive)) * 100, 5),
            AtLeast("free: part that comes back in twenty minutes, median", Median(free.Select(c => c.Return)), 0.5),
            AtMost("free: depth of the best five bids, % of before, median", Median(free.Select(c => c.Depth)) * 100, 10),
            AtLeast("free: makers' share of volume in the minute before the low, median", Median(free.Select(c => c.MakersShare)), 0.4),
            AtMost("free: makers' net change, % of their volume, median", Median(free.Select(c => c.MakersNet)) * 100, 5),
            AtLeast("free: part of runs in which all five hold", free.Count(IsFlashCrash) / (double)paths, 0.8),
            AtMost("without the seller: part of runs that fall 5% in five minutes", calm.Count(c => c.FallInFive >= 0.05) / (double)paths, 0.2),
            StudyFigure.Near("bands: trades outside", banded.Concat(careful).Sum(c => c.TradesOutside), 0, 0),
            AtLeast("bands: part of runs with a pause of 300 s", banded.Count(c => c.Pauses.Contains(300)) / (double)paths, 0.8),
            StudyFigure.Near("bands: shortest pause, s", banded.SelectMany(c => c.Pauses).DefaultIfEmpty(0).Min(), 300, 0),
            AtMost("bands: fall as a part of that without, median", Median(pairs.Select(c => c.Second.Fall / c.First.Fall)), 0.5),
            AtMost("bands: the naive seller's shortfall as a part, median", Median(pairs.Select(c => c.Second.Shortfall / c.First.Shortfall)), 0.6),
            AtMost("bands, careful seller: his shortfall as a part, median", Median(pairs.Select(c => c.Third.Shortfall / c.First.Shortfall)), 0.6),
            AtLeast("bands, careful seller: part that he sold, least", careful.Zip(free, (c, f) => c.Sold / (double)f.Sold).Min(), 1),
            AtLeast("bands: part of runs in which all of this holds", pairs.Count(c => IsControlled(c.First, c.Second, c.Third)) / (double)paths, 0.8),
        ];
    }

    /// <summary>Whether a run shows what was seen on 6 May 2010.</summary>
    public static bool IsFlashCrash(FlashCrashOutcome free)
    {
        ArgumentNullException.ThrowIfNull(free);
        return free is { FallInFive: >= 0.05, Return: >= 0.5, Depth: < 0.1, MakersShare: >= 0.4, MakersNet: <= 0.05 };
    }

    /// <summary>Whether bands halve the fall of a run, pause as they should, and spare the careful seller 40% of his shortfall.</summary>
    /// <param name="free">Without bands.</param>
    /// <param name="banded">With bands.</param>
    /// <param name="careful">With bands, and a seller who looks at the depth.</param>
    public static bool IsControlled(FlashCrashOutcome free, FlashCrashOutcome banded, FlashCrashOutcome careful)
    {
        ArgumentNullException.ThrowIfNull(free);
        ArgumentNullException.ThrowIfNull(banded);
        ArgumentNullException.ThrowIfNull(careful);
        return banded.TradesOutside == 0 && banded.Pauses.Contains(300) && banded.Fall <= free.Fall / 2
            && careful.Sold == free.Sold && careful.Shortfall <= 0.6 * free.Shortfall;
    }

    /// <summary>Runs the scenario and measures each run.</summary>
    /// <param name="paths">How many runs.</param>
    /// <param name="seed">Seed of the first.</param>
    /// <param name="settings">Parameters of the scenario that differ.</param>
    public static IReadOnlyList<FlashCrashOutcome> Crashes(int paths, ulong seed, params (string Name, string Value)[] settings)
        => SampleEvents(ScenarioCatalog.Find("flash-crash"), settings, paths, seed, Measure);

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }

    private static StudyFigure AtLeast(string name, double value, double low) => new(name, value, low, low, double.PositiveInfinity);

    private static StudyFigure AtMost(string name, double value, double high) => new(name, value, high, double.NegativeInfinity, high);

    private static FlashCrashOutcome Measure(MarketSimulation run, IReadOnlyList<MarketEvent> events)
    {
        var future = run.World.Instruments[0].Id;
        var makers = run.World.Participants.Where(p => p.Type == "makers").Select(p => p.Account).ToHashSet();
        var seller = run.World.Participants.First(p => p.Type == "seller").Account;
        var trades = events.Where(e => e.Kind == EventKind.Traded && e.Instrument == future).ToList();
        var before = trades.Where(t => t.Time >= Begin - Minute && t.Time < Begin).Select(t => t.Price.Ticks).DefaultIfEmpty(trades[0].Price.Ticks).Average();
        var low = trades.Where(t => t.Time >= Begin && t.Time <= Begin + (Minute * 25)).MinBy(t => t.Price.Ticks);
        var high = trades.Where(t => t.Time >= low.Time - (Minute * 5) && t.Time <= low.Time).Max(t => t.Price.Ticks);
        var after = trades.Where(t => t.Time >= low.Time && t.Time <= low.Time + (Minute * 20)).Max(t => t.Price.Ticks);
        var last = trades.Where(t => t.Time > low.Time - Minute && t.Time <= low.Time).ToList();
        var (volume, net) = Volume(last, makers);
        var (sold, proceeds) = (0L, 0.0);
        foreach (var trade in trades.Where(t => t.Account == seller || t.CounterAccount == seller))
        {
            (sold, proceeds) = (sold + trade.Quantity.Lots, proceeds + ((double)trade.Price.Ticks * trade.Quantity.Lots));
        }

        return new FlashCrashOutcome(
            1 - (low.Price.Ticks / before), 1 - ((double)low.Price.Ticks / high), (after - low.Price.Ticks) / (before - low.Price.Ticks),
            BidDepth.AtLow(events, future, Begin, low.Time), volume / (2.0 * last.Sum(t => t.Quantity.Lots)), Math.Abs(net) / (double)Math.Max(1, volume),
            Outside(events, future), Pauses(events, future), before - (proceeds / Math.Max(1, sold)), sold, low.Time);
    }

    // Both sides of a trade count: a share of one is a market of makers alone.
    private static (long Volume, long Net) Volume(List<MarketEvent> trades, HashSet<AccountId> accounts)
    {
        var (volume, net) = (0L, 0L);
        foreach (var trade in trades)
        {
            var taker = accounts.Contains(trade.Account) ? trade.Quantity.Lots : 0;
            var maker = accounts.Contains(trade.CounterAccount) ? trade.Quantity.Lots : 0;
            volume += taker + maker;
            net += trade.Side.Sign() * (taker - maker);
        }

        return (volume, net);
    }

    private static int Outside(IReadOnlyList<MarketEvent> events, InstrumentId future)
    {
        var (lower, upper, outside) = (default(Price), default(Price), 0);
        foreach (var item in events)
        {
            if (item.Instrument == future && item.Kind == EventKind.PriceLimits)
            {
                (lower, upper) = (item.Price, item.UpperPrice);
            }
            else if (item.Instrument == future && item.Kind == EventKind.Traded && (item.Flags & EventFlags.Auction) == 0 && upper != default)
            {
                outside += item.Price < lower || item.Price > upper ? 1 : 0;
            }
        }

        return outside;
    }

    // From the pause to the next continuous trading.
    private static List<double> Pauses(IReadOnlyList<MarketEvent> events, InstrumentId future)
        => [.. events.Where(e => e.Kind == EventKind.Paused && e.Instrument == future).Select(e => (e.Until - e.Time).ToSeconds())];
}

/// <summary>What one run of the flash crash was like.</summary>
/// <param name="Fall">From the mean of the minute before the seller began to the low, as a part of it.</param>
/// <param name="FallInFive">From the highest trade of the five minutes before the low.</param>
/// <param name="Return">The part of the fall that came back within twenty minutes of the low.</param>
/// <param name="Depth">Lots at the best five bid prices in the five minutes before the low, at the least, as a part of the mean before.</param>
/// <param name="MakersShare">The makers' share of both sides of the volume in the minute before the low.</param>
/// <param name="MakersNet">How much their position changed meanwhile, as a part of what they traded.</param>
/// <param name="TradesOutside">Trades outside of the price limits.</param>
/// <param name="Pauses">How long trading paused, in seconds.</param>
/// <param name="Shortfall">What the seller got less than before he began, in price units a future.</param>
/// <param name="Sold">How many he sold.</param>
/// <param name="LowAt">When the low was.</param>
public sealed record FlashCrashOutcome(
    double Fall, double FallInFive, double Return, double Depth, double MakersShare, double MakersNet, int TradesOutside,
    IReadOnlyList<double> Pauses, double Shortfall, long Sold, SimTime LowAt);
