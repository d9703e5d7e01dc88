using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Strategies;

/// <summary>What an investor does who comes to calls.</summary>
public sealed record CallInvestorOptions
{
    /// <summary>Mean time between looks at the market: how long it takes to hear that trading pauses.</summary>
    public SimDuration MeanInterval { get; init; } = SimDuration.FromMinutes(1);

    /// <summary>What it wants to gain for its trouble, in price units.</summary>
    public long MarginTicks { get; init; } = 10;

    /// <summary>Standard deviation of its opinion around the true value, in price units.</summary>
    public double NoiseTicks { get; init; } = 5;

    /// <summary>Lots of an order; positive.</summary>
    public long Lots { get; init; } = 100;
}

/// <summary>Stays away as long as trading goes on, and comes when it pauses: bids in the call what the instrument is worth less a margin, or
/// offers at a margin above it, and withdraws what is left once trading goes on.</summary>
/// <remarks>Source: Greenwald and Stein (1991), "Transactional risk, market crashes, and the role of circuit breakers", Journal of Business
/// 64: in a falling market buyers hold back since they do not know at which price they would trade; a pause gives them the time to come, and a
/// call one price for all. That trading pauses is seen by a quote that is empty on both sides.</remarks>
public sealed class CallInvestor(StrategySetting setting, CallInvestorOptions options) : IStrategy
{
    /// <summary>What can be set of it.</summary>
    public static StrategyType Type { get; } = new(
    [
        StrategyOption.Duration("mean-interval", "1min", "Mean time between looks: how long it takes to hear that trading pauses."),
        StrategyOption.Ticks("margin-ticks", "10", "What it wants to gain for its trouble."),
        StrategyOption.Number("noise-ticks", "5", 0, 1e9, "Standard deviation of its opinion around the true value.", "price units"),
        StrategyOption.Lots("lots", "100", "Lots of an order."),
    ],
    (setting, values) => new CallInvestor(setting, new CallInvestorOptions
    {
        MeanInterval = values.Duration("mean-interval"), MarginTicks = values.Integer("margin-ticks"),
        NoiseTicks = values.Number("noise-ticks"), Lots = values.Integer("lots"),
    }));

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
        var opinion = setting.Fundamental.At(view.Now) + (options.NoiseTicks * view.Random.NextNormal());
        if (view.QuoteOf(setting.Instrument) is not { BidQuantity.IsZero: true, AskQuantity.IsZero: true } quote || quote.LastTrade == default)
        {
            orders.CancelAll(setting.Instrument);
            return;
        }

        if (view.OpenOrders.Count > 0)
        {
            return;
        }

        // At the last price it must gain its margin; what it trades at is then the price of the call.
        var side = opinion > quote.LastTrade.Ticks ? Side.Buy : Side.Sell;
        var exact = opinion - (side.Sign() * options.MarginTicks);
        if (side.Sign() * (exact - quote.LastTrade.Ticks) <= 0)
        {
            return;
        }

        var terms = view.Instruments[setting.Instrument.Value];
        var limit = Quotes.OnTick(terms, side, Price.FromDouble(exact, side == Side.Buy ? Rounding.Down : Rounding.Up));
        var lots = Sizes.Affordable(view, setting.Instrument, side, limit, new Quantity(options.Lots / terms.LotStep * terms.LotStep));
        if (!lots.IsZero)
        {
            orders.Limit(setting.Instrument, side, limit, lots);
        }
    }
}
