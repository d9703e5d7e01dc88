using System.Globalization;
using MarketSim.Core;
using MarketSim.Market;
using MarketSim.Simulation;
using MarketSim.Strategies;

namespace MarketSim.Tests.Unit;

/// <summary>Strategies that know the future are found, and those that do not are left in peace.</summary>
public sealed class LookaheadTests
{
    private const int Count = 4000;

    private static readonly BarRow[] Rows = SyntheticBars.Make(Count, seed: 21);

    public static TheoryData<string> Cheats() => ["file-by-date", "file-by-index", "static-memory", "kept-array", "known-dates", "centred-average"];

    public static TheoryData<string> Honest() => ["sma-cross", "rsi", "breakout", "buy-and-hold", "weekdays", "noise", "limits"];

    [Theory]
    [MemberData(nameof(Cheats))]
    public void AStrategyThatKnowsTheFutureIsCaught(string name)
    {
        var folder = Directory.CreateTempSubdirectory("lookahead").FullName;
        try
        {
            var file = Path.Combine(folder, "bars.csv");
            File.WriteAllText(file, SyntheticBars.Csv(Rows));
            StaticMemory.Kept.Clear();
            var findings = LookaheadCheck.Run(Setup(Create(name, file)), SyntheticBars.Memory(Rows));
            Assert.True(findings.Any(f => !f.IsPassed), string.Join('\n', findings));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [MemberData(nameof(Honest))]
    public void AnHonestStrategyIsCleared(string name)
    {
        foreach (var rows in (BarRow[][])[Rows, Trending(), Daily()])
        {
            var findings = LookaheadCheck.Run(Setup(Create(name, "")), SyntheticBars.Memory(rows));
            Assert.True(findings.All(f => f.IsPassed), string.Join('\n', findings));
        }
    }

    private static BacktestSetup Setup(Func<StrategySetting, IStrategy> create) => new() { Strategy = "test", Create = create };

    private static Func<StrategySetting, IStrategy> Create(string name, string file) => name switch
    {
        "file-by-date" => s => new Oracle(s.Instrument, FromFile(file), (known, bar, _) => known.ByTime(bar, 1) - known.ByTime(bar, 0)),
        "file-by-index" => s => new Oracle(s.Instrument, FromFile(file), (known, bar, i) => known.ByIndex(i + 1) - bar.Close.Ticks),
        "static-memory" => s => new StaticMemory(s.Instrument),
        "kept-array" => s => new Oracle(s.Instrument, new Known(Rows), (known, bar, i) => known.ByIndex(i + 5) < known.ByIndex(i) - 12 ? -1 : known.ByIndex(i + 5) - known.ByIndex(i)),
        "known-dates" => s => new Oracle(s.Instrument, new Known(Rows), (known, bar, i) => known.IsGreatRise(i) ? 1 : -1),
        "centred-average" => s => new Oracle(s.Instrument, new Known(Rows), (known, bar, i) => known.Mean(i - 10, i + 10) - known.Mean(i - 20, i)),
        "weekdays" => s => new Weekdays(s.Instrument),
        "limits" => s => new Dips(s.Instrument),
        "noise" => s => new NoiseTakes(s.Instrument),
        _ => s => StrategyCatalog.All.Find(name).Value.CreateUsual(s),
    };

    private static Known FromFile(string file) => new([.. File.ReadLines(file).Skip(1).Select(line =>
    {
        var fields = line.Split(',');
        var time = DateTime.Parse(fields[0], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);
        return new BarRow { Time = (time - DateTime.UnixEpoch).Ticks * 100, Close = (long)(decimal.Parse(fields[4], CultureInfo.InvariantCulture) * 100) };
    })]);

    // A market in which every move is likely to be followed by another of the same kind: an honest trend follower has a real edge.
    private static BarRow[] Trending()
    {
        var rows = SyntheticBars.Make(Count, seed: 22);
        var random = new Rng(22, "trend");
        var (close, move) = (10_000L, 5L);
        foreach (ref var row in rows.AsSpan())
        {
            move = random.Chance(0.1) ? -move : move;
            row.Open = close;
            close = Math.Max(1000, close + move);
            (row.Close, row.High, row.Low) = (close, Math.Max(close, row.Open) + 1, Math.Min(close, row.Open) - 1);
        }

        return rows;
    }

    private static BarRow[] Daily()
    {
        var rows = SyntheticBars.Make(Count, seed: 23);
        for (var i = 0; i < rows.Length; i++)
        {
            rows[i].Time = (14_613 + (i / 5 * 7) + (i % 5)) * SyntheticBars.Day;
        }

        return rows;
    }

    /// <summary>Closes that a strategy has from elsewhere.</summary>
    private sealed class Known(BarRow[] rows)
    {
        private readonly Dictionary<long, int> _places = rows.Select((row, i) => (row.Time, i)).ToDictionary(p => p.Time, p => p.i);

        public long ByIndex(int index) => rows[Math.Clamp(index, 0, rows.Length - 1)].Close;

        public long ByTime(Bar bar, int later)
            => _places.TryGetValue(rows[0].Time / SyntheticBars.Day * SyntheticBars.Day + bar.Time.Nanoseconds, out var place) ? ByIndex(place + later) : 0;

        public bool IsGreatRise(int index) => ByIndex(index + 1) - ByIndex(index) >= 8;

        public double Mean(int from, int to) => Enumerable.Range(from, to - from + 1).Average(ByIndex);
    }

    private sealed class Oracle(InstrumentId instrument, Known known, OracleSign sign) : IStrategy
    {
        private int _count;

        public FeedKind Feed => FeedKind.Bars;

        public void OnBar(in Bar bar, MarketView view, OrderPad orders)
            => Turn(instrument, Math.Sign(sign(known, bar, _count++)), view, orders);
    }

    private delegate double OracleSign(Known known, Bar bar, int index);

    private sealed class StaticMemory(InstrumentId instrument) : IStrategy
    {
        public static readonly List<long> Kept = [];

        private int _count;

        public FeedKind Feed => FeedKind.Bars;

        public void OnBar(in Bar bar, MarketView view, OrderPad orders)
        {
            if (_count + 1 < Kept.Count)
            {
                Turn(instrument, Math.Sign(Kept[_count + 1] - Kept[_count]), view, orders);
            }
            else if (_count == Kept.Count)
            {
                Kept.Add(bar.Close.Ticks);
            }

            _count++;
        }
    }

    private sealed class Weekdays(InstrumentId instrument) : IStrategy
    {
        public FeedKind Feed => FeedKind.Bars;

        public void OnBar(in Bar bar, MarketView view, OrderPad orders)
            => Turn(instrument, bar.Time.Nanoseconds / SyntheticBars.Day % 7 < 2 ? 1 : -1, view, orders);
    }

    private sealed class Dips(InstrumentId instrument) : IStrategy
    {
        public FeedKind Feed => FeedKind.Bars;

        public void OnBar(in Bar bar, MarketView view, OrderPad orders)
        {
            orders.CancelAll(instrument);
            var held = view.Position(instrument);
            var side = held.IsZero ? Side.Buy : Side.Sell;
            orders.Limit(instrument, side, bar.Close - (side.Sign() * 5), held.IsZero ? new Quantity(100) : held, TimeInForce.Gtc);
        }
    }

    private sealed class NoiseTakes(InstrumentId instrument) : IStrategy
    {
        public FeedKind Feed => FeedKind.Bars;

        public void OnBar(in Bar bar, MarketView view, OrderPad orders) => Turn(instrument, view.Random.Chance(0.5) ? 1 : -1, view, orders);
    }

    private static void Turn(InstrumentId instrument, int sign, MarketView view, OrderPad orders)
    {
        var held = view.Position(instrument);
        if (sign > 0 && held.IsZero)
        {
            orders.Market(instrument, Side.Buy, new Quantity(10));
        }
        else if (sign < 0 && !held.IsZero)
        {
            orders.Market(instrument, Side.Sell, held);
        }
    }
}
