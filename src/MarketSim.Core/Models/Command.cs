using System.Runtime.InteropServices;

namespace MarketSim.Core;

/// <summary>What can be asked of an exchange. Numbers are written to command logs: never renumber.</summary>
public enum CommandKind : byte
{
    /// <summary>Enter a new order.</summary>
    Place = 1,

    /// <summary>Remove an open order.</summary>
    Cancel = 2,

    /// <summary>Lower an open order's quantity by an amount, keeping its priority.</summary>
    Reduce = 3,

    /// <summary>Give an open order a new price and open quantity (and optionally a new id). Same price and not larger keeps
    /// priority; anything else is remove and re-enter, and may trade at once.</summary>
    Replace = 4,

    /// <summary>Remove all open orders of an account; optionally of one instrument, side or price range.</summary>
    MassCancel = 5,

    /// <summary>Bring assets into an account from the outside world (or take them out, if negative).</summary>
    Deposit = 6,

    /// <summary>Open an account; its id and name are fixed by the manifest.</summary>
    OpenAccount = 7,

    /// <summary>Let the venue act on the time that has come: expire orders, run due phases.</summary>
    Advance = 8,

    /// <summary>Start continuous trading.</summary>
    OpenSession = 9,

    /// <summary>End the trading day: day orders expire.</summary>
    CloseSession = 10,

    /// <summary>Stop trading in an instrument; cancels stay possible.</summary>
    Halt = 11,

    /// <summary>Lift a halt.</summary>
    Resume = 12,

    /// <summary>Move an instrument, or without <see cref="OrderFlags.OneInstrument"/> all of them, into
    /// <see cref="Command.Phase"/>. Leaving a call for continuous trading or the close uncrosses it, and so does every request for
    /// a batch; <see cref="Command.Price"/> with <see cref="OrderFlags.HasLimit"/> names the auction's reference. Closing everything this way leaves
    /// the day open until <see cref="RollDay"/>.</summary>
    SetPhase = 13,

    /// <summary>Do what ends a day once trading has closed: expiries, marks, charges, margin calls, settlement.</summary>
    RollDay = 14,

    /// <summary>Ask something of a mechanism: <see cref="Command.Instruction"/> says what.</summary>
    Instruct = 15,
}

/// <summary>Attributes of an order that are plain yes or no.</summary>
[Flags]
public enum OrderFlags : byte
{
    /// <summary>None of them.</summary>
    None = 0,

    /// <summary>Never displayed; ranks behind displayed orders at its price.</summary>
    Hidden = 1,

    /// <summary>Every fill must fill it completely.</summary>
    AllOrNone = 2,

    /// <summary><see cref="Command.Offset"/> is in hundredths of a percent of the price, not in price units.</summary>
    OffsetInBasisPoints = 4,

    /// <summary>Mass cancel: <see cref="Command.Side"/> restricts it.</summary>
    OneSide = 8,

    /// <summary>Mass cancel: <see cref="Command.Price"/> to <see cref="Command.StopPrice"/>, inclusive, restrict it.</summary>
    PriceRange = 16,

    /// <summary>Mass cancel: <see cref="Command.Instrument"/> restricts it.</summary>
    OneInstrument = 32,

    /// <summary>Pegged: <see cref="Command.Price"/> caps how far it follows.</summary>
    HasLimit = 64,

    /// <summary>The order's price is not cut when its instrument pays a cash dividend.</summary>
    DoNotReduce = 128,
}

/// <summary>What a participant or operator asks of an exchange: one flat record for all kinds, so that a log is an array.
/// Fields that a kind does not use are zero. Use the named factories in <see cref="Commands"/> to build one.</summary>
[StructLayout(LayoutKind.Sequential)]
public readonly record struct Command
{
    /// <summary>What is asked.</summary>
    public CommandKind Kind { get; init; }

    /// <summary>Side of the order.</summary>
    public Side Side { get; init; }

    /// <summary>Type of the order.</summary>
    public OrderType Type { get; init; }

    /// <summary>How long it stays.</summary>
    public TimeInForce TimeInForce { get; init; }

    /// <summary>Whether it may take liquidity.</summary>
    public PostOnly PostOnly { get; init; }

    /// <summary>What happens when it meets its owner's order.</summary>
    public SelfTradePrevention SelfTrade { get; init; }

    /// <summary>What a pegged order follows.</summary>
    public PegReference Peg { get; init; }

    /// <summary>Yes-or-no attributes.</summary>
    public OrderFlags Flags { get; init; }

    /// <summary>Who asks.</summary>
    public AccountId Account { get; init; }

    /// <summary>What is traded.</summary>
    public InstrumentId Instrument { get; init; }

    /// <summary>The order that is placed, or meant.</summary>
    public OrderId Order { get; init; }

    /// <summary>Replace: the new id; zero keeps the old one.</summary>
    public OrderId NewOrder { get; init; }

    /// <summary>The limit; for a market order the protection price, where <see cref="OrderFlags.HasLimit"/> says there is one.</summary>
    public Price Price { get; init; }

    /// <summary>Place: total; Reduce: by how much; Replace: the new open quantity.</summary>
    public Quantity Quantity { get; init; }

    /// <summary>Size of the displayed slice of an iceberg; zero displays all.</summary>
    public Quantity Display { get; init; }

    /// <summary>The smallest acceptable fill; zero means any.</summary>
    public Quantity Minimum { get; init; }

    /// <summary>Price that elects a stop.</summary>
    public Price StopPrice { get; init; }

    /// <summary>Distance of a trailing stop from the market, or of a peg from its reference (positive is more aggressive),
    /// in price units or basis points.</summary>
    public long Offset { get; init; }

    /// <summary>When a good-till-date order ends.</summary>
    public SimTime Expiry { get; init; }

    /// <summary>Instruct: what is asked of a mechanism.</summary>
    public Instruction Instruction { get; init; }

    /// <summary>OpenAccount: the terms on which it is held.</summary>
    public AccountType AccountType { get; init; }

    /// <summary>SetPhase: the new phase.</summary>
    public TradingPhase Phase { get; init; }

    /// <summary>Place: how the seller marks the order; left out, the venue derives it from the position.</summary>
    public OrderMark Mark { get; init; }

    /// <summary>Deposit: the asset.</summary>
    public AssetId Asset { get; init; }

    /// <summary>Deposit: the amount in the asset's smallest unit; negative takes out.</summary>
    public long Amount { get; init; }
}
