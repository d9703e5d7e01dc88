using MarketSim.Core;

namespace MarketSim.Tests.Integration;

/// <summary>Commands in which some fields hold what no sensible sender would write.</summary>
internal static class HostileCommands
{
    private static readonly long[] Extremes =
        [long.MinValue, -1, 0, 1, int.MaxValue, 1L << 40, 1L << 61, long.MaxValue / 2, long.MaxValue];

    /// <summary>A command like the given one, with one to four fields spoilt.</summary>
    public static Command Spoil(Command command, Rng random)
    {
        for (var left = random.Between(1, 4); left > 0; left--)
        {
            command = random.Below(20) switch
            {
                0 => command with { Price = new(Any(random)) },
                1 => command with { Quantity = new(Any(random)) },
                2 => command with { Amount = Any(random) },
                3 => command with { Offset = Any(random) },
                4 => command with { Expiry = new(Any(random)) },
                5 => command with { Minimum = new(Any(random)) },
                6 => command with { Display = new(Any(random)) },
                7 => command with { StopPrice = new(Any(random)) },
                8 => command with { Account = new((int)random.Between(-2, 40)) },
                9 => command with { Account = new(unchecked((int)Any(random))) },
                10 => command with { Instrument = new((int)random.Between(-2, 30)) },
                11 => command with { Asset = new(unchecked((int)Any(random))) },
                12 => command with { Order = new(random.NextBits()) },
                13 => command with { NewOrder = new(random.NextBits()) },
                14 => command with { Kind = CommandKind.Instruct, Instruction = (Instruction)random.Below(256) },
                15 => command with { Kind = CommandKind.SetPhase, Phase = (TradingPhase)random.Below(256), Flags = (OrderFlags)random.Below(256) },
                16 => command with { Side = (Side)random.Below(256), Type = (OrderType)random.Below(256) },
                17 => command with { TimeInForce = (TimeInForce)random.Below(256), Mark = (OrderMark)random.Below(256) },
                18 => command with { Kind = (CommandKind)random.Below(20), AccountType = (AccountType)random.Below(256) },
                _ => command with { Flags = (OrderFlags)random.Below(256), Peg = (PegReference)random.Below(8) },
            };
        }

        return command;
    }

    private static long Any(Rng random)
        => random.Chance(0.6) ? Extremes[random.Below(Extremes.Length)] : unchecked((long)random.NextBits()) >> (int)random.Below(50);
}
