using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Strategies;

/// <summary>What a trader of Hawkes flow does.</summary>
public sealed record HawkesFlowOptions
{
    /// <summary>Mean time between trades that nothing brought forth.</summary>
    public SimDuration MeanTake { get; init; } = SimDuration.FromSeconds(300);

    /// <summary>Mean time between limit orders that nothing brought forth.</summary>
    public SimDuration MeanAdd { get; init; } = SimDuration.FromSeconds(30);

    /// <summary>Trades on the same side that a trade brings forth.</summary>
    public double TakeAfterTake { get; init; } = 0.4;

    /// <summary>Limit orders on either side that a trade brings forth, and a limit order brings forth on its own.</summary>
    public double AddAfterAny { get; init; } = 0.3;

    /// <summary>In which time that fades, to 1/e.</summary>
    public SimDuration Memory { get; init; } = SimDuration.FromMilliseconds(500);

    /// <summary>How far through the best price a trade goes that is larger than what is shown there, in price units.</summary>
    public long WalkTicks { get; init; } = 3;

    /// <summary>Lots away from the position at the start at which its next order surely goes back.</summary>
    public long ReturnLots { get; init; } = 80;

    /// <summary>Smallest order in lots.</summary>
    public long LeastLots { get; init; } = 20;

    /// <summary>Tail exponent of sizes.</summary>
    public double SizeExponent { get; init; } = 1.5;

    /// <summary>The largest order, as a multiple of the smallest.</summary>
    public long MostTimesLeast { get; init; } = 200;

    /// <summary>Tail exponent of the distance of limit orders from their own side's best price.</summary>
    public double DistanceExponent { get; init; } = 1.3;

    /// <summary>The farthest limit order, in price units.</summary>
    public long MostDistanceTicks { get; init; } = 500;

    /// <summary>Tail exponent of the lives of limit orders.</summary>
    public double LifeExponent { get; init; } = 0.6;

    /// <summary>The shortest life.</summary>
    public SimDuration LeastLife { get; init; } = SimDuration.FromSeconds(3);

    /// <summary>The longest life.</summary>
    public SimDuration MostLife { get; init; } = SimDuration.FromMinutes(30);
}

/// <summary>Trades and places limit orders in bursts: each event makes others more likely for a moment. Sizes, distances from the best
/// price and lives of orders have power-law tails.</summary>
/// <remarks>Sources: Bacry, Mastromatteo and Muzy (2015), "Hawkes processes in finance" (arrivals); Bouchaud, Mézard and Potters (2002)
/// and Zovko and Farmer (2002) (distances); Gopikrishnan et al. (2000) (sizes); Challet and Stinchcombe (2001) (lives). It wants
/// nothing, and knows nothing but the quote.</remarks>
public sealed class HawkesFlow : IStrategy
{
    /// <summary>What can be set of it.</summary>
    public static StrategyType Type { get; } = new(
    [
        StrategyOption.Duration("mean-take", "300s", "Mean time between trades that nothing brought forth."),
        StrategyOption.Duration("mean-add", "30s", "Mean time between limit orders that nothing brought forth."),
        StrategyOption.Number("take-after-take", "0.4", 0, 0.9, "Trades on the same side that a trade brings forth."),
        StrategyOption.Number("add-after-any", "0.3", 0, 0.9, "Limit orders that an event brings forth."),
        StrategyOption.Duration("memory", "500ms", "In which time that fades, to 1/e."),
        StrategyOption.Ticks("walk-ticks", "3", "How far through the best price a trade goes that is larger than what is shown there."),
        StrategyOption.Lots("return-lots", "80", "Distance from its first position at which its next order surely goes back."),
        StrategyOption.Lots("least-lots", "20", "Smallest order."),
        StrategyOption.Number("size-exponent", "1.5", 0.1, 10, "Tail exponent of sizes."),
        StrategyOption.Count("most-times-least", "200", "The largest order, as a multiple of the smallest.", to: 1_000_000),
        StrategyOption.Number("distance-exponent", "1.3", 0.1, 10, "Tail exponent of the distance from the best price."),
        StrategyOption.Ticks("most-distance-ticks", "500", "The farthest limit order.", from: 1),
        StrategyOption.Number("life-exponent", "0.6", 0.1, 10, "Tail exponent of the lives of limit orders."),
        StrategyOption.Duration("least-life", "3s", "The shortest life."),
        StrategyOption.Duration("most-life", "30min", "The longest life."),
    ],
    (setting, options) => new HawkesFlow(setting.Instrument, new HawkesFlowOptions
    {
        MeanTake = options.Duration("mean-take"), MeanAdd = options.Duration("mean-add"),
        TakeAfterTake = options.Number("take-after-take"), AddAfterAny = options.Number("add-after-any"),
        Memory = options.Duration("memory"), WalkTicks = options.Integer("walk-ticks"), ReturnLots = options.Integer("return-lots"),
         LeastLots = options.Integer("least-lots"),
        SizeExponent = options.Number("size-exponent"), MostTimesLeast = options.Integer("most-times-least"),
        DistanceExponent = options.Number("distance-exponent"), MostDistanceTicks = options.Integer("most-distance-ticks"),
        LifeExponent = options.Number("life-exponent"), LeastLife = options.Duration("least-life"),
        MostLife = options.Duration("most-life"),
    }, setting.Flow, setting.Reference));

    private const int BuyTake = 0;
    private const int SellTake = 1;
    private const int BuyAdd = 2;
    private const int SellAdd = 3;

    // The pace of the market is looked up so often, for at most a day.
    private const double LookSeconds = 20;
    private const int MostLooks = 4_320;

    private const double LongestLagSeconds = 60;

    private readonly InstrumentId _instrument;
    private readonly HawkesFlowOptions _options;
    private readonly InformationFlow? _flow;
    private readonly HawkesProcess _process;
    private readonly Price _reference;
    private readonly OrderLives _lives = new();
    private long? _home;
    private int _next = -1;
    private SimTime _nextAt;
    private SimTime _desertedSince = SimTime.Never;

    /// <summary>A trader of one instrument.</summary>
    /// <param name="instrument">Which.</param>
    /// <param name="options">How it trades.</param>
    /// <param name="flow">The pace of the market; null for an even one.</param>
    /// <param name="reference">Where it places orders when there has been no market for a minute; zero to wait for one.</param>
    /// <exception cref="ArgumentException">Events would bring forth more and more.</exception>
    public HawkesFlow(InstrumentId instrument, HawkesFlowOptions options, InformationFlow? flow = null, Price reference = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        (_instrument, _options, _flow, _reference) = (instrument, options, flow, reference);
        var (take, add) = (0.5 / options.MeanTake.ToSeconds(), 0.5 / options.MeanAdd.ToSeconds());
        var (same, any) = (options.TakeAfterTake, options.AddAfterAny);
        double[,] branching =
        {
            { same, 0, 0, 0 },
            { 0, same, 0, 0 },
            { any / 2, any / 2, any, 0 },
            { any / 2, any / 2, 0, any },
        };
        var decays = new double[4, 4];
        for (var i = 0; i < 16; i++)
        {
            decays[i / 4, i % 4] = 1 / options.Memory.ToSeconds();
        }

        _process = new HawkesProcess([take, take, add, add], branching, decays);
    }

    /// <inheritdoc/>
    public SimTime NextWake(MarketView view)
    {
        if (_next < 0)
        {
            DrawNext(view);
        }

        var wake = _lives.FirstDue < _nextAt ? _lives.FirstDue : _nextAt;
        return wake > view.Now ? wake : view.Now + SimDuration.FromMicroseconds(1);
    }

    /// <inheritdoc/>
    public void Decide(MarketView view, OrderPad orders)
    {
        _lives.Prune(view, orders);
        if (_next < 0 || view.Now < _nextAt)
        {
            return;
        }

        var kind = _next;
        _next = -1;
        Act(view, orders, kind);
    }

    // Events follow from this trader's own chance alone, whatever became of its orders: of two runs that differ in one participant,
    // both have the same events.
    private void DrawNext(MarketView view)
    {
        if (view.Now.ToSeconds() - _process.Time > LongestLagSeconds)
        {
            // A night has passed, or it comes late.
            _process.Advance(view.Now.ToSeconds());
        }

        for (var look = 0; look < MostLooks && _next < 0; look++)
        {
            var pace = _flow?.At(SimTime.Zero + SimDuration.FromSeconds(_process.Time)) ?? 1;
            _next = _process.Next(view.Random, _process.Time + LookSeconds, pace);
        }

        _nextAt = SimTime.Zero + SimDuration.FromSeconds(_process.Time);
    }

    private void Act(MarketView view, OrderPad orders, int kind)
    {
        var random = view.Random;
        var terms = view.Instruments[_instrument.Value];
        var most = _options.LeastLots * _options.MostTimesLeast;
        var size = Sizes.DrawPareto(random, _options.SizeExponent, _options.LeastLots, most, terms.LotStep);
        var side = Return(view, kind is BuyTake or BuyAdd ? Side.Buy : Side.Sell);
        var distance = (long)Math.Min(random.NextPareto(_options.DistanceExponent, 1), _options.MostDistanceTicks) - 1;
        var life = Math.Min(random.NextPareto(_options.LifeExponent, _options.LeastLife.ToSeconds()), _options.MostLife.ToSeconds());
        if (view.QuoteOf(_instrument) is not { IsTwoSided: true } quote)
        {
            if (kind is BuyAdd or SellAdd && IsDeserted(view))
            {
                var middle = view.QuoteOf(_instrument) is { } known && Quotes.TryMiddle(known, out var seen) ? seen : _reference;
                Send(view, orders, side, Quotes.OnTick(terms, side, middle - (side.Sign() * (distance + 1))), size, SimDuration.FromSeconds(life));
            }

            return;
        }

        _desertedSince = SimTime.Never;
        if (kind is BuyTake or SellTake)
        {
            Send(view, orders, side, Quotes.Through(terms, quote, side, size, _options.WalkTicks), size, SimDuration.Zero);
            return;
        }

        var best = side == Side.Buy ? quote.Bid : quote.Ask;
        Send(view, orders, side, Quotes.OnTick(terms, side, best - (side.Sign() * distance)), size, SimDuration.FromSeconds(life));
    }

    // Where nobody else makes a market for a minute, it does.
    private bool IsDeserted(MarketView view)
    {
        _desertedSince = _desertedSince == SimTime.Never ? view.Now : _desertedSince;
        return _reference > Price.Zero && view.Now - _desertedSince > SimDuration.FromSeconds(60);
    }

    // Who has bought much sells sooner or later, and the other way round.
    private Side Return(MarketView view, Side side)
    {
        var position = view.Position(_instrument).Lots;
        _home ??= position;
        var pull = side.Sign() * (double)(position - _home.Value) / _options.ReturnLots;
        return view.Random.Chance(pull) ? side.Opposite() : side;
    }

    private void Send(MarketView view, OrderPad orders, Side side, Price price, Quantity size, SimDuration life)
    {
        var lots = Sizes.Affordable(view, _instrument, side, price, size);
        if (lots.IsZero)
        {
            return;
        }

        var isTake = life == SimDuration.Zero;
        var order = orders.Limit(_instrument, side, price, lots, isTake ? TimeInForce.Ioc : TimeInForce.Day);
        if (!isTake)
        {
            _lives.Add(order, view.Now + life);
        }
    }
}
