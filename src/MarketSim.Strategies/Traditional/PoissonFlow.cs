using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Strategies;

/// <summary>Rates of a mechanical order flow.</summary>
public sealed record PoissonFlowOptions
{
    /// <summary>α: limit orders a second at each price unit on each side.</summary>
    public double LimitRate { get; init; } = 0.05;

    /// <summary>µ: market orders a second, of both sides together.</summary>
    public double MarketRate { get; init; } = 0.5;

    /// <summary>δ: the chance a second that an order is cancelled.</summary>
    public double CancelRate { get; init; } = 0.02;

    /// <summary>W: price units from the opposite best price in which limit orders come.</summary>
    public long WindowTicks { get; init; } = 60;

    /// <summary>σ: lots of every order.</summary>
    public long Lots { get; init; } = 1;
}

/// <summary>Limit orders, market orders and cancellations as Poisson processes, and nothing else.</summary>
/// <remarks>
/// Source: Daniels, Farmer, Gillemot, Iori and Smith (2003), "Quantitative model of price diffusion and market friction based on trading
/// as a mechanistic random process", Physical Review Letters 90, 108102. Bids come at rate α at every price below the best offer, offers
/// above the best bid, each as likely as any other within the window that stands for all prices; market orders at rate µ/2 a side; each
/// order is cancelled at rate δ. Far from the middle the book is α/δ orders deep at every price; spreads scale as µ/α. Several of
/// them are one with the sum of their rates.
/// </remarks>
public sealed class PoissonFlow(StrategySetting setting, PoissonFlowOptions options) : IStrategy
{
    /// <summary>What can be set of it.</summary>
    public static StrategyType Type { get; } = new(
    [
        StrategyOption.Number("limit-rate", "0.05", 0, 1e6, "α: limit orders at each price unit on each side.", "a second"),
        StrategyOption.Number("market-rate", "0.5", 0, 1e6, "µ: market orders of both sides together.", "a second"),
        StrategyOption.Number("cancel-rate", "0.02", 0, 1e6, "δ: the chance that an order is cancelled.", "a second"),
        StrategyOption.Ticks("window-ticks", "60", "From the opposite best price, in which limit orders come.", from: 1),
        StrategyOption.Lots("lots", "1", "σ: lots of every order."),
    ],
    (setting, options) => new PoissonFlow(setting, new PoissonFlowOptions
    {
        LimitRate = options.Number("limit-rate"), MarketRate = options.Number("market-rate"), CancelRate = options.Number("cancel-rate"),
        WindowTicks = options.Integer("window-ticks"), Lots = options.Integer("lots"),
    }));

    // Orders for which the next waiting time was drawn: what has gone since is no event, which leaves the rates exact.
    private int _counted;

    private double LimitRate => 2 * options.LimitRate * options.WindowTicks;

    private double Rate => LimitRate + options.MarketRate + (options.CancelRate * _counted);

    /// <inheritdoc/>
    public SimTime NextWake(MarketView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        _counted = view.OpenOrders.Count;
        return Rate > 0 ? view.Now + new SimDuration(Math.Max(1, SimDuration.FromSeconds(view.Random.NextExponential(Rate)).Nanoseconds))
            : SimTime.Never;
    }

    /// <inheritdoc/>
    public void Decide(MarketView view, OrderPad orders)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(orders);
        var which = view.Random.NextUniform(0, Rate);
        var side = view.Random.Chance(0.5) ? Side.Buy : Side.Sell;
        var quote = view.QuoteOf(setting.Instrument);
        if (which < LimitRate)
        {
            PlaceLimit(side, quote, view, orders);
        }
        else if (which < LimitRate + options.MarketRate)
        {
            Take(side, quote, view, orders);
        }
        else if (view.Random.Below(Math.Max(1, _counted)) is var place && place < view.OpenOrders.Count)
        {
            orders.Cancel(view.OpenOrders[(int)place]);
        }
    }

    private void PlaceLimit(Side side, Quote? quote, MarketView view, OrderPad orders)
    {
        var opposite = Best(quote, side.Opposite()) ?? Best(quote, side) ?? setting.Reference;
        var distance = view.Random.Between(1, options.WindowTicks);
        var price = Quotes.OnTick(view.Instruments[setting.Instrument.Value], side, opposite - (side.Sign() * distance));
        var lots = Sizes.Affordable(view, setting.Instrument, side, price, new Quantity(options.Lots));
        if (!lots.IsZero)
        {
            orders.Limit(setting.Instrument, side, price, lots);
        }
    }

    private void Take(Side side, Quote? quote, MarketView view, OrderPad orders)
    {
        if (Best(quote, side.Opposite()) is not { } touch)
        {
            return;
        }

        // As far from the touch as limit orders come: whatever is there.
        var worst = Quotes.OnTick(view.Instruments[setting.Instrument.Value], side, touch + (side.Sign() * options.WindowTicks));
        var lots = Sizes.Affordable(view, setting.Instrument, side, worst, new Quantity(options.Lots));
        if (!lots.IsZero)
        {
            orders.Limit(setting.Instrument, side, worst, lots, TimeInForce.Ioc);
        }
    }

    private static Price? Best(Quote? quote, Side side) => quote is null ? null
        : side == Side.Buy ? (quote.BidQuantity.IsZero ? null : quote.Bid)
        : quote.AskQuantity.IsZero ? null : quote.Ask;
}
