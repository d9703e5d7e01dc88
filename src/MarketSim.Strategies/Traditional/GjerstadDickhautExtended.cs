using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Strategies;

/// <summary>What a GDX trader does.</summary>
public sealed record GjerstadDickhautExtendedOptions
{
    /// <summary>Who it is.</summary>
    public AuctionTraderOptions Trader { get; init; } = new();

    /// <summary>How many trades back it remembers.</summary>
    public int Memory { get; init; } = 8;

    /// <summary>γ: what an opportunity later is worth as a fraction of one now.</summary>
    public double Discount { get; init; } = 0.9;

    /// <summary>Opportunities to call out that it looks ahead.</summary>
    public int Horizon { get; init; } = 20;
}

/// <summary>Weighs a trade now against those that waiting may bring, by dynamic programming over beliefs (GDX).</summary>
/// <remarks>
/// Source: Tesauro and Bredin (2002), "Strategic sequential bidding in auctions using dynamic programming", AAMAS, section 3. With the
/// beliefs f of Gjerstad and Dickhaut, m units left and n opportunities: V(m, n) = max over p of f(p)(s(p) + γV(m−1, n−1)) +
/// (1 − f(p))γV(m, n−1), s being the profit of the unit; the price that attains V now is called out.
/// </remarks>
public sealed class GjerstadDickhautExtended(StrategySetting setting, GjerstadDickhautExtendedOptions options)
    : HeuristicBeliefLearning(setting, new HeuristicBeliefLearningOptions
    {
        Trader = options?.Trader!, Memory = options?.Memory ?? 0,
    })
{
    /// <summary>What can be set of it.</summary>
    public static new StrategyType Type { get; } = new(
    [
        .. AuctionTraderOptions.Specs,
        StrategyOption.Count("memory", "8", "How many trades back it remembers."),
        StrategyOption.Number("discount", "0.9", 0, 1, "γ: what an opportunity later is worth.", "fraction of one now"),
        StrategyOption.Count("horizon", "20", "Opportunities to call out that it looks ahead.", to: 1_000),
    ],
    (setting, options) => new GjerstadDickhautExtended(setting, new GjerstadDickhautExtendedOptions
    {
        Trader = AuctionTraderOptions.Of(options), Memory = options.Count("memory"), Discount = options.Number("discount"),
        Horizon = options.Count("horizon"),
    }));

    // What waiting is worth if this unit does not trade now, and what the next units are worth if it does.
    private double _ifNot;
    private double _ifTraded;

    /// <inheritdoc/>
    protected override Price? BestPrice(Price limit, Quote? quote)
    {
        (_ifTraded, _ifNot) = LookAhead(quote);
        return base.BestPrice(limit, quote);
    }

    /// <inheritdoc/>
    protected override double Worth(Price price, double belief, Price limit)
        => belief * ((Role.Sign() * (limit - price)) + (options.Discount * (_ifTraded - _ifNot)));

    // Later opportunities are judged by beliefs alone: the quote of now will have gone.
    private (double IfTraded, double IfNot) LookAhead(Quote? quote)
    {
        var next = Values.Limits.Count - UnitsLeft;
        (double Price, double Belief)[][] chances = [.. Values.Limits.Skip(next).Select(limit => Later(limit, quote))];
        var (before, now) = (new double[UnitsLeft + 1], new double[UnitsLeft + 1]);
        for (var n = 1; n < options.Horizon; n++)
        {
            for (var m = 1; m <= UnitsLeft; m++)
            {
                var wait = options.Discount * before[m];
                var best = wait;
                double limit = Values.Limits[next + UnitsLeft - m].Ticks;
                foreach (var (price, belief) in chances[UnitsLeft - m])
                {
                    var gain = (Role.Sign() * (limit - price)) + (options.Discount * before[m - 1]);
                    best = Math.Max(best, (belief * gain) + ((1 - belief) * wait));
                }

                now[m] = best;
            }

            (before, now) = (now, before);
        }

        return (before[UnitsLeft - 1], before[UnitsLeft]);
    }

    private (double Price, double Belief)[] Later(Price limit, Quote? quote)
        => quote is null ? [] : [.. Chances(limit, null).Select(chance => ((double)chance.Price.Ticks, chance.Belief))];
}
