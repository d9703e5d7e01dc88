using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>Orders that a margin account pays in full: of shares or coins among contracts.</summary>
internal static class PaidInFull
{
    /// <summary>Whether an account that a mechanism carries can pay for an order, or holds what it sells.</summary>
    /// <param name="command">The order.</param>
    /// <param name="context">Its instrument and market.</param>
    /// <param name="desk">The venue.</param>
    /// <param name="free">Money that neither positions nor open orders need, in minor units of the quote asset.</param>
    public static RejectReason Check(in Command command, in EntryContext context, MechanismDesk desk, long free)
    {
        var instrument = context.Instrument;
        if (instrument.IsMargined)
        {
            return RejectReason.NotPermitted;
        }

        if (command.Side == Side.Buy)
        {
            return !Protection.TryWorstPrice(command, context, out var worst) ? RejectReason.NoReferencePrice
                : instrument.RequirementFor(Side.Buy, worst, command.Quantity).Amount <= free ? RejectReason.None
                : RejectReason.InsufficientFunds;
        }

        Int128 sold = command.Quantity.Lots;
        foreach (var open in desk.OpenOrders.Of(command.Account))
        {
            var isSale = open.Side == Side.Sell && desk.Instruments[open.Instrument.Value].Base == instrument.Base;
            sold += isSale && open.Id != command.Order ? open.Open.Lots : 0;
        }

        return sold <= desk.Ledger.Balance(command.Account, instrument.Base) ? RejectReason.None : RejectReason.InsufficientAssets;
    }

    /// <summary>What open buy orders of an account may cost in a currency, contracts left out.</summary>
    public static long Committed(AccountId account, AssetId currency, MechanismDesk desk, OrderId except = default)
    {
        var sum = 0L;
        foreach (var open in desk.OpenOrders.Of(account))
        {
            var instrument = desk.Instruments[open.Instrument.Value];
            if (!instrument.IsMargined && open.Side == Side.Buy && instrument.Quote == currency && open.Id != except)
            {
                sum = checked(sum + instrument.RequirementFor(Side.Buy, open.Price, open.Open).Amount);
            }
        }

        return sum;
    }
}
