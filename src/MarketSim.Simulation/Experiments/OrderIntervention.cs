using System.Globalization;
using MarketSim.Core;

namespace MarketSim.Simulation;

/// <summary>Somebody buys or sells: at once, or in equal parts over some time.</summary>
/// <param name="side">Which.</param>
/// <param name="quantity">How much, in the instrument's displayed units.</param>
/// <param name="symbol">Of what.</param>
/// <param name="price">Its limit, in the instrument's currency; null for market orders.</param>
/// <param name="over">How long it takes, in as many parts as there are lots, sixty at most; at once if null.</param>
public sealed class OrderIntervention(Side side, decimal quantity, string symbol, decimal? price, SimDuration? over) : Intervention
{
    private const int MostParts = 60;

    /// <summary>Which side it is on.</summary>
    public Side Side => side;

    /// <inheritdoc/>
    public override string Text => string.Create(CultureInfo.InvariantCulture, $"{(side == Side.Buy ? "buy" : "sell")} {quantity} {symbol}")
        + (price is { } limit ? string.Create(CultureInfo.InvariantCulture, $" at {limit}") : "")
        + (over is { } time ? string.Create(CultureInfo.InvariantCulture, $" over {time.ToSeconds()}s") : "");

    /// <inheritdoc/>
    public override IReadOnlyList<(SimTime At, Command Command)> Orders(World world, SimTime at)
    {
        var instrument = Find(world, symbol);
        var exact = quantity / instrument.ToDecimal(new Quantity(1)) / instrument.LotStep;
        if (exact != Math.Truncate(exact) || exact > long.MaxValue / instrument.LotStep)
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture,
                $"The change trades {quantity} {symbol}; accepted are multiples of {instrument.ToDecimal(new Quantity(instrument.LotStep))}."));
        }

        var steps = (long)exact;
        var parts = over is null ? 1 : Math.Min(steps, MostParts);
        var orders = new List<(SimTime, Command)>();
        for (var i = 0L; i < parts; i++)
        {
            // Parts differ by one step at most, and sum to the whole.
            var size = new Quantity(((steps * (i + 1) / parts) - (steps * i / parts)) * instrument.LotStep);
            var when = at + new SimDuration((long)((Int128)(over?.Nanoseconds ?? 0) * i / parts));
            orders.Add((when, price is { } limit
                ? Commands.Limit(default, instrument.Id, default, side, PriceOf(instrument, limit), size)
                : Commands.Market(default, instrument.Id, default, side, size)));
        }

        return orders;
    }

    private Price PriceOf(Instrument instrument, decimal limit)
    {
        var ticks = limit / instrument.PriceUnit;
        return ticks == Math.Truncate(ticks) ? new Price((long)ticks) : throw new ArgumentException(string.Create(
            CultureInfo.InvariantCulture, $"The change has a limit of {limit}; prices of {symbol} are multiples of {instrument.PriceUnit}."));
    }
}
