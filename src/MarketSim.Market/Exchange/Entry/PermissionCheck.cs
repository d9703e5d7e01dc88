using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>Some instruments have a price but do not trade, and some accounts have left the market.</summary>
public sealed class PermissionCheck : IEntryCheck
{
    /// <inheritdoc/>
    public RejectReason Check(in Command command, in EntryContext context)
        => context.IsRetired || context.Instrument is MarketIndex ? RejectReason.NotPermitted : RejectReason.None;
}
