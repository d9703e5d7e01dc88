using System.Reflection;
using MarketSim.Core;

namespace MarketSim.Tests.Unit;

/// <summary>Commands and events in which every field holds something, so that a field that is lost or swapped shows.</summary>
internal static class SomeRecords
{
    public static LoggedCommand Command(Rng random) => new(new SimTime(random.Between(0, long.MaxValue - 1)), new Command
    {
        Kind = (CommandKind)random.Between(1, 15),
        Side = (Side)random.Below(2),
        Type = (OrderType)random.Between(1, 8),
        TimeInForce = (TimeInForce)random.Below(5),
        PostOnly = (PostOnly)random.Below(3),
        SelfTrade = (SelfTradePrevention)random.Below(5),
        Peg = (PegReference)random.Below(4),
        Flags = (OrderFlags)random.Below(128),
        Account = new((int)random.Between(int.MinValue, int.MaxValue)),
        Instrument = new((int)random.Between(int.MinValue, int.MaxValue)),
        Order = new(random.NextBits()),
        NewOrder = new(random.NextBits()),
        Price = new(Any(random)),
        Quantity = new(Any(random)),
        Display = new(Any(random)),
        Minimum = new(Any(random)),
        StopPrice = new(Any(random)),
        Offset = Any(random),
        Expiry = new(Any(random)),
        Instruction = (Instruction)random.Below(256),
        AccountType = (AccountType)random.Below(5),
        Phase = (TradingPhase)random.Below(9),
        Mark = (OrderMark)random.Below(4),
        Asset = new((int)random.Between(int.MinValue, int.MaxValue)),
        Amount = Any(random),
    });

    public static MarketEvent Event(Rng random) => new()
    {
        Kind = (EventKind)random.Between(1, 16),
        Side = (Side)random.Below(2),
        Reject = (RejectReason)random.Below(256),
        Cancel = (CancelReason)random.Below(10),
        Type = (OrderType)random.Between(1, 8),
        TimeInForce = (TimeInForce)random.Below(5),
        Phase = (TradingPhase)random.Below(9),
        Flags = (EventFlags)random.Below(64),
        Sequence = Any(random),
        Time = new(Any(random)),
        Instrument = new((int)random.Between(int.MinValue, int.MaxValue)),
        Account = new((int)random.Between(int.MinValue, int.MaxValue)),
        Order = new(random.NextBits()),
        CounterOrder = new(random.NextBits()),
        CounterAccount = new((int)random.Between(int.MinValue, int.MaxValue)),
        Asset = new((int)random.Between(int.MinValue, int.MaxValue)),
        Price = new(Any(random)),
        Quantity = new(Any(random)),
        Open = new(Any(random)),
        CounterOpen = new(Any(random)),
        Amount = Any(random),
    };

    /// <summary>How many settable fields a record has: a field that is added must be written above, too.</summary>
    public static int FieldsOf(Type type) => type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Count(p => p.CanWrite);

    private static long Any(Rng random) => unchecked((long)random.NextBits());
}
