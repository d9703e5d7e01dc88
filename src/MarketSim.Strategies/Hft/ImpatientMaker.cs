using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Strategies;

/// <summary>What an impatient maker does.</summary>
public sealed record ImpatientMakerOptions
{
    /// <summary>Mean time between bursts of attention.</summary>
    public SimDuration MeanInterval { get; init; } = SimDuration.FromSeconds(0.8);

    /// <summary>Mean time between looks within a burst.</summary>
    public SimDuration MeanStep { get; init; } = SimDuration.FromMilliseconds(30);

    /// <summary>Chance that a look is followed by another in the same burst.</summary>
    public double BurstChance { get; init; } = 0.7;

    /// <summary>Half of its spread in quiet times, in price units.</summary>
    public double HalfSpreadTicks { get; init; } = 0.5;

    /// <summary>What is added to it for each price unit that the value moves in a typical second.</summary>
    public double VolatilityWeight { get; init; } = 0.9;

    /// <summary>Standard deviation of the logarithm of what it multiplies its spread by, as its mood changes.</summary>
    public double MoodDeviation { get; init; } = 0.4;

    /// <summary>In which time it forgets a mood, to 1/e.</summary>
    public SimDuration MoodPersistence { get; init; } = SimDuration.FromSeconds(90);

    /// <summary>By how much the other side's best price must be better than its centre for it to be taken, in price units.</summary>
    public double SnipeTicks { get; init; } = 1.6;

    /// <summary>Standard deviation of its error about the value, in price units.</summary>
    public double ErrorTicks { get; init; } = 0.8;

    /// <summary>In which time it forgets an error, to 1/e.</summary>
    public SimDuration ErrorPersistence { get; init; } = SimDuration.FromSeconds(30);

    /// <summary>Lots away from its first position for which it moves its quotes by a price unit.</summary>
    public long LotsPerSkewTick { get; init; } = 100;

    /// <summary>By how much a trade of at least <see cref="PressureLots"/> moves its quotes in the trade's direction, in price units; a
    /// smaller trade in proportion.</summary>
    public double PressureTicks { get; init; } = 0.52;

    /// <summary>The size from which a trade counts in full.</summary>
    public long PressureLots { get; init; } = 100;

    /// <summary>In which time that fades, to 1/e.</summary>
    public SimDuration PressureMemory { get; init; } = SimDuration.FromSeconds(3);

    /// <summary>Smallest order in lots.</summary>
    public long LeastLots { get; init; } = 40;

    /// <summary>Tail exponent of the size of its orders.</summary>
    public double SizeExponent { get; init; } = 1;

    /// <summary>The largest order, as a multiple of the smallest.</summary>
    public long MostTimesLeast { get; init; } = 80;

    /// <summary>Shortest life of an order.</summary>
    public SimDuration LeastLife { get; init; } = SimDuration.FromMilliseconds(10);

    /// <summary>Tail exponent of lives.</summary>
    public double LifeExponent { get; init; } = 0.35;

    /// <summary>Longest life of an order.</summary>
    public SimDuration MostLife { get; init; } = SimDuration.FromMinutes(10);

    /// <summary>Chance that a look adds an order away from the touch.</summary>
    public double DeepChance { get; init; } = 0.3;

    /// <summary>Tail exponent of its distance.</summary>
    public double DistanceExponent { get; init; } = 1.3;

    /// <summary>How many orders it leaves open at most.</summary>
    public int MaxOrders { get; init; } = 20;
}

/// <summary>Quotes both sides around what it believes the instrument to be worth, with orders that it withdraws and renews: at once
/// where they stand wrong, and after short lives of their own where they do not.</summary>
/// <remarks>Sources: Hasbrouck and Saar (2009), "Technology and liquidity provision: the blurring of traditional definitions" (fleeting
/// orders: most are cancelled within two seconds); Glosten and Milgrom (1985) (trades carry information: quotes follow them); Ho and Stoll (1981) and Avellaneda and Stoikov (2008) (quotes lean against
/// inventory, spreads widen with volatility). Its belief is the value, as other markets show it, and an error of its own that
/// lasts.</remarks>
public sealed class ImpatientMaker(
    InstrumentId instrument, FundamentalValue value, ImpatientMakerOptions options, InformationFlow? flow = null) : IStrategy
{
    /// <summary>What can be set of it.</summary>
    public static StrategyType Type { get; } = new(
    [
        StrategyOption.Duration("mean-interval", "800ms", "Mean time between bursts of attention."),
        StrategyOption.Duration("mean-step", "30ms", "Mean time between looks within a burst."),
        StrategyOption.Number("burst-chance", "0.7", 0, 0.999, "Chance that a look is followed by another in the same burst."),
        StrategyOption.Number("half-spread-ticks", "0.5", 0, 1e6, "Half of its spread in quiet times.", "price units"),
        StrategyOption.Number("volatility-weight", "0.9", 0, 100, "Added to it for each price unit that the value moves in a typical second."),
        StrategyOption.Number("mood-deviation", "0.4", 0, 5, "Standard deviation of the logarithm of its spread, as its mood changes."),
        StrategyOption.Duration("mood-persistence", "90s", "In which time it forgets a mood, to 1/e."),
        StrategyOption.Number("snipe-ticks", "1.6", 0, 1e6, "By how much a price must be better than its centre to be taken.", "price units"),
        StrategyOption.Number("error-ticks", "0.8", 0, 1e6, "Standard deviation of its error about the value.", "price units"),
        StrategyOption.Duration("error-persistence", "30s", "In which time it forgets an error, to 1/e."),
        StrategyOption.Lots("lots-per-skew-tick", "100", "Lots away from its first position for which it moves its quotes by a price unit."),
        StrategyOption.Number("pressure-ticks", "0.52", 0, 1e6, "By how much a trade of pressure-lots moves its quotes.", "price units"),
        StrategyOption.Lots("pressure-lots", "100", "The size from which a trade counts in full."),
        StrategyOption.Duration("pressure-memory", "3s", "In which time that fades, to 1/e."),
        StrategyOption.Lots("least-lots", "40", "Smallest order."),
        StrategyOption.Number("size-exponent", "1", 0.1, 10, "Tail exponent of the size of its orders."),
        StrategyOption.Count("most-times-least", "80", "The largest order, as a multiple of the smallest.", to: 1_000_000),
        StrategyOption.Duration("least-life", "10ms", "Shortest life of an order."),
        StrategyOption.Number("life-exponent", "0.35", 0.1, 10, "Tail exponent of lives."),
        StrategyOption.Duration("most-life", "10min", "Longest life of an order."),
        StrategyOption.Number("deep-chance", "0.3", 0, 1, "Chance that a look adds an order away from the touch."),
        StrategyOption.Number("distance-exponent", "1.3", 0.1, 10, "Tail exponent of its distance."),
        StrategyOption.Count("max-orders", "20", "How many orders it leaves open at most."),
    ],
    (setting, options) => new ImpatientMaker(setting.Instrument, setting.Fundamental, new ImpatientMakerOptions
    {
        MeanInterval = options.Duration("mean-interval"), MeanStep = options.Duration("mean-step"),
        BurstChance = options.Number("burst-chance"), HalfSpreadTicks = options.Number("half-spread-ticks"),
        VolatilityWeight = options.Number("volatility-weight"), MoodDeviation = options.Number("mood-deviation"),
        MoodPersistence = options.Duration("mood-persistence"), SnipeTicks = options.Number("snipe-ticks"), ErrorTicks = options.Number("error-ticks"),
        ErrorPersistence = options.Duration("error-persistence"), LotsPerSkewTick = options.Integer("lots-per-skew-tick"),
        PressureTicks = options.Number("pressure-ticks"), PressureLots = options.Integer("pressure-lots"),
        PressureMemory = options.Duration("pressure-memory"), LeastLots = options.Integer("least-lots"), SizeExponent = options.Number("size-exponent"),
        MostTimesLeast = options.Integer("most-times-least"), LeastLife = options.Duration("least-life"),
        LifeExponent = options.Number("life-exponent"), MostLife = options.Duration("most-life"),
        DeepChance = options.Number("deep-chance"), DistanceExponent = options.Number("distance-exponent"),
        MaxOrders = options.Count("max-orders"),
    }, setting.Flow));

    // Over which time it judges how much the value moves.
    private const double VolatilityMemorySeconds = 60;

    private readonly OrderLives _lives = new();
    private long? _home;
    private double _error = double.NaN;
    private double _mood;
    private double _seen;
    private double _variance = 1;
    private SimTime _lastLook;
    private double _pressure;
    private SimTime _lastTrade;
    private bool _isBurst;

    /// <inheritdoc/>
    public FeedKind Feed => FeedKind.Trades;

    /// <inheritdoc/>
    public SimTime NextWake(MarketView view)
    {
        // Makers hurry with the market, but less than in proportion.
        var pace = flow is null ? 1 : Math.Sqrt(flow.At(view.Now));
        var mean = _isBurst ? options.MeanStep : SimDuration.FromSeconds(options.MeanInterval.ToSeconds() / pace);
        return view.Now + Intervals.Exponential(view.Random, mean);
    }

    /// <inheritdoc/>
    public void OnTrade(TradePrint trade, MarketView view, OrderPad orders)
    {
        ArgumentNullException.ThrowIfNull(trade);
        ArgumentNullException.ThrowIfNull(view);
        var weight = Math.Min(1, (double)trade.Quantity.Lots / options.PressureLots);
        _pressure = Pressure(view.Now) + (trade.Aggressor.Sign() * weight * options.PressureTicks);
        _lastTrade = view.Now;
    }

    /// <inheritdoc/>
    public void Decide(MarketView view, OrderPad orders)
    {
        var random = view.Random;
        _isBurst = random.Chance(options.BurstChance);
        Look(view);
        var position = view.Position(instrument).Lots;
        _home ??= position;
        var centre = _seen + _error + Pressure(view.Now) - ((double)(position - _home.Value) / options.LotsPerSkewTick);
        var half = options.HalfSpreadTicks + (options.VolatilityWeight * Math.Sqrt(_variance));
        half *= PortableMath.Exp(_mood) * random.NextUniform(0.85, 1.15);
        var bid = Price.FromDouble(centre - half, Rounding.Down);
        var ask = Price.FromDouble(centre + half, Rounding.Up);
        if (view.QuoteOf(instrument) is { } quote)
        {
            Snipe(view, orders, quote, centre, new Quantity(3 * DrawSize(view).Lots));

            // Who would cross waits for the others to move.
            bid = !quote.AskQuantity.IsZero && bid >= quote.Ask ? quote.Ask - 1 : bid;
            ask = !quote.BidQuantity.IsZero && ask <= quote.Bid ? quote.Bid + 1 : ask;
        }

        // What stands nearer to the centre than it would now place is wrong, and goes at once.
        var inside = half * 0.5;
        _lives.Prune(view, orders, order => order.Side == Side.Buy
            ? order.Price.Ticks > centre - inside
            : order.Price.Ticks < centre + inside);
        Quote(view, orders, Side.Buy, bid);
        Quote(view, orders, Side.Sell, ask);
        var deep = random.Chance(options.DeepChance);
        var side = random.Chance(0.5) ? Side.Buy : Side.Sell;
        var distance = (long)Math.Min(random.NextPareto(options.DistanceExponent, 1), 500);
        if (deep)
        {
            Quote(view, orders, side, (side == Side.Buy ? bid : ask) - (side.Sign() * distance), distance);
        }
    }

    private double Pressure(SimTime now)
        => _pressure * PortableMath.Exp(-(now - _lastTrade).ToSeconds() / options.PressureMemory.ToSeconds());

    private void Look(MarketView view)
    {
        var now = value.At(view.Now);
        if (double.IsNaN(_error))
        {
            _error = options.ErrorTicks * view.Random.NextNormal();
            _mood = options.MoodDeviation * view.Random.NextNormal();
            (_seen, _lastLook) = (now, view.Now);
            return;
        }

        var passed = (view.Now - _lastLook).ToSeconds();
        _error = Drift(view, _error, options.ErrorTicks, passed / options.ErrorPersistence.ToSeconds());
        _mood = Drift(view, _mood, options.MoodDeviation, passed / options.MoodPersistence.ToSeconds());
        var forget = PortableMath.Exp(-passed / VolatilityMemorySeconds);
        var change = Math.Min((now - _seen) * (now - _seen), 400);
        _variance = (_variance * forget) + ((1 - forget) * change / Math.Max(passed, 1e-6));
        (_seen, _lastLook) = (now, view.Now);
    }

    // A step of an Ornstein-Uhlenbeck process.
    private static double Drift(MarketView view, double state, double deviation, double passed)
    {
        var keep = PortableMath.Exp(-passed);
        return (state * keep) + (deviation * Math.Sqrt(1 - (keep * keep)) * view.Random.NextNormal());
    }

    // Quotes of others that have not moved with the value yet.
    private void Snipe(MarketView view, OrderPad orders, Quote quote, double centre, Quantity size)
    {
        var buys = !quote.AskQuantity.IsZero && centre - quote.Ask.Ticks > options.SnipeTicks;
        var sells = !quote.BidQuantity.IsZero && quote.Bid.Ticks - centre > options.SnipeTicks;
        if (buys == sells)
        {
            return;
        }

        var (side, touch, shown) = buys
            ? (Side.Buy, quote.Ask, quote.AskQuantity) : (Side.Sell, quote.Bid, quote.BidQuantity);
        var lots = Sizes.Affordable(view, instrument, side, touch, Quantity.Min(shown, size));
        if (!lots.IsZero)
        {
            orders.Limit(instrument, side, touch, lots, TimeInForce.Ioc);
        }
    }

    private Quantity DrawSize(MarketView view) => Sizes.DrawPareto(
        view.Random, options.SizeExponent, options.LeastLots, options.LeastLots * options.MostTimesLeast,
        view.Instruments[instrument.Value].LotStep);

    // The farther from the touch, the longer an order is left alone.
    private void Quote(MarketView view, OrderPad orders, Side side, Price price, long distance = 0)
    {
        var random = view.Random;
        var terms = view.Instruments[instrument.Value];
        var size = DrawSize(view);
        var life = random.NextPareto(options.LifeExponent, options.LeastLife.ToSeconds()) * (1 + distance) * (1 + distance);
        life = Math.Min(life, options.MostLife.ToSeconds());
        price = Quotes.OnTick(terms, side, price);
        if (_lives.Count >= options.MaxOrders || _lives.Has(view, side, price))
        {
            return;
        }

        var lots = Sizes.Affordable(view, instrument, side, price, size);
        if (!lots.IsZero)
        {
            var command = Commands.Limit(default, instrument, default, side, price, lots) with { PostOnly = PostOnly.Reject };
            _lives.Add(orders.Place(command), view.Now + SimDuration.FromSeconds(life));
        }
    }
}
