using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Strategies;

/// <summary>What a trader does that comes once.</summary>
public sealed record NoiseOnceOptions
{
    /// <summary>How long before the run begins the first may come; they find the market closed and wait for it.</summary>
    public SimDuration Before { get; init; } = SimDuration.FromMinutes(30);

    /// <summary>Over how long a time they come.</summary>
    public SimDuration Span { get; init; } = SimDuration.FromHours(7);

    /// <summary>How large its order is.</summary>
    public OrderSizeRule Sizes { get; init; } = OrderSizeRule.Observed;

    /// <summary>Smallest own size.</summary>
    public long MinLots { get; init; } = 20;

    /// <summary>Largest own size.</summary>
    public long MaxLots { get; init; } = 49;
}

/// <summary>Comes once in a day, more likely at its ends than at noon, takes what the other side shows, and leaves the rest of its
/// order in the book.</summary>
/// <remarks>Source: the noise agent of Byrd, Hybinette and Balch (2019), "ABIDES", as in the reference configurations RMSC-3 and
/// RMSC-4: one wake-up, U-quadratic over the day: density 12 (x - ½)² on [0, 1]. Who comes before the open looks at an empty book
/// and is gone.</remarks>
public sealed class NoiseOnce(InstrumentId instrument, NoiseOnceOptions options) : IStrategy
{
    /// <summary>What can be set of it.</summary>
    public static StrategyType Type { get; } = new(
    [
        StrategyOption.Duration("before", "30min", "How long before the run begins the first may come.") with { Min = 0 },
        StrategyOption.Duration("span", "7h", "Over how long a time they come."),
        .. OrderSizes.Options,
    ],
    (setting, options) => new NoiseOnce(setting.Instrument, new NoiseOnceOptions
    {
        Before = options.Duration("before"), Span = options.Duration("span"),
        Sizes = OrderSizes.From(options).Rule, MinLots = OrderSizes.From(options).Min, MaxLots = OrderSizes.From(options).Max,
    }));

    private bool _hasCome;

    /// <inheritdoc/>
    public SimTime NextWake(MarketView view)
    {
        if (_hasCome)
        {
            return SimTime.Never;
        }

        _hasCome = true;
        var wait = new SimDuration((long)(options.Span.Nanoseconds * UQuadratic(view.Random.NextDouble()))) - options.Before;
        return view.Now + (wait > SimDuration.Zero ? wait : new SimDuration(1));
    }

    /// <inheritdoc/>
    public void Decide(MarketView view, OrderPad orders)
    {
        var side = view.Random.Chance(0.5) ? Side.Buy : Side.Sell;
        var size = new OrderSizes(options.Sizes, options.MinLots, options.MaxLots).Next(view.Random);
        if (view.QuoteOf(instrument) is { } quote && !(side == Side.Buy ? quote.AskQuantity : quote.BidQuantity).IsZero)
        {
            var touch = side == Side.Buy ? quote.Ask : quote.Bid;
            var lots = Strategies.Sizes.Affordable(view, instrument, side, touch, size);
            if (!lots.IsZero)
            {
                orders.Limit(instrument, side, touch, lots);
            }
        }
    }

    // The inverse of the distribution function 4 ((x - ½)³ + 1/8).
    private static double UQuadratic(double uniform)
    {
        var cube = (uniform / 4) - 0.125;
        var root = cube == 0 ? 0 : PortableMath.Pow(Math.Abs(cube), 1.0 / 3);
        return 0.5 + (cube < 0 ? -root : root);
    }
}
