namespace MarketSim.Core;

/// <summary>Why a mechanism moved an asset from one account to another: the lines of an account statement. Numbers are written to
/// event logs: never renumber.</summary>
public enum Posting : byte
{
    /// <summary>Not a posting.</summary>
    None = 0,

    /// <summary>A trading fee or rebate by a mechanism's schedule.</summary>
    Fee = 1,

    /// <summary>A levy passed on to an authority, such as the SEC's Section 31 fee.</summary>
    Levy = 2,

    /// <summary>Interest on a debit balance.</summary>
    DebitInterest = 3,

    /// <summary>Interest on a credit balance.</summary>
    CreditInterest = 4,

    /// <summary>A fee for borrowed stock.</summary>
    BorrowFee = 5,

    /// <summary>A rebate on the cash collateral of borrowed stock.</summary>
    BorrowRebate = 6,

    /// <summary>A cash dividend to a holder.</summary>
    Dividend = 7,

    /// <summary>The amount in lieu of a dividend, paid by a short seller.</summary>
    DividendInLieu = 8,

    /// <summary>New shares of a split; of a reverse split, old ones returned.</summary>
    SplitShares = 9,

    /// <summary>Shares of a company that was spun off.</summary>
    SpinOffShares = 10,

    /// <summary>Cash for a fraction of a share.</summary>
    CashInLieu = 11,

    /// <summary>The cash side of an exercise: strike times deliverable, or intrinsic value.</summary>
    ExerciseCash = 12,

    /// <summary>The shares of an exercise.</summary>
    ExerciseShares = 13,

    /// <summary>The cash side of an assignment.</summary>
    AssignmentCash = 14,

    /// <summary>The shares of an assignment.</summary>
    AssignmentShares = 15,

    /// <summary>Contracts that end: exercised, assigned, expired, knocked out.</summary>
    ContractsClosed = 16,

    /// <summary>Contracts added or taken away by an adjustment of their terms.</summary>
    ContractsAdjusted = 17,

    /// <summary>The daily variation of a futures position.</summary>
    Variation = 18,

    /// <summary>A perpetual's funding.</summary>
    Funding = 19,

    /// <summary>A bond's coupon.</summary>
    Coupon = 20,

    /// <summary>A bond's or other claim's redemption.</summary>
    Redemption = 21,

    /// <summary>Accrued interest paid with a bond trade.</summary>
    AccruedInterest = 22,

    /// <summary>The mark of a settlement fail to the close.</summary>
    FailMark = 23,

    /// <summary>A penalty for a settlement fail.</summary>
    FailPenalty = 24,

    /// <summary>What a customer cannot pay, borne by the broker.</summary>
    LossWrittenOff = 25,

    /// <summary>What the insurance fund takes or gives at a liquidation.</summary>
    Insurance = 26,

    /// <summary>The residual value of a knocked-out product.</summary>
    Residual = 27,

    /// <summary>New shares issued against warrants, and what is paid for them.</summary>
    WarrantExercise = 28,

    /// <summary>Money moved behind or away from an isolated position.</summary>
    IsolatedMargin = 29,

    /// <summary>The price difference of a buy-in.</summary>
    BuyInCost = 30,

    /// <summary>What is given to and taken from a pool in a swap.</summary>
    Swap = 31,

    /// <summary>What is put into or taken out of a pool by those who own it.</summary>
    PoolLiquidity = 32,

    /// <summary>What an expiring future delivers.</summary>
    Delivery = 60,

    /// <summary>What is paid for what an expiring future delivers.</summary>
    DeliveryPayment = 61,

    /// <summary>The profit or loss of a perpetual position that was closed or reduced.</summary>
    RealisedProfit = 62,

    /// <summary>Swap points for moving a foreign exchange position to the next value date.</summary>
    RolloverPoints = 63,

    /// <summary>A clearing member's part of the fund, or the central counterparty's own.</summary>
    ClearingFund = 40,

    /// <summary>Margin that a clearing member puts up for open obligations, or gets back.</summary>
    ClearingMargin = 41,

    /// <summary>What covers the loss of a member that cannot pay: the quantity of the event is the layer, from 1.</summary>
    DefaultLoss = 42,

    /// <summary>A custom mechanism's own posting.</summary>
    Custom = 200,
}
