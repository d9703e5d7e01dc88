using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Strategies;

/// <summary>What a zero-intelligence trader after Bouchaud does.</summary>
public sealed record BouchaudZiOptions
{
    /// <summary>Mean time between its orders.</summary>
    public SimDuration MeanInterval { get; init; } = SimDuration.FromMicroseconds(100);

    /// <summary>Mean time for which it leaves an order open.</summary>
    public SimDuration MeanLifetime { get; init; } = SimDuration.FromMicroseconds(60);

    /// <summary>Share of its orders that take the opposite quote.</summary>
    public double MarketShare { get; init; } = 0.2;

    /// <summary>µ: the chance of a distance Δ falls as (1 + Δ)^-(1 + µ).</summary>
    public double TailExponent { get; init; } = 0.6;

    /// <summary>How far away it places orders at most, in price units.</summary>
    public long MaxDistance { get; init; } = 1_000;

    /// <summary>Size of its orders in lots.</summary>
    public long Lots { get; init; } = 1;
}

/// <summary>Places orders at random sides and at power-law distances from the opposite quote, takes now and then, and withdraws
/// what has not traded after a random time: order flow without intention.</summary>
/// <remarks>Source: Bouchaud, Mézard and Potters (2002), "Statistical properties of stock order books: empirical results and
/// models": arrivals, cancellations and distances are independent draws, µ = 0.6. Distances are counted from the opposite quote, so
/// that orders also narrow the spread. Before there is a quote it places around the price it was told.</remarks>
public sealed class BouchaudZi(InstrumentId instrument, Price reference, BouchaudZiOptions options) : IStrategy
{
    /// <summary>What can be set of it.</summary>
    public static StrategyType Type { get; } = new(
    [
        StrategyOption.Duration("mean-interval", "100us", "Mean time between its orders."),
        StrategyOption.Duration("mean-lifetime", "60us", "Mean time for which it leaves an order open."),
        StrategyOption.Number("market-share", "0.2", 0, 1, "Share of its orders that take the opposite quote."),
        StrategyOption.Number("tail-exponent", "0.6", 0.05, 10, "Exponent of the distribution function of distances."),
        StrategyOption.Ticks("max-distance", "1000", "How far away it places orders at most.", from: 1),
        StrategyOption.Lots("lots", "1", "Size of its orders."),
    ],
    (setting, options) => new BouchaudZi(setting.Instrument, setting.Reference, new BouchaudZiOptions
    {
        MeanInterval = options.Duration("mean-interval"), MeanLifetime = options.Duration("mean-lifetime"),
        MarketShare = options.Number("market-share"), TailExponent = options.Number("tail-exponent"),
        MaxDistance = options.Integer("max-distance"), Lots = options.Integer("lots"),
    }));

    private readonly List<(OrderId Order, SimTime Ends)> _resting = new(2);
    private SimTime _nextOrder = SimTime.Never;
    private SimTime _nextEnd = SimTime.Never;
    private bool _looks;

    /// <inheritdoc/>
    public bool Looks => _looks;

    /// <inheritdoc/>
    public SimTime NextWake(MarketView view)
    {
        if (_nextOrder <= view.Now || _nextOrder == SimTime.Never)
        {
            _nextOrder = view.Now + Intervals.Exponential(view.Random, options.MeanInterval);
        }

        // What should have ended while it looked at the market ends now.
        var end = _nextEnd <= view.Now ? view.Now + new SimDuration(1) : _nextEnd;
        return end < _nextOrder ? end : _nextOrder;
    }

    /// <inheritdoc/>
    public void OnWake(MarketView view, OrderPad orders)
    {
        ArgumentNullException.ThrowIfNull(view);
        _looks = _nextOrder <= view.Now;
        if (_nextEnd <= view.Now)
        {
            Withdraw(view, orders);
        }
    }

    /// <inheritdoc/>
    public void Decide(MarketView view, OrderPad orders)
    {
        var side = view.Random.Chance(0.5) ? Side.Buy : Side.Sell;
        var takes = view.Random.Chance(options.MarketShare);
        var quote = view.QuoteOf(instrument);
        var touch = quote is null ? default : side == Side.Buy ? quote.Ask : quote.Bid;
        var distance = takes ? 0 : Distance(view.Random);
        if (takes && touch == default)
        {
            return;
        }

        var price = Quotes.OnTick(view.Terms(instrument), side, Around(quote, side, touch) - (side.Sign() * distance));
        var lots = Strategies.Sizes.Affordable(view, instrument, side, price, new Quantity(options.Lots));
        if (lots.IsZero)
        {
            return;
        }

        var order = orders.Limit(instrument, side, price, lots, takes ? TimeInForce.Ioc : TimeInForce.Day);
        if (!takes)
        {
            var ends = view.Now + Intervals.Exponential(view.Random, options.MeanLifetime);
            _resting.Add((order, ends));
            _nextEnd = ends < _nextEnd ? ends : _nextEnd;
        }
    }

    // At least one step from the opposite quote, so that it does not trade; where there is none, on one's own side of the price.
    private Price Around(Quote? quote, Side side, Price touch)
        => touch != default ? touch : quote is { LastTrade: var last } && last != default ? last : reference;

    private long Distance(Rng random)
    {
        var drawn = PortableMath.Exp(-PortableMath.Log(random.NextOpenDouble()) / options.TailExponent);
        return drawn < options.MaxDistance ? (long)drawn : 1 + random.Below(options.MaxDistance);
    }

    private void Withdraw(MarketView view, OrderPad orders)
    {
        _nextEnd = SimTime.Never;
        for (var i = _resting.Count - 1; i >= 0; i--)
        {
            var (order, ends) = _resting[i];
            if (ends <= view.Now)
            {
                _resting.RemoveAt(i);
                foreach (var open in view.OpenOrders)
                {
                    if (open.Id == order)
                    {
                        orders.Cancel(open);
                        break;
                    }
                }
            }
            else
            {
                _nextEnd = ends < _nextEnd ? ends : _nextEnd;
            }
        }
    }
}
