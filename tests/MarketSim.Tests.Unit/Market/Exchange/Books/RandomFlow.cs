using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Tests.Unit;

/// <summary>Random calls to a book, the same for the same seed and the same answers.</summary>
/// <remarks>It is told which orders have gone, so that it can keep the book at its size and mostly name orders
/// that rest.</remarks>
/// <param name="idStep">Every id is a multiple of this, plus <paramref name="firstId"/>: flows beside each other
/// name their orders apart.</param>
internal sealed class RandomFlow(ulong seed, ulong idStep = 1, ulong firstId = 0)
{
    private const long LowestTick = -(1L << 62);
    private const long HighestTick = (1L << 62) - 1;

    private readonly Rng _random = new(seed, "flow");
    private readonly List<OrderId> _resting = [];
    private readonly Dictionary<OrderId, int> _placeOf = [];
    private readonly Queue<BookCommand> _next = [];
    private readonly Price[] _lastPrice = new Price[2];
    private OrderId _lastGone;
    private ulong _ids;
    private long _center = new RandomFlowSettings(seed).Center;

    public RandomFlowSettings Settings { get; } = new(seed);

    public BookCommand Next()
    {
        if (_next.TryDequeue(out var prepared))
        {
            return prepared;
        }

        _center = Math.Clamp(_center + Settings.DriftPerCommand, LowestTick, HighestTick);
        if (_random.Chance(Settings.Wrong))
        {
            return Wrong();
        }

        // The size is held by adding more below half of it, removing more above it, and nothing else at twice it.
        var call = _resting.Count >= 2 * Settings.Size ? BookCall.Remove : Call();
        if (_resting.Count < Settings.Size / 2 && _random.Chance(0.6))
        {
            call = Adding();
        }
        else if (call is BookCall.Rest or BookCall.Enter && _resting.Count >= Settings.Size && _random.Chance(0.5))
        {
            call = BookCall.Remove;
        }

        return call switch
        {
            BookCall.Get or BookCall.Remove => new BookCommand(call, Named(default)),
            BookCall.Reduce => new BookCommand(call, Named(new Quantity(_random.Chance(0.05) ? 0 : Lots()))),
            BookCall.Rest => new BookCommand(call, Resting()),
            BookCall.Enter or BookCall.EnterAndDrop => new BookCommand(call, Plain(NextId())),
            _ => Matching(call),
        };
    }

    /// <summary>Tells it how a call ended.</summary>
    public void Observe(in BookCommand command, in BookAnswer answer, ReadOnlySpan<Fill> steps)
    {
        foreach (var step in steps)
        {
            if (step.MakerOpen.IsZero)
            {
                Forget(step.Maker);
            }
        }

        if (answer.Refusal is not null)
        {
            return;
        }

        if (command.Call == BookCall.Rest || (command.Call == BookCall.Enter && !answer.Quantity.IsZero))
        {
            _placeOf[command.Order.Id] = _resting.Count;
            _resting.Add(command.Order.Id);
        }
        else if (command.Call is BookCall.Remove || (command.Call is BookCall.Reduce && answer.Order.Open.IsZero))
        {
            Forget(command.Order.Id);
        }
    }

    private void Forget(OrderId id)
    {
        if (_placeOf.Remove(id, out var place))
        {
            var last = _resting[^1];
            _resting[place] = last;
            _resting.RemoveAt(_resting.Count - 1);
            if (last != id)
            {
                _placeOf[last] = place;
            }

            _lastGone = id;
        }
    }

    private BookCall Call()
    {
        var ticket = _random.Below(Settings.Weights.Sum());
        var call = 0;
        while (ticket >= Settings.Weights[call])
        {
            ticket -= Settings.Weights[call++];
        }

        return (BookCall)call;
    }

    private BookCall Adding()
    {
        var rest = Settings.Weights[(int)BookCall.Rest];
        return _random.Below(rest + Settings.Weights[(int)BookCall.Enter]) < rest ? BookCall.Rest : BookCall.Enter;
    }

    private BookCommand Matching(BookCall call)
    {
        var taker = Plain(NextId());
        taker = taker with { Open = new((taker.Open.Lots + Settings.TakersAreSmallerBy - 1) / Settings.TakersAreSmallerBy) };
        var mode = SelfTradePrevention.Off;
        if (_random.Chance(Settings.Prevention))
        {
            mode = (SelfTradePrevention)(1 + _random.Below(4));
        }

        if (call == BookCall.Available)
        {
            _next.Enqueue(new BookCommand(BookCall.Match, taker, mode));
        }

        return new BookCommand(call, taker, mode);
    }

    private BookOrder Named(Quantity quantity)
    {
        var some = _resting.Count == 0 || _random.Chance(0.02)
            ? (_random.Chance(0.5) ? _lastGone : NextId())
            : _resting[(int)_random.Below(_resting.Count)];
        return new BookOrder { Id = some, Side = Side.Buy, Price = default, Open = quantity };
    }

    private BookOrder Plain(OrderId id)
    {
        var side = (Side)_random.Below(2);
        var away = _random.Below(Settings.PriceRange) * (_random.Chance(0.4) ? 1 : -1);
        var price = Math.Clamp(_center + (away * side.Sign()), LowestTick, HighestTick);
        if (_random.Chance(Settings.FarPrice))
        {
            price = Far();
        }

        return new BookOrder
        {
            Id = id, Account = new AccountId((int)_random.Below(50)), Owner = (int)_random.Below(Settings.Owners + 1),
            Side = side, Price = new Price(price), Open = new Quantity(Lots()),
        };
    }

    private BookOrder Resting()
    {
        var order = Plain(_random.Chance(0.02) && _lastGone != default ? _lastGone : NextId());
        if (!_random.Chance(Settings.Crossing) && Math.Abs(order.Price.Ticks) < HighestTick - Settings.PriceRange)
        {
            var behind = 1 + _random.Below(Settings.PriceRange);
            var center = Math.Clamp(_center, LowestTick / 2, HighestTick / 2);
            order = order with { Price = new Price(center - (behind * order.Side.Sign())) };
        }

        if (_random.Chance(Settings.Joining))
        {
            order = order with { Price = _lastPrice[(int)order.Side] };
        }

        _lastPrice[(int)order.Side] = order.Price;

        var flags = With(Settings.Hidden, BookFlags.Hidden) | With(Settings.AllOrNone, BookFlags.AllOrNone)
            | With(Settings.Pegged, BookFlags.Pegged) | With(0.05, BookFlags.Top);
        var isIceberg = _random.Chance(Settings.Iceberg);
        var most = _random.Chance(0.1) ? order.Open.Lots + 3 : Math.Max(1, order.Open.Lots / 2);
        var display = isIceberg ? 1 + _random.Below(most) : 0;
        var shown = isIceberg && _random.Chance(0.2) ? 1 + _random.Below(Math.Min(display, order.Open.Lots)) : 0;
        var minimum = _random.Chance(Settings.Minimum) ? 1 + _random.Below(order.Open.Lots) : 0;
        return order with { Flags = flags, Display = new(display), Shown = new(shown), Minimum = new(minimum) };
    }

    /// <summary>A call that must be refused, for one reason, or ask for nothing.</summary>
    private BookCommand Wrong()
    {
        var good = Resting() with { Id = NextId() };
        var inBook = _resting.Count == 0 ? default : _resting[(int)_random.Below(_resting.Count)];
        return _random.Below(11) switch
        {
            0 => new BookCommand(BookCall.Rest, good with { Id = default }),
            1 => new BookCommand(BookCall.Rest, good with { Id = inBook }),
            2 => new BookCommand(BookCall.Rest, good with { Open = new(-_random.Below(2)) }),
            3 => new BookCommand(BookCall.Rest, good with { Price = new(_random.Chance(0.5) ? LowestTick - 1 : HighestTick + 1) }),
            4 => new BookCommand(BookCall.Rest, good with { Minimum = new(-1) }),
            5 => new BookCommand(BookCall.Rest, good with { Display = new(-1) }),
            6 => new BookCommand(BookCall.Rest, good with { Flags = default, Display = new(5), Shown = new(6) }),
            7 => new BookCommand(BookCall.Match, good with { Open = new(-1) }),
            8 => new BookCommand(BookCall.Match, good with { Open = new(0) }),
            9 => new BookCommand(BookCall.Available, good with { Open = new(-1) }),
            _ => new BookCommand(BookCall.Reduce, good with { Id = inBook, Open = new(-1) }),
        };
    }

    private BookFlags With(double chance, BookFlags flag) => _random.Chance(chance) ? flag : BookFlags.None;

    private long Far()
    {
        var far = _random.Below(1L << (int)_random.Below(62));
        var edge = _random.Chance(0.3) ? HighestTick - (far % 4) : far;
        return _random.Chance(0.5) ? edge : ~edge;
    }

    private long Lots()
    {
        // Mostly small beside a few large ones: sizes of orders in real markets are heavy-tailed.
        var most = _random.Chance(0.8) ? 1 + (Settings.MostLots / 5) : Settings.MostLots;
        return 1 + _random.Below(most);
    }

    private OrderId NextId()
    {
        _ids++;
        var id = Settings.Ids switch
        {
            IdStyle.Dense => _ids,
            IdStyle.Scrambled => unchecked(_ids * 0x9E3779B97F4A7C15UL),
            IdStyle.UpperBits => _ids << 40,
            _ => ulong.MaxValue - _ids,
        };
        return new OrderId(unchecked((id * idStep) + firstId));
    }
}
