using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>The worst price at which an order may trade: what funds are reserved for.</summary>
/// <remarks>An order without a limit of its own gets one, <see cref="ExchangeOptions.ProtectionTicks"/> beyond the opposite best
/// displayed price (of a stop: beyond its trigger; in a call: beyond the price that the call would have, else its reference), as exchanges with market-order protection do.</remarks>
public static class Protection
{
    /// <summary>Gives an order that has no limit its protection price, where the venue protects.</summary>
    public static Command Stamp(in Command command, in EntryContext context)
    {
        if (command.Kind != CommandKind.Place || TickCheck.HasLimit(command) || context.Options.ProtectionTicks == 0
            || !TryReference(command, context, out var reference))
        {
            return command;
        }

        var instrument = context.Instrument;
        var raw = Clamp(reference, instrument) + (command.Side.Sign() * context.Options.ProtectionTicks);
        var price = Clamp(command.Side == Side.Buy ? instrument.Ticks.RoundUp(raw) : instrument.Ticks.RoundDown(raw), instrument);
        return command with { Price = price, Flags = command.Flags | OrderFlags.HasLimit };
    }

    /// <summary>The worst price of an order that has been stamped.</summary>
    /// <returns>False if nothing bounds it.</returns>
    /// <remarks>Of a trailing stop-limit order it is the limit that it begins with: trigger and limit move together, and only
    /// ever in its owner's favour.</remarks>
    public static bool TryWorstPrice(in Command command, in EntryContext context, out Price worst)
    {
        // A sale without a limit ends at the lowest price there is, which may lie below zero.
        worst = !TickCheck.HasLimit(command) && command.Side == Side.Sell && context.Instrument.MinPrice.Ticks < 0
            ? context.Instrument.MinPrice : command.Price;

        // Without a bound only what does not depend on the price can be reserved: a sale of something held.
        return TickCheck.HasLimit(command) || (command.Side == Side.Sell && !context.Instrument.IsMargined);
    }

    // A trigger far out of range is refused by the checks that follow; here it must only not overflow.
    private static Price Clamp(Price price, Instrument instrument)
        => price < instrument.MinPrice ? instrument.MinPrice : price > instrument.MaxPrice ? instrument.MaxPrice : price;

    private static bool TryReference(in Command command, in EntryContext context, out Price reference)
    {
        if (command.StopPrice != default)
        {
            reference = command.StopPrice;
            return true;
        }

        // In a call best prices may lie anywhere, crossed as they are.
        if (context.Model.CallPrice is { } expected)
        {
            reference = expected;
            return true;
        }

        if (context.Model.Book.TryBestDisplayed(command.Side.Opposite(), out var level)
            || context.Model.Book.TryBestDisplayed(command.Side, out level))
        {
            reference = level.Price;
            return true;
        }

        reference = default;
        return false;
    }
}
