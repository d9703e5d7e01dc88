using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Strategies;

/// <summary>What a value trader does.</summary>
public sealed record ValueTraderOptions
{
    /// <summary>Mean time between decisions.</summary>
    public SimDuration MeanInterval { get; init; } = SimDuration.FromSeconds(60);

    /// <summary>Typical order size in lots.</summary>
    public long TypicalLots { get; init; } = 100;

    /// <summary>Standard deviation of what it sees around the true value, in price units.</summary>
    public double NoiseTicks { get; init; } = 25;

    /// <summary>Weight of a new observation in its estimate, from 0 (never learns) to 1 (believes only the last).</summary>
    public double LearningRate { get; init; } = 0.4;

    /// <summary>Chance that a worthwhile trade is made at once instead of quoted.</summary>
    public double Aggressiveness { get; init; } = 0.35;
}

/// <summary>Estimates what the instrument is worth from noisy looks at its fundamental value, buys what is cheap and sells what
/// is dear.</summary>
/// <remarks>Source: the value agent of Byrd, Hybinette and Balch (2019), with an exponentially weighted estimate in place of its
/// Bayesian filter. On each decision it withdraws its old orders. It is what ties the price to the fundamental.</remarks>
public sealed class ValueTrader(InstrumentId instrument, FundamentalValue fundamental, ValueTraderOptions options) : IStrategy
{
    /// <summary>What can be set of it.</summary>
    public static StrategyType Type { get; } = new(
    [
        StrategyOption.Duration("mean-interval", "60s", "Mean time between decisions."),
        StrategyOption.Lots("typical-lots", "100", "Typical order size."),
        StrategyOption.Number("noise-ticks", "25", 0, 1e9, "Standard deviation of what it sees around the true value.", "price units"),
        StrategyOption.Number("learning-rate", "0.4", 0, 1, "Weight of a new observation in its estimate."),
        StrategyOption.Number("aggressiveness", "0.35", 0, 1, "Chance that a worthwhile trade is made at once instead of quoted."),
    ],
    (setting, options) => new ValueTrader(setting.Instrument, setting.Fundamental, new ValueTraderOptions
    {
        MeanInterval = options.Duration("mean-interval"), TypicalLots = options.Integer("typical-lots"),
        NoiseTicks = options.Number("noise-ticks"), LearningRate = options.Number("learning-rate"),
        Aggressiveness = options.Number("aggressiveness"),
    }));

    private double _estimate = double.NaN;

    /// <inheritdoc/>
    public SimTime NextWake(MarketView view)
        => view.Now + Intervals.Exponential(view.Random, options.MeanInterval);

    /// <inheritdoc/>
    public void Decide(MarketView view, OrderPad orders)
    {
        Observe(view);
        orders.CancelAll(instrument);
        var terms = view.Instruments[instrument.Value];
        var value = Price.FromDouble(_estimate, Rounding.HalfUp);
        var size = Sizes.Draw(view.Random, options.TypicalLots, terms.LotStep);
        var isAggressive = view.Random.Chance(options.Aggressiveness);
        var patience = view.Random.Between(1, 8);
        if (view.QuoteOf(instrument) is not { } quote || !Quotes.TryMiddle(quote, out var middle))
        {
            Place(view, orders, view.Random.Chance(0.5) ? Side.Buy : Side.Sell, value, patience, size);
            return;
        }

        var side = value > middle ? Side.Buy : Side.Sell;
        var touch = side == Side.Buy ? quote.Ask : quote.Bid;
        var isThere = side == Side.Buy ? !quote.AskQuantity.IsZero : !quote.BidQuantity.IsZero;
        if (isThere && isAggressive && side.Accepts(value, touch))
        {
            Trade(view, orders, side, touch, size);
        }
        else
        {
            Place(view, orders, side, side == Side.Buy && value > middle ? middle : value < middle ? middle : value, patience, size);
        }
    }

    private void Observe(MarketView view)
    {
        var seen = fundamental.At(view.Now) + (options.NoiseTicks * view.Random.NextNormal());
        _estimate = double.IsNaN(_estimate) ? seen : _estimate + (options.LearningRate * (seen - _estimate));
    }

    private void Trade(MarketView view, OrderPad orders, Side side, Price touch, Quantity size)
    {
        var lots = Sizes.Affordable(view, instrument, side, touch, size);
        if (!lots.IsZero)
        {
            orders.Limit(instrument, side, touch, lots);
        }
    }

    private void Place(MarketView view, OrderPad orders, Side side, Price around, long patience, Quantity size)
    {
        var price = Quotes.OnTick(view.Instruments[instrument.Value], side, around - (side.Sign() * patience));
        var lots = Sizes.Affordable(view, instrument, side, price, size);
        if (!lots.IsZero)
        {
            orders.Limit(instrument, side, price, lots);
        }
    }
}
