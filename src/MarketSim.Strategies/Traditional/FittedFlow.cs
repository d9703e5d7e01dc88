using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Strategies;

/// <summary>An order flow as it was found in a recording: what <c>marketsim calibrate</c> writes.</summary>
/// <remarks>
/// Limit and market orders of both sides are a Hawkes process with exponential kernels (Hawkes 1971). Limit orders improve on the best
/// price with a chance that grows with the spread, come at it, or behind it; each is cancelled after a life of its own (Challet and
/// Stinchcombe 2001; Bouchaud, Mézard and Potters 2002). Sizes are log-normal with a power-law tail.
/// <para>It wants nothing, but some know the fundamental value: orders choose their side by it the more often the farther the price has
/// gone from it. So over minutes the price is about as volatile as the value.</para>
/// </remarks>
public sealed class FittedFlow : IStrategy
{
    // Orders up to so many ticks behind the best price are close to it.
    private const long ClosestTicks = 5;

    private const double LookSeconds = 20;
    private const int MostLooks = 4_320;
    private const double LongestLagSeconds = 60;

    private readonly StrategySetting _setting;
    private readonly FittedFlowOptions _options;
    private readonly HawkesProcess _process;

    // By when they are due, then in the order in which they were sent.
    private readonly PriorityQueue<OrderId, (SimTime Due, ulong Order)> _lives = new();
    private int _next = -1;
    private SimTime _nextAt;
    private bool _hasBegun;

    /// <summary>A flow.</summary>
    /// <exception cref="ArgumentException">Events would bring forth more and more, or a table does not fit.</exception>
    public FittedFlow(StrategySetting setting, FittedFlowOptions options)
    {
        ArgumentNullException.ThrowIfNull(setting);
        ArgumentNullException.ThrowIfNull(options);
        if (options.MarketBranching.Count != 4 || options.LimitBranching.Count != 4
            || options.InsideChances.Count != options.SpreadEdges.Count + 1 || options.Profile.Count == 0
            || options.InsideDepths.Count == 0 || options.Distances.Count == 0 || options.InsideLives.Count == 0
            || options.TouchLives.Count == 0 || options.CloseLives.Count == 0 || options.FarLives.Count == 0)
        {
            throw new ArgumentException(
                "A fitted flow has four numbers of branching for market and for limit orders, one more chance inside than spread edges, and no empty table.");
        }

        (_setting, _options) = (setting, options);
        var (m, l) = (options.MarketBranching, options.LimitBranching);
        double[,] branching =
        {
            { m[0], m[1], m[2], m[3] }, { m[1], m[0], m[3], m[2] }, { l[0], l[1], l[2], l[3] }, { l[1], l[0], l[3], l[2] },
        };
        var decays = new double[4, 4];
        for (var i = 0; i < 16; i++)
        {
            decays[i / 4, i % 4] = i < 8 ? options.MarketDecay : options.LimitDecay;
        }

        _process = new HawkesProcess([options.MarketBase, options.MarketBase, options.LimitBase, options.LimitBase], branching, decays);
    }

    /// <summary>What can be set of it.</summary>
    public static StrategyType Type { get; } = new(
    [
        StrategyOption.Number("market-base", "0.1", 0, 1e6, "Market orders on each side that nothing brought forth.", "a second"),
        StrategyOption.Numbers(
            "market-branching", "0.3 0.02 0.02 0.02", "Market orders that a market order of the same and the other side, and a limit order of these bring forth."),
        StrategyOption.Number("market-decay", "5", 1e-6, 1e6, "How fast that fades.", "a second"),
        StrategyOption.Number("limit-base", "1.5", 0, 1e6, "Limit orders on each side that nothing brought forth.", "a second"),
        StrategyOption.Numbers("limit-branching", "0.3 0.3 0.3 0.2", "Limit orders brought forth, likewise."),
        StrategyOption.Number("limit-decay", "5", 1e-6, 1e6, "How fast that fades.", "a second"),
        StrategyOption.Numbers(
            "market-sizes", "100 0.3 4 1.1 500 1.8", "Sizes of market orders: typical lots, their share, µ and σ of the logarithm, where the tail begins, its exponent."),
        StrategyOption.Numbers("limit-sizes", "100 0.5 4.3 0.9 400 2", "Sizes of limit orders, likewise."),
        StrategyOption.Ticks("tick-units", "1", "One step of prices.", from: 1),
        StrategyOption.Numbers("spread-edges", "3 6", "Spreads that part the classes of inside-chances, rising.", "ticks"),
        StrategyOption.Numbers("inside-chances", "0.02 0.15 0.4", "The chance that a limit order comes inside the spread, by how wide it is."),
        StrategyOption.Number("touch-chance", "0.4", 0, 1, "The chance that one that does not comes at the best price."),
        StrategyOption.Numbers("inside-depths", "0.1 0.25 0.5 0.9", "How deep orders come inside the spread, as a share of it: quantiles at equal steps."),
        StrategyOption.Numbers("distances", "1 1 2 3 5 8 15 40", "How far behind the best price all others come: quantiles at equal steps.", "ticks"),
        StrategyOption.Numbers("inside-lives", "0.01 0.1 0.5 2 10 40", "Lives of orders that come inside the spread: quantiles at equal steps.", "seconds"),
        StrategyOption.Numbers("touch-lives", "0.02 0.2 1 4 15 60", "Lives of orders that come at the best price, likewise.", "seconds"),
        StrategyOption.Numbers("close-lives", "0.05 0.5 2 8 30 120", "Lives of orders that come one to five ticks behind it, likewise.", "seconds"),
        StrategyOption.Numbers("far-lives", "0.1 1 5 20 60 300", "Lives of all others, likewise.", "seconds"),
        StrategyOption.Numbers("profile", "1", "The pace of the base rates over the session, in equal parts; their mean is 1."),
        StrategyOption.Duration("session", "6.5h", "How long the session is that the profile is of."),
        StrategyOption.Number("pull-ticks", "10", 0, 1e9, "Distance from the value at which all who choose a side by it go its way; 0 for nobody.", "ticks"),
        StrategyOption.Ticks("start-half-spread", "2", "Half the spread at the start, in ticks.", from: 1),
        StrategyOption.Count("start-orders", "50", "Orders on each side at the start.", from: 0),
    ],
    (setting, options) =>
    {
        IReadOnlyList<double> List(string name) => NumberList.Parse(options.Text(name));
        return new FittedFlow(setting, new FittedFlowOptions
        {
            MarketBase = options.Number("market-base"), MarketBranching = List("market-branching"), MarketDecay = options.Number("market-decay"),
            LimitBase = options.Number("limit-base"), LimitBranching = List("limit-branching"), LimitDecay = options.Number("limit-decay"),
            MarketSizes = FittedSizes.Parse(options.Text("market-sizes")), LimitSizes = FittedSizes.Parse(options.Text("limit-sizes")),
            TickUnits = options.Integer("tick-units"), SpreadEdges = List("spread-edges"), InsideChances = List("inside-chances"),
            TouchChance = options.Number("touch-chance"), InsideDepths = List("inside-depths"), Distances = List("distances"),
            InsideLives = List("inside-lives"), TouchLives = List("touch-lives"),
            CloseLives = List("close-lives"), FarLives = List("far-lives"), Profile = List("profile"), Session = options.Duration("session"),
            PullTicks = options.Number("pull-ticks"), StartHalfSpread = options.Integer("start-half-spread"),
            StartOrders = options.Count("start-orders"),
        });
    });

    /// <inheritdoc/>
    public SimTime NextWake(MarketView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        if (!_hasBegun)
        {
            return view.Now + SimDuration.FromMicroseconds(1);
        }

        if (_next < 0)
        {
            DrawNext(view);
        }

        var wake = _lives.TryPeek(out _, out var first) && first.Due < _nextAt ? first.Due : _nextAt;
        return wake > view.Now ? wake : view.Now + SimDuration.FromMicroseconds(1);
    }

    /// <inheritdoc/>
    public void Decide(MarketView view, OrderPad orders)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(orders);
        if (!_hasBegun)
        {
            _hasBegun = true;
            _process.Advance(view.Now.ToSeconds());
            Begin(view, orders);
            return;
        }

        Withdraw(view, orders);
        if (_next >= 0 && view.Now >= _nextAt)
        {
            var (isMarket, side) = (_next < 2, _next % 2 == 0 ? Side.Buy : Side.Sell);
            _next = -1;
            Act(view, orders, isMarket, side);
        }
    }

    private void DrawNext(MarketView view)
    {
        if (view.Now.ToSeconds() - _process.Time > LongestLagSeconds)
        {
            // A night has passed, or it comes late.
            _process.Advance(view.Now.ToSeconds());
        }

        for (var look = 0; look < MostLooks && _next < 0; look++)
        {
            var part = _process.Time / _options.Session.ToSeconds() % 1 * _options.Profile.Count;
            _next = _process.Next(view.Random, _process.Time + LookSeconds, _options.Profile[(int)Math.Min(part, _options.Profile.Count - 1)]);
        }

        _nextAt = SimTime.Zero + SimDuration.FromSeconds(_process.Time);
    }

    private void Begin(MarketView view, OrderPad orders)
    {
        for (var i = 0; i < _options.StartOrders; i++)
        {
            foreach (var side in (ReadOnlySpan<Side>)[Side.Buy, Side.Sell])
            {
                var best = _setting.Reference - (side.Sign() * _options.StartHalfSpread * _options.TickUnits);
                Rest(view, orders, side, best, i == 0 ? 0 : (long)Quantile(view.Random, _options.Distances));
            }
        }
    }

    private void Withdraw(MarketView view, OrderPad orders)
    {
        while (_lives.TryPeek(out var id, out var life) && life.Due <= view.Now)
        {
            _lives.Dequeue();
            foreach (var order in view.OpenOrders)
            {
                if (order.Id == id)
                {
                    orders.Cancel(order);
                    break;
                }
            }
        }
    }

    private void Act(MarketView view, OrderPad orders, bool isMarket, Side side)
    {
        var random = view.Random;
        if (view.QuoteOf(_setting.Instrument) is not { IsTwoSided: true } quote)
        {
            Rest(view, orders, side, Lone(view, side), 0);
            return;
        }

        if (isMarket)
        {
            side = Choose(view, quote, side);
            var terms = view.Terms(_setting.Instrument);
            var spread = quote.Ask - quote.Bid;
            var touch = side == Side.Buy ? quote.Ask : quote.Bid;
            var worst = Quotes.OnTick(terms, side, touch + (side.Sign() * spread));
            var lots = Sizes.Affordable(view, _setting.Instrument, side, worst, Lots(terms, _options.MarketSizes.Draw(random)));
            if (!lots.IsZero)
            {
                orders.Limit(_setting.Instrument, side, worst, lots, TimeInForce.Ioc);
            }

            return;
        }

        PlaceLimit(view, orders, side, quote);
    }

    private void PlaceLimit(MarketView view, OrderPad orders, Side side, Quote quote)
    {
        var random = view.Random;
        side = Choose(view, quote, side);
        var ticks = (quote.Ask - quote.Bid) / _options.TickUnits;
        var place = 0;
        while (place < _options.SpreadEdges.Count && ticks > _options.SpreadEdges[place])
        {
            place++;
        }

        if (ticks > 1 && random.Chance(_options.InsideChances[place]))
        {
            var depth = Math.Clamp((long)Math.Round(Quantile(random, _options.InsideDepths) * ticks), 1, ticks - 1);
            Rest(view, orders, side, Best(quote, side), -depth);
        }
        else if (random.Chance(_options.TouchChance))
        {
            Rest(view, orders, side, Best(quote, side), 0);
        }
        else
        {
            Rest(view, orders, side, Best(quote, side), (long)Math.Max(1, Math.Round(Quantile(random, _options.Distances))));
        }
    }

    private void Rest(MarketView view, OrderPad orders, Side side, Price best, long ticks)
    {
        var terms = view.Terms(_setting.Instrument);
        var size = Lots(terms, _options.LimitSizes.Draw(view.Random));
        var life = Quantile(view.Random, Lives(ticks));
        var price = Quotes.OnTick(terms, side, best - (side.Sign() * ticks * _options.TickUnits));
        var lots = Sizes.Affordable(view, _setting.Instrument, side, price, size);
        if (!lots.IsZero)
        {
            var order = orders.Limit(_setting.Instrument, side, price, lots);
            _lives.Enqueue(order, (view.Now + SimDuration.FromSeconds(Math.Max(1e-6, life)), order.Value));
        }
    }

    private IReadOnlyList<double> Lives(long ticks) => ticks switch
    {
        < 0 => _options.InsideLives,
        0 => _options.TouchLives,
        <= ClosestTicks => _options.CloseLives,
        _ => _options.FarLives,
    };

    // Towards the value, the more often the farther the price has gone from it.
    private Side Choose(MarketView view, Quote quote, Side side)
    {
        if (_options.PullTicks == 0)
        {
            return side;
        }

        var gap = _setting.Fundamental.At(view.Now) - ((quote.Bid.Ticks + quote.Ask.Ticks) * 0.5);
        var strength = Math.Clamp(gap / (_options.PullTicks * _options.TickUnits), -1, 1);
        return view.Random.Chance(Math.Abs(strength)) ? (strength > 0 ? Side.Buy : Side.Sell) : side;
    }

    // Where one side or both are empty: around what is left, or the value.
    private Price Lone(MarketView view, Side side)
    {
        var half = _options.StartHalfSpread * _options.TickUnits;
        return view.QuoteOf(_setting.Instrument) switch
        {
            { BidQuantity.IsZero: false } quote => side == Side.Buy ? quote.Bid : quote.Bid + (2 * half),
            { AskQuantity.IsZero: false } quote => side == Side.Sell ? quote.Ask : quote.Ask - (2 * half),
            _ => new Price((long)Math.Round(_setting.Fundamental.At(view.Now))) - (side.Sign() * half),
        };
    }

    private static Price Best(Quote quote, Side side) => side == Side.Buy ? quote.Bid : quote.Ask;

    private static Quantity Lots(Instrument terms, long lots) => new(Math.Max(1, lots / terms.LotStep) * terms.LotStep);

    // A number between two neighbouring quantiles; they are at the middles of equal parts.
    private static double Quantile(Rng random, IReadOnlyList<double> table)
    {
        var place = Math.Clamp((random.NextDouble() * table.Count) - 0.5, 0, table.Count - 1);
        var low = Math.Min((int)place, table.Count - 2);
        return low < 0 ? table[0] : table[low] + ((table[low + 1] - table[low]) * (place - low));
    }
}
