using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Strategies;

/// <summary>What a leverage fund does.</summary>
public sealed record LeverageFundOptions
{
    /// <summary>Mean time between decisions.</summary>
    public SimDuration MeanInterval { get; init; } = SimDuration.FromSeconds(30);

    /// <summary>β: leverage that it takes for a mispricing of one, as a fraction of the value.</summary>
    public double Aggressiveness { get; init; } = 10;

    /// <summary>λmax: the highest leverage that it takes, position over wealth.</summary>
    public double MaxLeverage { get; init; } = 1.9;

    /// <summary>How far its position may be from what it wants, as a fraction of its wealth, before it trades.</summary>
    public double Tolerance { get; init; } = 0.02;

    /// <summary>Lots that it trades at once at most.</summary>
    public long MaxLots { get; init; } = 500;
}

/// <summary>Buys what is cheap with borrowed money, up to a limit, and is forced to sell when prices fall.</summary>
/// <remarks>
/// Source: Thurner, Farmer and Geanakoplos (2012), "Leverage causes fat tails and clustered volatility", Quantitative Finance 12, section 2:
/// with mispricing m = (V − p)/V and wealth W = position·p + cash it holds βm·W/p, nothing where m is negative, λmax·W/p where that is
/// less. At the limit a falling price lowers wealth faster than the position's worth, so that it sells into the fall. It needs an account
/// on margin; on one without it its leverage is one at most. Investors who come and go are left out.
/// </remarks>
public sealed class LeverageFund(StrategySetting setting, LeverageFundOptions options) : IStrategy
{
    /// <summary>What can be set of it.</summary>
    public static StrategyType Type { get; } = new(
    [
        StrategyOption.Duration("mean-interval", "30s", "Mean time between decisions."),
        StrategyOption.Number("aggressiveness", "10", 0, 1e6, "β: leverage for a mispricing of the whole value."),
        StrategyOption.Number("max-leverage", "1.9", 0, 100, "λmax: the highest leverage, position over wealth; half margin allows 2."),
        StrategyOption.Number("tolerance", "0.02", 0, 1, "How far its position may be from what it wants.", "fraction of its wealth"),
        StrategyOption.Lots("max-lots", "500", "Lots that it trades at once at most."),
    ],
    (setting, options) => new LeverageFund(setting, new LeverageFundOptions
    {
        MeanInterval = options.Duration("mean-interval"), Aggressiveness = options.Number("aggressiveness"),
        MaxLeverage = options.Number("max-leverage"), Tolerance = options.Number("tolerance"), MaxLots = options.Integer("max-lots"),
    }));

    private bool Borrows => setting.Account != AccountType.Cash;

    /// <inheritdoc/>
    public SimTime NextWake(MarketView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        return view.Now + Intervals.Exponential(view.Random, options.MeanInterval);
    }

    /// <inheritdoc/>
    public void Decide(MarketView view, OrderPad orders)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(orders);
        if (view.QuoteOf(setting.Instrument) is not { } quote || !Quotes.TryMiddle(quote, out var price) || price.Ticks <= 0)
        {
            return;
        }

        var terms = view.Instruments[setting.Instrument.Value];
        var position = view.Position(setting.Instrument).Lots;
        var lotWorth = (double)terms.QuoteAmount(price, new Quantity(1)).Minor;
        var wealth = (position * lotWorth) + view.Cash(setting.Instrument).Minor;
        var wanted = wealth <= 0 ? 0 : Leverage(price.Ticks, view.Now) * wealth / lotWorth;
        var missing = (long)Rounding.HalfUp.Apply(wanted - position);
        if (Math.Abs(missing) * lotWorth > options.Tolerance * Math.Abs(wealth))
        {
            Trade(missing, quote, terms, view, orders);
        }
    }

    // Position over wealth that it wants at a price.
    private double Leverage(double price, SimTime now)
    {
        var value = setting.Fundamental.At(now);
        var mispricing = (value - price) / value;
        return Math.Clamp(options.Aggressiveness * mispricing, 0, Borrows ? options.MaxLeverage : Math.Min(1, options.MaxLeverage));
    }

    private void Trade(long missing, Quote quote, Instrument terms, MarketView view, OrderPad orders)
    {
        var side = missing > 0 ? Side.Buy : Side.Sell;
        var touch = side == Side.Buy ? (quote.AskQuantity.IsZero ? (Price?)null : quote.Ask) : quote.BidQuantity.IsZero ? null : quote.Bid;
        if (touch is not { } price)
        {
            return;
        }

        var wish = new Quantity(Math.Min(options.MaxLots, Math.Abs(missing)) / terms.LotStep * terms.LotStep);

        // Who may borrow is refused by the venue where it is too much; others must have what they spend.
        var lots = Borrows && side == Side.Buy ? wish : Sizes.Affordable(view, setting.Instrument, side, price, wish);
        if (!lots.IsZero)
        {
            orders.Limit(setting.Instrument, side, price, lots, TimeInForce.Ioc);
        }
    }
}
