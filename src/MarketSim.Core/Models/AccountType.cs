namespace MarketSim.Core;

/// <summary>The terms on which an account is held: what it may owe, and what must stand behind that. Numbers are written to
/// command logs: never renumber.</summary>
public enum AccountType : byte
{
    /// <summary>Everything is paid in full: no debt and no short position.</summary>
    Cash = 0,

    /// <summary>Margin by the strategy-based rules: Regulation T initially, FINRA 4210 and Cboe 10.3 for maintenance.</summary>
    RegT = 1,

    /// <summary>Margin by the worst loss over a range of price moves (portfolio margin, OCC TIMS).</summary>
    Portfolio = 2,

    /// <summary>Crypto-style: each position stands behind itself alone.</summary>
    Isolated = 3,

    /// <summary>Crypto-style: the whole balance stands behind all positions.</summary>
    Cross = 4,

    /// <summary>Futures margin: the balance, marked to market, stands behind the worst case of positions and orders.</summary>
    Futures = 10,
}
