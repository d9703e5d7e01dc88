using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>Limits and triggers stand on the tick in force at their price, within the instrument's range.</summary>
/// <remarks>Source: 17 CFR 242.612 for the rule that no order is accepted at a finer price than the tick.</remarks>
public sealed class TickCheck : IEntryCheck
{
    /// <inheritdoc/>
    public RejectReason Check(in Command command, in EntryContext context)
    {
        var instrument = context.Instrument;
        var hasLimit = HasLimit(command);
        var hasStop = HasStop(command);
        if ((hasLimit && !instrument.Ticks.Allows(command.Price)) || (hasStop && !instrument.Ticks.Allows(command.StopPrice)))
        {
            return RejectReason.InvalidTick;
        }

        return (hasLimit && !IsInRange(instrument, command.Price)) || (hasStop && !IsInRange(instrument, command.StopPrice))
            ? RejectReason.PriceOutOfRange
            : RejectReason.None;
    }

    /// <summary>Whether the command's price field is a limit.</summary>
    public static bool HasLimit(in Command command) => command.Kind == CommandKind.Replace || command.Type switch
    {
        OrderType.Limit or OrderType.StopLimit or OrderType.TrailingStopLimit => true,
        _ => (command.Flags & OrderFlags.HasLimit) != 0,
    };

    // A replacement or trailing stop without a trigger keeps, or finds, its own.
    private static bool HasStop(in Command command) => command.Type is OrderType.Stop or OrderType.StopLimit
        || (command.StopPrice != default
            && (command.Kind == CommandKind.Replace || command.Type is OrderType.TrailingStop or OrderType.TrailingStopLimit));

    private static bool IsInRange(Instrument instrument, Price price)
        => price >= instrument.MinPrice && price <= instrument.MaxPrice;
}
