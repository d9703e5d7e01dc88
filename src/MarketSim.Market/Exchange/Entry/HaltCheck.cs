using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>No order enters an instrument that is closed or halted; calls collect orders, and cancels are not asked.</summary>
public sealed class HaltCheck : IEntryCheck
{
    /// <inheritdoc/>
    public RejectReason Check(in Command command, in EntryContext context) => context.Model.Phase switch
    {
        TradingPhase.Continuous => RejectReason.None,
        TradingPhase.Halted => RejectReason.Halted,
        var phase when phase.IsCall() => RejectReason.None,
        _ => RejectReason.MarketClosed,
    };
}
