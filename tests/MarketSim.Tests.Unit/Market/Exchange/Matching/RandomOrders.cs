using MarketSim.Core;

namespace MarketSim.Tests.Unit;

/// <summary>Random commands of every kind, type and attribute, in a narrow market so that everything meets
/// everything.</summary>
internal sealed class RandomOrders(ulong seed)
{
    private const int Ids = 80;

    private readonly Rng _random = new(seed, "matching");

    public Command Next() => _random.Below(1_000) switch
    {
        < 640 => Place(),
        < 780 => Commands.Cancel(Account(), MatchingFixture.Alpha, Id()),
        < 860 => Commands.Reduce(Account(), MatchingFixture.Alpha, Id(), Lots()),
        < 980 => Replace(),
        < 985 => Commands.MassCancel(Account()) with { Flags = _random.Chance(0.5) ? OrderFlags.OneSide : 0, Side = Side() },
        < 986 => new Command { Kind = CommandKind.Halt },
        < 987 => Commands.SetPhase((TradingPhase)_random.Between(3, 8)),
        < 988 => Commands.CloseSession(),
        < 991 => new Command { Kind = CommandKind.Resume },
        < 995 => Commands.SetPhase(TradingPhase.Continuous),
        _ => Commands.OpenSession(),
    };

    public SimTime Later(SimTime now) => _random.Chance(0.3) ? now + new SimDuration(_random.Below(20)) : now;

    private Command Place()
    {
        var type = _random.Chance(0.5) ? OrderType.Limit : (OrderType)_random.Between(1, 8);
        var order = new Command
        {
            Kind = CommandKind.Place,
            Type = type,
            Side = Side(),
            TimeInForce = _random.Chance(0.6) ? TimeInForce.Day : (TimeInForce)_random.Below(7),
            PostOnly = _random.Chance(0.85) ? PostOnly.Off : (PostOnly)_random.Between(1, 2),
            SelfTrade = _random.Chance(0.5) ? SelfTradePrevention.Off : (SelfTradePrevention)_random.Between(1, 4),
            Flags = Flags(),
            Account = Account(),
            Order = Id(),
            Price = Price(),
            Quantity = Lots(),
            Display = _random.Chance(0.85) ? Quantity.Zero : Lots(),
            Minimum = _random.Chance(0.92) ? Quantity.Zero : Lots(),
            StopPrice = _random.Chance(0.9) ? Price() : default,
            Expiry = new SimTime(_random.Between(1, 20_000)),
        };
        return type switch
        {
            OrderType.Pegged => order with { Peg = (PegReference)_random.Between(1, 3), Offset = _random.Between(-4, 2) },
            OrderType.TrailingStop or OrderType.TrailingStopLimit => order with { Offset = _random.Between(1, 6) },
            _ => order,
        };
    }

    private Command Replace()
    {
        var newId = _random.Chance(0.3) ? Id() : default;
        var command = Commands.Replace(Account(), MatchingFixture.Alpha, Id(), Price(), Lots(), newId);
        return _random.Chance(0.3) ? command with { StopPrice = Price(), Offset = _random.Below(5) } : command;
    }

    private OrderFlags Flags()
        => (_random.Chance(0.1) ? OrderFlags.Hidden : 0)
            | (_random.Chance(0.08) ? OrderFlags.AllOrNone : 0)
            | (_random.Chance(0.2) ? OrderFlags.HasLimit : 0);

    private Side Side() => (Side)_random.Below(2);

    private AccountId Account() => new((int)_random.Between(1, 3));

    private OrderId Id() => new((ulong)_random.Between(1, Ids));

    private Price Price() => new(_random.Between(95, 106));

    private Quantity Lots() => new(_random.Between(1, 20));
}
