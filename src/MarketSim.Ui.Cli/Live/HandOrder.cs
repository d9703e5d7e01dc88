using System.Globalization;
using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Ui.Cli;

/// <summary>An order as a person types it: <c>buy 100 99.95</c>, <c>sell 50</c>, <c>cancel</c>.</summary>
/// <param name="Side">Its side; meaningless for a cancellation.</param>
/// <param name="Quantity">How much; zero cancels everything open.</param>
/// <param name="Limit">Its limit; null for a market order.</param>
internal sealed record HandOrder(Side Side, Quantity Quantity, Price? Limit)
{
    /// <summary>What is accepted, in words.</summary>
    public const string Accepted = "buy or sell, how much, and a limit if it has one, such as 'buy 100 99.95' or 'sell 50'; or 'cancel'";

    /// <summary>Reads one.</summary>
    /// <exception cref="FormatException">It is none; the sentence says what is accepted.</exception>
    public static HandOrder Parse(string text, Instrument instrument)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words switch
        {
            ["cancel" or "c"] => new HandOrder(Side.Buy, Quantity.Zero, null),
            ["buy" or "b" or "sell" or "s", var quantity] => new HandOrder(SideOf(words[0]), QuantityOf(quantity, instrument), null),
            ["buy" or "b" or "sell" or "s", var quantity, var price] => new HandOrder(
                SideOf(words[0]), QuantityOf(quantity, instrument), PriceOf(price.TrimStart('@'), instrument)),
            _ => throw new FormatException($"Accepted is {Accepted}."),
        };
    }

    /// <summary>Sends it; on the run's own thread.</summary>
    public void Send(SteeredTrader hand, InstrumentId instrument)
    {
        hand.Attend();
        if (Quantity.IsZero)
        {
            hand.Orders.CancelAll(instrument);
        }
        else if (Limit is { } limit)
        {
            hand.Orders.Limit(instrument, Side, limit, Quantity);
        }
        else
        {
            hand.Orders.Market(instrument, Side, Quantity);
        }
    }

    private static Side SideOf(string word) => word[0] == 'b' ? Side.Buy : Side.Sell;

    private static Quantity QuantityOf(string word, Instrument instrument)
    {
        var lots = Number(word) / instrument.ToDecimal(new Quantity(1));
        return lots == Math.Truncate(lots) && lots is > 0 and < 1e15m && lots % instrument.LotStep == 0
            ? new Quantity((long)lots)
            : throw new FormatException(string.Create(CultureInfo.InvariantCulture,
                $"Quantities of {instrument.Symbol} are multiples of {instrument.ToDecimal(new Quantity(instrument.LotStep))}."));
    }

    private static Price PriceOf(string word, Instrument instrument)
    {
        var ticks = Number(word) / instrument.PriceUnit;
        return ticks == Math.Truncate(ticks) && Math.Abs(ticks) < 1e15m
            ? new Price((long)ticks)
            : throw new FormatException($"Prices of {instrument.Symbol} are multiples of {instrument.PriceUnit.ToString(CultureInfo.InvariantCulture)}.");
    }

    private static decimal Number(string word)
        => decimal.TryParse(word, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number : throw new FormatException($"Accepted is {Accepted}.");
}
