using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>Type, time in force and attributes must make sense together.</summary>
public sealed class OrderTermsCheck : IEntryCheck
{
    /// <inheritdoc/>
    public RejectReason Check(in Command command, in EntryContext context)
        => command.Kind == CommandKind.Place ? OrderRules.Check(command) : RejectReason.None;
}
