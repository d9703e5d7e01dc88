using MarketSim.Core;
using MarketSim.Strategies;

namespace MarketSim.Simulation;

/// <summary>The key <c>orders</c> of a market file: what scripted agents do, and when.</summary>
/// <remarks>
/// <code>
/// orders:
///   - {at: 10:30, agent: fund, sell: AAPL, quantity: 500}                        # at the market
///   - {at: 10:31, agent: fund, buy: AAPL, quantity: 500, limit: 179.50, time-in-force: gtc}
///   - {at: 11:00, agent: fund, sell: AAPL, quantity: 50_000, over: 10min, slices: 60}
///   - {at: 12:00, agent: fund, cancel: AAPL}
/// </code>
/// </remarks>
internal static class OrderSection
{
    private const int MostSlices = 100_000;

    /// <summary>Reads the scripts.</summary>
    /// <returns>By the name of the agent, in the order of the file; with the place that names it.</returns>
    public static Dictionary<string, (FilePart Place, List<ScriptedAction> Script)> Read(MarketBuilder builder)
    {
        var scripts = new Dictionary<string, (FilePart Place, List<ScriptedAction> Script)>();
        foreach (var item in builder.Top.Take("orders")?.List ?? [])
        {
            var map = item.Map("A map with the keys at, agent and buy, sell or cancel");
            var at = map.Need("at");
            var agent = map.Need("agent");
            if (!scripts.TryGetValue(agent.Text, out var script))
            {
                scripts.Add(agent.Text, script = (agent, []));
            }

            script.Script.AddRange(Actions(builder, map, builder.Calendar.TimeOf(at)));
            map.Finish();
        }

        return scripts;
    }

    private static IEnumerable<ScriptedAction> Actions(MarketBuilder builder, FileMap map, SimTime at)
    {
        var (buy, sell, cancel) = (map.Take("buy"), map.Take("sell"), map.Take("cancel"));
        var named = (FilePart?[])[buy, sell, cancel];
        if (named.Count(part => part is not null) != 1)
        {
            throw map.Place.Problem("An order names its instrument under exactly one of the keys buy, sell and cancel.");
        }

        if (cancel is not null)
        {
            var instrument = builder.Find(cancel).Instrument.Id;
            return [new ScriptedAction(at, new Command { Kind = CommandKind.MassCancel, Instrument = instrument })];
        }

        var listing = builder.Find((buy ?? sell)!);
        var order = OrderOf(map, listing, buy is not null ? Side.Buy : Side.Sell);
        return Sliced(builder, map, at, order, listing.Instrument.LotStep);
    }

    private static Command OrderOf(FileMap map, MarketListing listing, Side side)
    {
        var limit = map.Take("limit");
        var stop = map.Take("stop");
        var quantity = map.Need("quantity");
        var lots = listing.QuantityOf(quantity);
        if (lots <= Quantity.Zero)
        {
            throw quantity.Problem($"Quantity was '{quantity.Text}'; accepted is more than zero.");
        }

        var type = (limit, stop) switch
        {
            (null, null) => OrderType.Market,
            (_, null) => OrderType.Limit,
            (null, _) => OrderType.Stop,
            _ => OrderType.StopLimit,
        };
        return new Command
        {
            Kind = CommandKind.Place, Instrument = listing.Instrument.Id, Side = side, Quantity = lots,
            Type = map.Get("type", type, part => part.Word<OrderType>()),
            Price = limit is null ? default : listing.PriceOf(limit),
            StopPrice = stop is null ? default : listing.PriceOf(stop),
            TimeInForce = map.Get("time-in-force", TimeInForce.Day, part => part.Word<TimeInForce>()),
            Mark = map.Get("mark", OrderMark.Auto, part => part.Word<OrderMark>()),
            Display = map.Get("display", Quantity.Zero, listing.QuantityOf),
            Minimum = map.Get("minimum", Quantity.Zero, listing.QuantityOf),
        };
    }

    // A parent order in equal children at equal distances; the first ones take what does not divide.
    private static IEnumerable<ScriptedAction> Sliced(MarketBuilder builder, FileMap map, SimTime at, Command order, long step)
    {
        var over = map.Take("over");
        var slices = map.Get("slices", over is null ? 1 : 20, part => (int)part.Whole(1, MostSlices));
        var length = over?.Duration ?? SimDuration.Zero;
        if (at + length > builder.Calendar.End)
        {
            throw over!.Problem($"The order would go on after the end of the run.");
        }

        var steps = order.Quantity.Lots / step;
        var rest = order.Quantity.Lots % step;
        for (var i = 0; i < slices; i++)
        {
            var lots = (((steps / slices) + (i < steps % slices ? 1 : 0)) * step) + (i == 0 ? rest : 0);
            if (lots > 0)
            {
                var when = at + new SimDuration((long)((Int128)length.Nanoseconds * i / slices));
                yield return new ScriptedAction(when, order with { Quantity = new Quantity(lots) });
            }
        }
    }
}
