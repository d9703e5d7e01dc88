using MarketSim.Core;

namespace MarketSim.Tests.Unit;

/// <summary>Random commands of which some fields hold what nobody should send: unknown values, and the ends of every range.</summary>
internal sealed class HostileCommands(ulong seed, int accounts)
{
    private static readonly long[] Extremes =
    [
        0, 1, -1, 1_000, -1_000, int.MaxValue, int.MinValue, 1L << 40, (1L << 40) + 1, 1_000_000_000_000, long.MaxValue / 2,
        long.MaxValue, long.MinValue,
    ];

    private readonly RandomCommands _sensible = new(seed, accounts);
    private readonly Rng _random = new(seed, "hostile");

    public Command Next()
    {
        var command = _sensible.Next();
        for (var i = _random.Below(4); i > 0; i--)
        {
            command = Damage(command);
        }

        return command;
    }

    private Command Damage(in Command command) => _random.Below(19) switch
    {
        0 => command with { Kind = (CommandKind)_random.Below(256) },
        1 => command with { Side = (Side)_random.Below(256) },
        2 => command with { Type = (OrderType)_random.Below(12) },
        3 => command with { TimeInForce = (TimeInForce)_random.Below(8) },
        4 => command with { PostOnly = (PostOnly)_random.Below(5) },
        5 => command with { SelfTrade = (SelfTradePrevention)_random.Below(8) },
        6 => command with { Peg = (PegReference)_random.Below(6) },
        7 => command with { Flags = (OrderFlags)_random.Below(256) },
        8 => command with { Account = new((int)_random.Between(-2, 9)) },
        9 => command with { Instrument = new((int)_random.Between(-2, 4)) },
        10 => command with { NewOrder = new(unchecked((ulong)Extreme())) },
        11 => command with { Order = new(unchecked((ulong)Extreme())) },
        12 => command with { Price = new(Extreme()) },
        13 => command with { Quantity = new(Extreme()) },
        14 => command with { Display = new(Extreme()), Minimum = new(Extreme()) },
        15 => command with { StopPrice = new(Extreme()) },
        16 => command with { Offset = Extreme() },
        17 => command with { Expiry = new(Extreme()) },
        _ => command with { Asset = new((int)_random.Between(-2, 5)), Amount = Extreme() },
    };

    private long Extreme() => Extremes[_random.Below(Extremes.Length)];
}
