using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>A good-till-date order ends later than it enters: at its very instant it is already over.</summary>
public sealed class ExpiryCheck : IEntryCheck
{
    /// <inheritdoc/>
    public RejectReason Check(in Command command, in EntryContext context)
        => command.Kind == CommandKind.Place && command.TimeInForce == TimeInForce.Gtd && command.Expiry <= context.Now
            ? RejectReason.ExpiryInPast
            : RejectReason.None;
}
