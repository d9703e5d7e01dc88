using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Strategies;

/// <summary>What Kyle's market maker does.</summary>
public sealed record KyleMakerOptions
{
    /// <summary>The order of events.</summary>
    public KyleRounds Rounds { get; init; } = new();

    /// <summary>Lots at each price level.</summary>
    public long LevelLots { get; init; } = 25;

    /// <summary>Price levels on each side.</summary>
    public int Levels { get; init; } = 250;

    /// <summary>λ that one who learns begins with; null for one who knows the equilibrium.</summary>
    public double? FirstImpact { get; init; }
}

/// <summary>Prices each auction at what its net demand says of the value: p + λy.</summary>
/// <remarks>
/// Source: Kyle (1985), "Continuous auctions and insider trading", section 2 and theorem 2. The rule is shown to the market as a ladder
/// of limit orders around the last price: whoever demands y lots in all finds them up to the price p + λy, at which the auction clears.
/// One that learns does not know the equilibrium: when a round's value is known it regresses values on demands, which is what it means
/// that prices are efficient.
/// </remarks>
public sealed class KyleMaker : IStrategy
{
    /// <summary>What can be set of it.</summary>
    public static StrategyType Type { get; } = new(
    [
        .. KyleRounds.Specs,
        StrategyOption.Lots("level-lots", "25", "Lots at each price level."),
        StrategyOption.Count("levels", "250", "Price levels on each side."),
        StrategyOption.Flag("learns", false, "Whether it finds λ from values made known instead of knowing the equilibrium; for one auction a round."),
        StrategyOption.Number("first-impact", "0.05", 1e-12, 1e12, "λ that it uses before it has learnt.", "price units a lot"),
    ],
    (setting, options) => new KyleMaker(setting, new KyleMakerOptions
    {
        Rounds = KyleRounds.Of(options), LevelLots = options.Integer("level-lots"), Levels = options.Count("levels"),
        FirstImpact = options.Flag("learns") ? options.Number("first-impact") : null,
    }));

    private readonly StrategySetting _setting;
    private readonly KyleMakerOptions _options;
    private readonly KyleEquilibrium _equilibrium;
    private readonly LearntSlope? _impact;
    private readonly Dictionary<(Side Side, long Ticks), int> _wanted = [];
    private long? _position;
    private long _auction = -1;
    private double _price;

    /// <summary>A maker of one instrument.</summary>
    /// <exception cref="ArgumentException">It is to learn over more auctions than one a round.</exception>
    public KyleMaker(StrategySetting setting, KyleMakerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var rounds = options.Rounds;
        if (options.FirstImpact is not null && rounds.Auctions > 1)
        {
            throw new ArgumentException($"There are {rounds.Auctions} auctions a round; who learns can only do so with one.", nameof(options));
        }

        (_setting, _options) = (setting, options);
        _equilibrium = new KyleEquilibrium(rounds.Auctions, rounds.ValueDeviation, rounds.NoiseDeviation);
        _impact = options.FirstImpact is { } impact ? new LearntSlope(impact) : null;
    }

    /// <summary>λ as it has been learnt; that of the first auction for one who does not learn.</summary>
    public double Impact => _impact?.Value ?? _equilibrium.Auctions[0].Impact;

    private KyleRounds Rounds => _options.Rounds;

    /// <inheritdoc/>
    public SimTime NextWake(MarketView view) => Rounds.Next(view.Now, tenths: 1);

    /// <inheritdoc/>
    public void Decide(MarketView view, OrderPad orders)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(orders);
        var auction = Rounds.AuctionAt(view.Now);
        var position = view.Position(_setting.Instrument).Lots;
        TakeIn((_position ?? position) - position, auction);
        (_position, _auction) = (position, auction);
        var terms = view.Instruments[_setting.Instrument.Value];
        var impact = _impact?.Value ?? _equilibrium.Auctions[Rounds.PlaceOf(auction)].Impact;
        _wanted.Clear();
        Want(terms, Side.Buy, impact);
        Want(terms, Side.Sell, impact);
        CancelUnwanted(view, orders);
        QuoteLadder(view, orders, Side.Buy, impact);
        QuoteLadder(view, orders, Side.Sell, impact);
    }

    // What was demanded in the auction that is over moves the price; a new round begins where its value is expected.
    private void TakeIn(long demand, long auction)
    {
        if (_auction >= 0)
        {
            var place = Rounds.PlaceOf(_auction);
            _price += (_impact?.Value ?? _equilibrium.Auctions[place].Impact) * demand;
            if (demand != 0)
            {
                _impact?.Add(demand, Rounds.ValueOf(_auction, _setting.Fundamental) - PriorOf(_auction));
            }
        }

        if (_auction < 0 || Rounds.FirstOf(auction) != Rounds.FirstOf(_auction))
        {
            _price = PriorOf(auction);
        }
    }

    private double PriorOf(long auction) => Rounds.PriorOf(auction, _setting.Fundamental, _setting.Reference);

    private void Want(Instrument terms, Side side, double impact)
    {
        for (var level = 0; level < _options.Levels; level++)
        {
            var place = (side, PriceOf(terms, side, level, impact).Ticks);
            _wanted[place] = _wanted.GetValueOrDefault(place) + 1;
        }
    }

    // A level that nobody touched stays; where the price is the old one that is nearly all of the ladder.
    private void CancelUnwanted(MarketView view, OrderPad orders)
    {
        foreach (var order in view.OpenOrders)
        {
            var place = (order.Side, order.Price.Ticks);
            if (order.Open.Lots == _options.LevelLots && _wanted.GetValueOrDefault(place) is > 0 and var count)
            {
                _wanted[place] = count - 1;
            }
            else
            {
                orders.Cancel(order);
            }
        }
    }

    private void QuoteLadder(MarketView view, OrderPad orders, Side side, double impact)
    {
        var terms = view.Instruments[_setting.Instrument.Value];
        for (var level = 0; level < _options.Levels; level++)
        {
            var price = PriceOf(terms, side, level, impact);
            if (_wanted.GetValueOrDefault((side, price.Ticks)) is not (> 0 and var count))
            {
                continue;
            }

            _wanted[(side, price.Ticks)] = count - 1;
            var lots = Sizes.Affordable(view, _setting.Instrument, side, price, new Quantity(_options.LevelLots));
            if (!lots.IsZero && price > terms.MinPrice)
            {
                orders.Limit(_setting.Instrument, side, price, lots);
            }
        }
    }

    // A level stands in the middle of the demands that it serves, so that the price errs by half a level's lots at most.
    private Price PriceOf(Instrument terms, Side side, int level, double impact)
    {
        var distance = impact * _options.LevelLots * (level + 0.5);
        return Quotes.OnTick(terms, side, Price.FromDouble(_price - (side.Sign() * distance), Rounding.HalfUp));
    }
}
