using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>How a venue works: everything besides its instruments that decides what commands lead to.</summary>
public sealed record ExchangeOptions
{
    /// <summary>What trades cost.</summary>
    public FeeSchedule Fees { get; init; } = FeeSchedule.Free;

    /// <summary>Whether accounts must exist and hold what they offer. Off, the venue only matches (replays of recorded flow).</summary>
    public bool ChecksFunds { get; init; } = true;

    /// <summary>How far from the opposite best price an order without a limit may trade, in price units; this is what funds are
    /// reserved for. Zero: no protection, and with it no orders to buy without a limit where funds are checked.</summary>
    public long ProtectionTicks { get; init; } = 500;

    /// <summary>Whether the remainder of a market order rests at its protection price instead of being cancelled.</summary>
    public bool RestsMarketRemainder { get; init; }

    /// <summary>What elects stop orders.</summary>
    public TriggerSource StopTrigger { get; init; } = TriggerSource.LastTrade;

    /// <summary>How a price level shares an incoming order: <c>fifo</c>, <c>pro-rata:2</c>, <c>top:100</c>, <c>split:40</c>.</summary>
    public string Allocation { get; init; } = "fifo";

    /// <summary>How the price of an auction is found, where no mechanism says otherwise: <c>nasdaq</c>, <c>lse</c>, <c>xetra</c>,
    /// <c>asx</c>, <c>cme</c> (<see cref="AuctionStyles"/>).</summary>
    public string AuctionStyle { get; init; } = "nasdaq";

    /// <summary>Which day it is when, for whatever counts days.</summary>
    public MarketCalendar Calendar { get; init; } = MarketCalendar.Default;

    /// <summary>Whether the plain book is used instead of the fast one.</summary>
    public bool UsesPlainBook { get; init; }
}
