namespace MarketSim.Core;

/// <summary>What can be asked of a mechanism. The fields of the <see cref="Command"/> that an instruction uses are named with it;
/// <see cref="Instructions"/> builds them. Numbers are written to command logs: never renumber.</summary>
public enum Instruction : byte
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>An instrument's value from outside the market (an index level, a spot price): Instrument, Price.</summary>
    ReferencePrice = 1,

    /// <summary>The official close of an instrument's last session, where none was traded: Instrument, Price.</summary>
    ClosingPrice = 2,

    /// <summary>Let orders of several accounts count as one owner's for self-trade prevention: Account, Amount the group from 1, or 0
    /// for the account by itself. Orders that rest already keep their owner.</summary>
    SelfTradeGroup = 3,

    /// <summary>Take an account out of the market, such as that of a strategy that failed: its orders are cancelled, later ones refused:
    /// Account.</summary>
    Retire = 4,

    // ---- Short selling: 20 to 39 ------------------------------------------------------------------------------------

    /// <summary>Ask for a locate, good for the day: Account, Instrument, Quantity.</summary>
    Locate = 20,

    /// <summary>Set the borrow fee rate of an instrument: Instrument, Amount in parts per million a year.</summary>
    BorrowRate = 21,

    /// <summary>Set how much of an instrument can be borrowed in all: Instrument, Quantity.</summary>
    BorrowInventory = 22,

    /// <summary>The lender asks stock back: Instrument, Quantity, and Account where one borrower is meant.</summary>
    Recall = 23,

    /// <summary>Make an account a market maker, or not: Account, Amount 1 or 0.</summary>
    MarketMaker = 24,

    /// <summary>Borrow stock before it is sold short: Account, Instrument, Quantity.</summary>
    Borrow = 25,

    // ---- Corporate actions: 40 to 59. Expiry is the ex-date, Offset the pay date (days since 0001-01-01) where there is one ----

    /// <summary>A cash dividend: Instrument, Amount in micro minor units a share, Expiry ex-date, Offset pay date.</summary>
    Dividend = 40,

    /// <summary>A special cash dividend, which adjusts options: as <see cref="Dividend"/>.</summary>
    SpecialDividend = 41,

    /// <summary>A split or reverse split: Instrument, Quantity new shares for Minimum old ones, Expiry ex-date.</summary>
    Split = 42,

    /// <summary>A spin-off: Instrument, Asset the new share, Quantity new shares for Minimum old ones, Expiry ex-date.</summary>
    SpinOff = 43,

    /// <summary>A new symbol: Instrument, Offset the number of the announced name, Expiry ex-date.</summary>
    SymbolChange = 44,

    // ---- Settlement: 50 to 59 ---------------------------------------------------------------------------------------

    /// <summary>Let an account hold back shares that it should deliver, until zero takes it back: Account, Instrument, Quantity.</summary>
    HoldBack = 50,

    /// <summary>A clearing member cannot pay: Account, Instrument whose quote asset is owed, Amount of the loss in minor units.</summary>
    MemberDefault = 51,

    // ---- Options and warrants: 60 to 79 -----------------------------------------------------------------------------

    /// <summary>Exercise long contracts: Account, Instrument, Quantity.</summary>
    Exercise = 60,

    /// <summary>Do not exercise at expiry what would be by exception: Account, Instrument, Quantity (zero takes it back).</summary>
    DoNotExercise = 61,

    /// <summary>State a company's equity, its warrants' value included: Instrument (the share), Amount in minor units; zero takes it
    /// back.</summary>
    CompanyValue = 62,

    // ---- Margin: 80 to 99 -------------------------------------------------------------------------------------------

    /// <summary>Put money behind an isolated position, or take it away: Account, Instrument, Amount.</summary>
    IsolatedMargin = 80,

    /// <summary>Set the leverage of an account in an instrument: Account, Instrument, Amount.</summary>
    Leverage = 81,

    // ---- Pools: 100 to 119 ------------------------------------------------------------------------------------------

    /// <summary>Swap with a pool: Account, Instrument, Side (buy or sell the base asset), Amount what is given, Offset the least that
    /// must come back.</summary>
    Swap = 100,

    /// <summary>Put both assets into a pool: Account, Instrument, Amount of the base asset, Offset the most of the quote asset.</summary>
    AddLiquidity = 101,

    /// <summary>Take both assets out of a pool: Account, Instrument, Amount in pool shares.</summary>
    RemoveLiquidity = 102,

    // ---- 200 and above: custom mechanisms ---------------------------------------------------------------------------

    /// <summary>A custom mechanism's own instruction: Offset is its code.</summary>
    Custom = 200,
}
