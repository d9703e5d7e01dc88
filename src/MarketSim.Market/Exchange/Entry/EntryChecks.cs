using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>The checks on entry, in the order that <see cref="RejectReason"/> declares: the first to fail names the reason.</summary>
public static class EntryChecks
{
    /// <summary>All of them. A new check is a file of its own and one line here, placed where its reasons stand.</summary>
    public static IReadOnlyList<IEntryCheck> All { get; } =
    [
        new HaltCheck(),
        new OrderIdCheck(),
        new OrderTermsCheck(),
        new TickCheck(),
        new LotCheck(),
        new ExpiryCheck(),
        new AccountCheck(),
        new PermissionCheck(),
        new FundsCheck(),
    ];

    private static readonly IEntryCheck[] InOrder = [.. All];

    /// <summary>Whether price and quantity of a limit order without attributes are beyond doubt: a short form of tick, lot and
    /// permission checks. Hot.</summary>
    internal static bool IsPlainFor(Instrument instrument, in Command order)
    {
        var lots = order.Quantity.Lots;
        return lots >= 1 && lots <= instrument.MaxOrder.Lots && (instrument.LotStep == 1 || lots % instrument.LotStep == 0)
            && order.Price >= instrument.MinPrice && order.Price <= instrument.MaxPrice
            && (ReferenceEquals(instrument.Ticks, TickRegime.EveryUnit) || instrument.Ticks.Allows(order.Price))
            && instrument.CanCarry(order.Price, order.Quantity) && instrument is not MarketIndex;
    }

    /// <summary>The first reason to refuse, or none.</summary>
    public static RejectReason First(in Command command, in EntryContext context)
    {
        foreach (var check in InOrder)
        {
            var reason = check.Check(command, context);
            if (reason != RejectReason.None)
            {
                return reason;
            }
        }

        return RejectReason.None;
    }
}
