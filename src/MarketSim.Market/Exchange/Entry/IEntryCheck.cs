using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>One question asked of every new order and replacement before it may enter.</summary>
public interface IEntryCheck
{
    /// <summary>Whether the command may go on.</summary>
    /// <param name="command">A Place, or a Replace written out as the order it would become.</param>
    /// <param name="context">What may be looked at.</param>
    /// <returns><see cref="RejectReason.None"/>, or why not.</returns>
    RejectReason Check(in Command command, in EntryContext context);
}

/// <summary>What an entry check may look at.</summary>
/// <param name="Instrument">What the order trades.</param>
/// <param name="Model">How its orders meet.</param>
/// <param name="Ledger">Balances.</param>
/// <param name="Reserves">What open orders have set aside.</param>
/// <param name="Options">How the venue works.</param>
/// <param name="Now">The present instant.</param>
public readonly record struct EntryContext(
    Instrument Instrument, IMatchingModel Model, Ledger Ledger, OrderReserves Reserves, ExchangeOptions Options, SimTime Now)
{
    /// <summary>Whether a mechanism answers for the account, or the order is the venue's own, so that nothing is reserved for it.</summary>
    public bool IsCarried { get; init; }

    /// <summary>Whether the account has left the market for good.</summary>
    public bool IsRetired { get; init; }
}
