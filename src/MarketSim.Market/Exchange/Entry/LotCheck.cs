using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>Quantities are positive, whole lots, and not above the instrument's largest order nor worth more than the ledger can
/// count.</summary>
public sealed class LotCheck : IEntryCheck
{
    /// <inheritdoc/>
    public RejectReason Check(in Command command, in EntryContext context)
    {
        var instrument = context.Instrument;
        var lots = command.Quantity.Lots;
        if (lots < 1 || lots > instrument.MaxOrder.Lots || lots % instrument.LotStep != 0)
        {
            return RejectReason.InvalidQuantity;
        }

        if (!instrument.CanCarry(command.Price, command.Quantity) || !instrument.CanCarry(command.StopPrice, command.Quantity))
        {
            return RejectReason.InvalidQuantity;
        }

        var display = command.Display.Lots;
        var minimum = command.Minimum.Lots;
        return display < 0 || minimum < 0 || display > lots || minimum > lots || display % instrument.LotStep != 0
            ? RejectReason.InvalidDisplayOrMinimum
            : RejectReason.None;
    }
}
