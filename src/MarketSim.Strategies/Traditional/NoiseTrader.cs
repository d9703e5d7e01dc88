using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Strategies;

/// <summary>What a noise trader does.</summary>
public sealed record NoiseTraderOptions
{
    /// <summary>Mean time between trades.</summary>
    public SimDuration MeanInterval { get; init; } = SimDuration.FromMinutes(5);

    /// <summary>Typical order size in lots.</summary>
    public long TypicalLots { get; init; } = 100;
}

/// <summary>Trades now and then, for reasons that have nothing to do with the price: takes what the other side shows.</summary>
/// <remarks>Source: the noise agent of Byrd, Hybinette and Balch (2019), "ABIDES": a marketable limit order at the opposite touch.
/// Its remainder does not stay.</remarks>
public sealed class NoiseTrader(InstrumentId instrument, NoiseTraderOptions options) : IStrategy
{
    /// <summary>What can be set of it.</summary>
    public static StrategyType Type { get; } = new(
    [
        StrategyOption.Duration("mean-interval", "5min", "Mean time between trades."),
        StrategyOption.Lots("typical-lots", "100", "Typical order size."),
    ],
    (setting, options) => new NoiseTrader(setting.Instrument, new NoiseTraderOptions
    {
        MeanInterval = options.Duration("mean-interval"), TypicalLots = options.Integer("typical-lots"),
    }));

    /// <inheritdoc/>
    public SimTime NextWake(MarketView view)
        => view.Now + Intervals.Exponential(view.Random, options.MeanInterval);

    /// <inheritdoc/>
    public void Decide(MarketView view, OrderPad orders)
    {
        var side = view.Random.Chance(0.5) ? Side.Buy : Side.Sell;
        var size = Sizes.Draw(view.Random, options.TypicalLots, view.Instruments[instrument.Value].LotStep);
        if (view.QuoteOf(instrument) is not { IsTwoSided: true } quote)
        {
            return;
        }

        var touch = side == Side.Buy ? quote.Ask : quote.Bid;
        var lots = Sizes.Affordable(view, instrument, side, touch, size);
        if (!lots.IsZero)
        {
            orders.Limit(instrument, side, touch, lots, TimeInForce.Ioc);
        }
    }
}
