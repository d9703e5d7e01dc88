using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>The account must be known, where the venue keeps accounts at all; the outside world does not trade.</summary>
public sealed class AccountCheck : IEntryCheck
{
    /// <inheritdoc/>
    public RejectReason Check(in Command command, in EntryContext context)
        => !context.Options.ChecksFunds || (context.Ledger.IsOpen(command.Account) && command.Account != Ledger.OutsideWorld)
            ? RejectReason.None
            : RejectReason.UnknownAccount;
}
