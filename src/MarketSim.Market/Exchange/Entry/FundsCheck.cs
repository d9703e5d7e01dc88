using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>The account must be able to set aside the worst case of the order.</summary>
public sealed class FundsCheck : IEntryCheck
{
    /// <inheritdoc/>
    public RejectReason Check(in Command command, in EntryContext context)
    {
        if (!context.Options.ChecksFunds)
        {
            return RejectReason.None;
        }

        var instrument = context.Instrument;
        if (context.IsCarried)
        {
            return instrument.CanCarry(command.Price, command.Quantity) ? RejectReason.None : RejectReason.InsufficientFunds;
        }

        if (!Protection.TryWorstPrice(command, context, out var worst))
        {
            return RejectReason.NoReferencePrice;
        }

        if (!instrument.CanCarry(worst, command.Quantity))
        {
            return RejectReason.InsufficientFunds;
        }

        var fits = context.Reserves.CanSet(
            command.Order, command.Account, instrument, command.Side, worst, command.Quantity, out var shortOf);
        return fits ? RejectReason.None
            : shortOf == instrument.Quote ? RejectReason.InsufficientFunds
            : RejectReason.InsufficientAssets;
    }
}
