using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Strategies;

/// <summary>What a trader who learns beliefs does.</summary>
public sealed record HeuristicBeliefLearningOptions
{
    /// <summary>Who it is.</summary>
    public AuctionTraderOptions Trader { get; init; } = new();

    /// <summary>L: how many trades back it remembers.</summary>
    public int Memory { get; init; } = 8;
}

/// <summary>Calls out the price at which it believes to gain most (heuristic belief learning, HBL or GD).</summary>
/// <remarks>Source: Gjerstad and Dickhaut (1998), "Price formation in double auctions", section 3.4: a seller of cost c offers
/// a = argmax (a − c)·p(a), a buyer of value v bids argmax (v − b)·q(b), by the beliefs of <see cref="TradeBeliefs"/>. What does not
/// better the market (their spread reduction rule) would not be heard; who can have the other side's price has it for certain.</remarks>
public class HeuristicBeliefLearning : AuctionTrader
{
    // Between two prices that were heard the best one is looked for at so many places; beliefs bend but once there.
    private const int Places = 8;

    /// <summary>What can be set of it.</summary>
    public static StrategyType Type { get; } = new(
    [
        .. AuctionTraderOptions.Specs,
        StrategyOption.Count("memory", "8", "L: how many trades back it remembers."),
    ],
    (setting, options) => new HeuristicBeliefLearning(setting, new HeuristicBeliefLearningOptions
    {
        Trader = AuctionTraderOptions.Of(options), Memory = options.Count("memory"),
    }));

    private bool _hasHeard = true;
    private (Price Limit, Quote? Quote, Price? Price) _judged;

    /// <summary>A trader of one instrument.</summary>
    public HeuristicBeliefLearning(StrategySetting setting, HeuristicBeliefLearningOptions options)
        : base(setting, options?.Trader!) => Beliefs = new TradeBeliefs(options!.Memory, Ceiling);

    /// <summary>What it believes.</summary>
    public TradeBeliefs Beliefs { get; }

    /// <inheritdoc/>
    protected sealed override void Hear(in Shout shout, MarketView view)
    {
        Beliefs.Hear(shout);
        _hasHeard = true;
    }

    /// <inheritdoc/>
    protected sealed override Price? Choose(Price limit, Quote? quote, MarketView view)
    {
        // Who has heard nothing new has nothing new to say.
        if (_hasHeard || quote != _judged.Quote || limit != _judged.Limit)
        {
            _hasHeard = false;
            _judged = (limit, quote, BestPrice(limit, quote));
        }

        return _judged.Price;
    }

    /// <summary>The price that is worth most; null if none is worth anything.</summary>
    protected virtual Price? BestPrice(Price limit, Quote? quote)
    {
        var best = (Worth: 0.0, Price: (Price?)null);
        foreach (var (price, belief) in Chances(limit, quote))
        {
            var worth = Worth(price, belief, limit);
            if (worth > best.Worth)
            {
                best = (worth, price);
            }
        }

        return best.Price;
    }

    /// <summary>What calling out a price is worth.</summary>
    /// <param name="price">The price.</param>
    /// <param name="belief">How likely it is to be accepted.</param>
    /// <param name="limit">What the unit is worth.</param>
    protected virtual double Worth(Price price, double belief, Price limit) => belief * Role.Sign() * (limit - price);

    /// <summary>Prices that might be called out, none at a loss, with how likely each is to be accepted.</summary>
    protected IEnumerable<(Price Price, double Belief)> Chances(Price limit, Quote? quote)
    {
        var own = Best(quote, Role);
        var other = Best(quote, Role.Opposite());
        if (other is { } offered && Gains(offered, limit))
        {
            yield return (offered, 1);
        }

        var last = 0L;
        foreach (var point in Beliefs.Prices.Append(Ceiling).Append(limit).Order())
        {
            for (var i = 1; i <= Places; i++)
            {
                var price = new Price(last + ((point.Ticks - last) * i / Places));
                if (Gains(price, limit) && (own is not { } standing || Gains(standing, price))
                    && (other is not { } there || Gains(price, there)))
                {
                    yield return (price, Beliefs.Of(Role, price.Ticks));
                }
            }

            last = point.Ticks;
        }
    }

    // Whether one price is better for the caller than another.
    private bool Gains(Price price, Price than) => Role == Side.Buy ? price < than : price > than;
}
