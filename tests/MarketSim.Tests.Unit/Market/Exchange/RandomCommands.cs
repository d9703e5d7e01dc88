using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Tests.Unit;

/// <summary>Random commands of every kind, type and attribute for a venue of two instruments, most of them sensible.</summary>
internal sealed class RandomCommands(ulong seed, int accounts)
{
    private const int Instruments = 2;
    private readonly Rng _random = new(seed, "commands");
    private readonly List<(OrderId Id, AccountId Account, InstrumentId Instrument)> _placed = [];
    private ulong _nextId;

    public Command Next()
    {
        var account = new AccountId((int)_random.Between(2, 2 + accounts - 1));
        var instrument = new InstrumentId((int)_random.Below(Instruments));
        return _random.Below(100) switch
        {
            < 55 => Place(account, instrument),
            < 75 when _placed.Count > 0 => Pick() is var (id, owner, at) ? Commands.Cancel(owner, at, id) : default,
            < 82 when _placed.Count > 0 => Pick() is var (id, owner, at)
                ? Commands.Reduce(owner, at, id, Lots()) : default,
            < 92 when _placed.Count > 0 => Replace(),
            < 94 => Commands.MassCancel(account),
            < 95 => Commands.MassCancel(account) with
            {
                Instrument = instrument, Flags = OrderFlags.OneInstrument | OrderFlags.OneSide, Side = AnySide(),
            },
            < 97 => Commands.Advance(),
            97 => Commands.Halt(instrument),
            98 when _random.Chance(0.6) => Commands.Resume(instrument),
            98 => Commands.SetPhase(instrument, (TradingPhase)_random.Between(1, 8)),
            _ => Commands.Deposit(account, new AssetId(0), _random.Between(-1000, 1000)),
        };
    }

    private Command Place(AccountId account, InstrumentId instrument)
    {
        var id = new OrderId(++_nextId);
        _placed.Add((id, account, instrument));
        var lots = Lots();
        var order = Commands.Limit(account, instrument, id, AnySide(), AnyPrice(), lots, AnyTimeInForce()) with
        {
            Type = _random.Chance(0.6) ? OrderType.Limit : (OrderType)_random.Between(1, 8),
            SelfTrade = (SelfTradePrevention)_random.Below(5),
            Expiry = new SimTime((long)_nextId + _random.Between(1, 500)),
        };
        order = order.Type switch
        {
            OrderType.Stop or OrderType.StopLimit => order with { StopPrice = AnyPrice() },
            OrderType.TrailingStop => order with { Offset = _random.Between(1, 6) },
            OrderType.TrailingStopLimit => order with { Offset = _random.Between(1, 6), StopPrice = AnyPrice() },
            OrderType.Pegged => order with
            {
                Peg = (PegReference)_random.Between(1, 2), Offset = _random.Between(-3, 1), Flags = OrderFlags.HasLimit,
            },
            OrderType.Midpoint => order with { Flags = OrderFlags.HasLimit },
            _ => order,
        };
        return _random.Below(12) switch
        {
            0 => order with { PostOnly = (PostOnly)_random.Between(1, 2) },
            1 => order with { Display = new Quantity(_random.Between(1, lots.Lots)) },
            2 => order with { Flags = order.Flags | OrderFlags.Hidden },
            3 => order with { Flags = order.Flags | OrderFlags.AllOrNone },
            4 => order with { Minimum = new Quantity(_random.Between(1, lots.Lots)) },
            _ => order,
        };
    }

    private Command Replace()
    {
        var (id, owner, at) = Pick();
        var renames = _random.Chance(0.3);
        var newId = renames ? new OrderId(++_nextId) : default;
        if (renames)
        {
            _placed.Add((newId, owner, at));
        }

        return Commands.Replace(owner, at, id, AnyPrice(), Lots(), newId);
    }

    // Mostly recent orders, since old ones are mostly gone.
    private (OrderId Id, AccountId Account, InstrumentId Instrument) Pick()
        => _placed[(int)Math.Max(0, _placed.Count - 1 - _random.Below(Math.Min(_placed.Count, 60)))];

    private Side AnySide() => (Side)_random.Below(2);

    private Price AnyPrice() => new(1000 + _random.Between(-12, 12));

    private Quantity Lots() => new(_random.Between(1, 50));

    private TimeInForce AnyTimeInForce() => _random.Chance(0.7) ? TimeInForce.Gtc : (TimeInForce)_random.Below(7);
}
