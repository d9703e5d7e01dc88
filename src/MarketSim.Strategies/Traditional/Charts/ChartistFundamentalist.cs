using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Strategies;

/// <summary>What a chartist-fundamentalist does.</summary>
public sealed record ChartistFundamentalistOptions
{
    /// <summary>Mean time between decisions.</summary>
    public SimDuration MeanInterval { get; init; } = SimDuration.FromSeconds(100);

    /// <summary>A step of its time, in which windows are counted.</summary>
    public SimDuration Step { get; init; } = SimDuration.FromSeconds(1);

    /// <summary>Mean of the weight of the fundamental value; each trader draws its own, exponentially.</summary>
    public double FundamentalWeight { get; init; } = 1;

    /// <summary>Mean of the weight of the trend.</summary>
    public double ChartWeight { get; init; } = 1;

    /// <summary>Mean of the weight of chance.</summary>
    public double NoiseWeight { get; init; } = 1;

    /// <summary>Standard deviation of chance, as a log return a step.</summary>
    public double NoiseScale { get; init; } = 0.001;

    /// <summary>Steps that it looks back and ahead; each trader draws its own between these.</summary>
    public (int Low, int High) Window { get; init; } = (100, 200);

    /// <summary>By which fraction of the price it expects it bids less or asks more; each trader draws its own between these.</summary>
    public (double Low, double High) Margin { get; init; } = (0, 0.1);

    /// <summary>Lots of an order.</summary>
    public long Lots { get; init; } = 1;
}

/// <summary>Expects a return from the fundamental value, the trend and chance, each with a weight of its own (FCN).</summary>
/// <remarks>
/// Source: Chiarella and Iori (2002), "A simulation analysis of the microstructure of double auction markets", Quantitative Finance 2,
/// section 2. Expected return a step (wF·ln(V/p)/τ + wC·ln(p/p(t−τ))/τ + wN·ε) / (wF + wC + wN), expected price p·e^(τ·return); it buys
/// below a higher one, sells above a lower one, a margin away, and its orders live τ steps. Exponential weights, as in later work on it.
/// </remarks>
public sealed class ChartistFundamentalist(StrategySetting setting, ChartistFundamentalistOptions options) : IStrategy
{
    /// <summary>What can be set of it.</summary>
    public static StrategyType Type { get; } = new(
    [
        StrategyOption.Duration("mean-interval", "100s", "Mean time between decisions."),
        StrategyOption.Duration("step", "1s", "A step of its time, in which windows are counted."),
        StrategyOption.Number("fundamental-weight", "1", 0, 1e6, "Mean weight of the fundamental value; each trader draws its own."),
        StrategyOption.Number("chart-weight", "1", 0, 1e6, "Mean weight of the trend."),
        StrategyOption.Number("noise-weight", "1", 0, 1e6, "Mean weight of chance."),
        StrategyOption.Number("noise-scale", "0.001", 0, 1, "Standard deviation of chance.", "log return a step"),
        StrategyOption.Count("window-low", "100", "Steps that it looks back and ahead, at least."),
        StrategyOption.Count("window-high", "200", "Steps that it looks back and ahead, at most."),
        StrategyOption.Number("margin-low", "0", 0, 1, "How much less it bids or more it asks, at least.", "fraction of the price it expects"),
        StrategyOption.Number("margin-high", "0.1", 0, 1, "How much less it bids or more it asks, at most.", "fraction of the price it expects"),
        StrategyOption.Lots("lots", "1", "Lots of an order."),
    ],
    (setting, options) => new ChartistFundamentalist(setting, new ChartistFundamentalistOptions
    {
        MeanInterval = options.Duration("mean-interval"), Step = options.Duration("step"),
        FundamentalWeight = options.Number("fundamental-weight"), ChartWeight = options.Number("chart-weight"),
        NoiseWeight = options.Number("noise-weight"), NoiseScale = options.Number("noise-scale"),
        Window = (options.Count("window-low"), options.Count("window-high")),
        Margin = (options.Number("margin-low"), options.Number("margin-high")), Lots = options.Integer("lots"),
    }));

    private readonly Queue<(SimTime Time, double Price)> _trades = new();
    private readonly Queue<(SimTime Until, OrderId Order)> _orders = new();
    private double? _before;
    private Character? _character;

    /// <inheritdoc/>
    public FeedKind Feed => FeedKind.Trades;

    /// <inheritdoc/>
    public SimTime NextWake(MarketView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        return view.Now + Intervals.Exponential(view.Random, options.MeanInterval);
    }

    /// <inheritdoc/>
    public void OnTrade(TradePrint trade, MarketView view, OrderPad orders)
    {
        ArgumentNullException.ThrowIfNull(trade);
        ArgumentNullException.ThrowIfNull(view);

        // Of the trades of a step the last is its price.
        _trades.Enqueue((view.Now, trade.Price.Ticks));
        Forget(view.Now);
    }

    /// <inheritdoc/>
    public void Decide(MarketView view, OrderPad orders)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(orders);
        var self = _character ??= Draw(view.Random);
        Forget(view.Now);
        CancelOld(view, orders);
        double price = view.QuoteOf(setting.Instrument) is { } quote && Quotes.TryMiddle(quote, out var middle)
            ? middle.Ticks : setting.Reference.Ticks;
        var expected = Expect(self, price, setting.Fundamental.At(view.Now), view.Random.NextNormal());
        if (expected == price)
        {
            return;
        }

        var side = expected > price ? Side.Buy : Side.Sell;
        var limit = Price.FromDouble(expected * (1 - (side.Sign() * self.Margin)), Rounding.HalfUp);
        var onTick = Quotes.OnTick(view.Instruments[setting.Instrument.Value], side, limit);
        var lots = Sizes.Affordable(view, setting.Instrument, side, onTick, new Quantity(options.Lots));
        if (!lots.IsZero)
        {
            _orders.Enqueue((view.Now + (options.Step * self.Window), orders.Limit(setting.Instrument, side, onTick, lots)));
        }
    }

    /// <summary>The price expected a window ahead.</summary>
    /// <param name="self">Weights and window.</param>
    /// <param name="price">The price now.</param>
    /// <param name="value">The fundamental value.</param>
    /// <param name="chance">A standard normal number.</param>
    internal double Expect(Character self, double price, double value, double chance)
    {
        var all = self.Fundamental + self.Chart + self.Noise;
        if (all == 0 || price <= 0 || value <= 0)
        {
            return price;
        }

        var trend = _before is { } before and > 0 ? PortableMath.Log(price / before) : 0;
        var sum = (self.Fundamental * PortableMath.Log(value / price)) + (self.Chart * trend)
            + (self.Noise * options.NoiseScale * chance * self.Window);
        return price * PortableMath.Exp(sum / all);
    }

    private Character Draw(Rng random)
    {
        double Weight(double mean) => mean == 0 ? 0 : random.NextExponential(1 / mean);
        return new Character(
            Weight(options.FundamentalWeight), Weight(options.ChartWeight), Weight(options.NoiseWeight),
            (int)random.Between(Math.Min(options.Window.Low, options.Window.High), options.Window.High),
            random.NextUniform(options.Margin.Low, options.Margin.High));
    }

    // What is older than the window but for the last of it: that was the price a window ago.
    private void Forget(SimTime now)
    {
        var window = options.Step * (_character?.Window ?? options.Window.High);
        while (_trades.TryPeek(out var oldest) && oldest.Time + window <= now)
        {
            _before = oldest.Price;
            _trades.Dequeue();
        }
    }

    private void CancelOld(MarketView view, OrderPad orders)
    {
        while (_orders.TryPeek(out var oldest) && oldest.Until <= view.Now)
        {
            _orders.Dequeue();
            foreach (var order in view.OpenOrders)
            {
                if (order.Id == oldest.Order)
                {
                    orders.Cancel(order);
                    break;
                }
            }
        }
    }

    /// <summary>What one trader is like.</summary>
    internal sealed record Character(double Fundamental, double Chart, double Noise, int Window, double Margin);
}
