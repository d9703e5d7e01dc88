using MarketSim.Core;

namespace MarketSim.Tests.Unit;

/// <summary>A made-up trading day in two shares, as events: makers around a wandering value, noise, and traders
/// who know the value. It matches orders with a small book of its own, so every log is consistent; its prices
/// prove nothing.</summary>
internal sealed class SyntheticDay(ulong seed, SimDuration duration, double ordersPerSecond = 20)
{
    public static readonly AssetId Cash = new(0);

    public static IReadOnlyList<Instrument> Instruments { get; } =
    [
        new Equity { Id = new(0), Symbol = "ALPHA", Base = new(1), Quote = Cash },
        new Equity { Id = new(1), Symbol = "BETA", Base = new(2), Quote = Cash },
    ];

    public static IReadOnlyDictionary<AccountId, string> Types { get; } = Enumerable.Range(1, 20).ToDictionary(
        account => new AccountId(account),
        account => account switch { 1 => "venue fees", <= 4 => "market maker", <= 8 => "value", <= 12 => "momentum", _ => "noise" });

    private readonly Rng _rng = new(seed, "synthetic day");
    private readonly SyntheticBook[] _books = [new(new(0)), new(new(1))];
    private readonly double[] _values = [10_000, 2_500];
    private readonly Queue<ulong>[,] _ladders = new Queue<ulong>[2, 21];
    private readonly List<MarketEvent> _pending = [];
    private ulong _lastOrder;
    private long _sequence;
    private SimTime _now;

    public SimTime End => SimTime.Zero + duration;

    public IEnumerable<MarketEvent> Events
    {
        get
        {
            for (var account = 2; account <= 20; account++)
            {
                Deposit(account, asset: 0, 50_000_000);
                Deposit(account, asset: 1, 5_000);
                Deposit(account, asset: 2, 20_000);
            }

            while (true)
            {
                foreach (var item in _pending)
                {
                    yield return item with { Sequence = ++_sequence, Time = _now };
                }

                _pending.Clear();
                _now += SimDuration.FromSeconds(-Math.Log(1 - _rng.NextDouble()) / (ordersPerSecond * Busyness));
                if (_now >= End)
                {
                    yield break;
                }

                Act((int)_rng.Below(2));
            }
        }
    }

    // Busy at the open and at the close.
    private double Busyness
    {
        get
        {
            var x = (_now.ToSeconds() / duration.ToSeconds()) - 0.5;
            return 0.5 + (6 * x * x);
        }
    }

    private void Act(int instrument)
    {
        var book = _books[instrument];
        _values[instrument] += Gauss() * _values[instrument] * 0.00025 * Math.Sqrt(20 / ordersPerSecond);
        var value = (long)_values[instrument];
        var roll = _rng.NextDouble();
        if (roll < 0.45 || book.Best(Side.Buy) is null || book.Best(Side.Sell) is null)
        {
            Requote(book, instrument, account: (int)_rng.Between(2, 4), value);
        }
        else if (roll < 0.75)
        {
            var side = RandomSide();
            var away = (long)(-Math.Log(1 - _rng.NextDouble()) * 12);
            var touch = book.Best(side)!.Value;
            Place(book, instrument, (int)_rng.Between(13, 20), side, touch - (side.Sign() * (away - 1)), Size());
        }
        else if (roll < 0.88)
        {
            Place(book, instrument, (int)_rng.Between(9, 20), RandomSide(), limit: null, Size());
        }
        else
        {
            var middle = (book.Best(Side.Buy)!.Value + book.Best(Side.Sell)!.Value) / 2;
            Place(book, instrument, (int)_rng.Between(5, 8), value > middle ? Side.Buy : Side.Sell, value, Size());
        }
    }

    private void Requote(SyntheticBook book, int instrument, int account, long value)
    {
        var ladder = _ladders[instrument, account] ??= new();
        while (ladder.TryDequeue(out var old))
        {
            book.Cancel(old, _pending);
        }

        var skew = (long)(Gauss() * 1.5);
        for (var step = 1; step <= 6; step++)
        {
            foreach (var side in new[] { Side.Buy, Side.Sell })
            {
                ladder.Enqueue(_lastOrder + 1);
                Place(book, instrument, account, side, value + skew - (side.Sign() * step * 2), Size() * (step + 1));
            }
        }
    }

    private void Place(SyntheticBook book, int instrument, int account, Side side, long? limit, long lots)
    {
        var first = _pending.Count;
        book.Place(new OrderId(++_lastOrder), new AccountId(account), side, limit, lots, _pending);
        var last = _pending.Count;
        for (var i = first; i < last; i++)
        {
            if (_pending[i].Kind == EventKind.Traded)
            {
                Fee(_pending[i].Account, instrument, Math.Max(1, _pending[i].Amount / 5_000));
            }
        }
    }

    private void Fee(AccountId account, int instrument, long amount) => _pending.Add(new()
    {
        Kind = EventKind.FeePosted, Account = account, Instrument = new(instrument), Asset = Cash, Amount = amount,
    });

    private void Deposit(int account, int asset, long amount) => _pending.Add(new()
    {
        Kind = EventKind.Deposited, Account = new(account), Asset = new(asset), Amount = amount,
    });

    private Side RandomSide() => _rng.Chance(0.5) ? Side.Buy : Side.Sell;

    private long Size() => 10 * (1 + (long)(-Math.Log(1 - _rng.NextDouble()) * 6));

    private double Gauss() => Math.Sqrt(-2 * Math.Log(1 - _rng.NextDouble())) * Math.Cos(2 * Math.PI * _rng.NextDouble());
}
