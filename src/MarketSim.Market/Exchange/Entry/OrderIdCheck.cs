using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>A new order brings an id that no open order has; a replacement names an open order of its own account.</summary>
public sealed class OrderIdCheck : IEntryCheck
{
    /// <inheritdoc/>
    public RejectReason Check(in Command command, in EntryContext context)
    {
        if (command.Kind == CommandKind.Place)
        {
            return IsFree(command.Order, context) ? RejectReason.None : RejectReason.DuplicateOrderId;
        }

        if (!context.Model.TryGetOpen(command.Order, out var open))
        {
            return RejectReason.UnknownOrder;
        }

        if (open.Account != command.Account)
        {
            return RejectReason.NotOwner;
        }

        var renames = command.NewOrder != default && command.NewOrder != command.Order;
        return renames && !IsFree(command.NewOrder, context) ? RejectReason.DuplicateOrderId : RejectReason.None;
    }

    // An id is unique over the exchange, because reserves are kept by order: both places are asked.
    private static bool IsFree(OrderId id, in EntryContext context)
        => id != default && !context.Model.TryGetOpen(id, out _) && !context.Reserves.TryGet(id, out _);
}
