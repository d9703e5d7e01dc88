namespace MarketSim.Market;

/// <summary>The steps that begin and end a day, in their order. Every mechanism takes a step before any takes the next.
/// Source: MARKET rules, section 17.</summary>
public enum DayStep : byte
{
    /// <summary>Morning: corporate actions whose ex-date it is, on positions, orders, options and price bands.</summary>
    CorporateActions,

    /// <summary>Morning: what must be done before trading, such as close-outs.</summary>
    Open,

    /// <summary>Evening: official closes are known.</summary>
    Close,

    /// <summary>Evening: expiries, exercises, assignments.</summary>
    Expiry,

    /// <summary>Evening: positions are marked to market, and variation is paid.</summary>
    Marks,

    /// <summary>Evening: fees, interest, borrow.</summary>
    Charges,

    /// <summary>Evening: margin calls.</summary>
    MarginCalls,

    /// <summary>Evening: what is due today settles.</summary>
    Settlement,
}
