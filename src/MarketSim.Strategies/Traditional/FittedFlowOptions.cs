using MarketSim.Core;

namespace MarketSim.Strategies;

/// <summary>What describes a <see cref="FittedFlow"/>: what <c>marketsim calibrate</c> finds in a recording.</summary>
public sealed record FittedFlowOptions
{
    /// <summary>Market orders a second on each side that nothing brought forth.</summary>
    public double MarketBase { get; init; }

    /// <summary>Market orders that a market order of the same and the other side, and a limit order of the same and the other side bring
    /// forth.</summary>
    public IReadOnlyList<double> MarketBranching { get; init; } = [0, 0, 0, 0];

    /// <summary>How fast that fades, per second.</summary>
    public double MarketDecay { get; init; } = 1;

    /// <summary>Limit orders a second on each side that nothing brought forth.</summary>
    public double LimitBase { get; init; }

    /// <summary>Limit orders brought forth, likewise.</summary>
    public IReadOnlyList<double> LimitBranching { get; init; } = [0, 0, 0, 0];

    /// <summary>How fast that fades, per second.</summary>
    public double LimitDecay { get; init; } = 1;

    /// <summary>Sizes of market orders.</summary>
    public required FittedSizes MarketSizes { get; init; }

    /// <summary>Sizes of limit orders.</summary>
    public required FittedSizes LimitSizes { get; init; }

    /// <summary>Price units of one step of prices.</summary>
    public long TickUnits { get; init; } = 1;

    /// <summary>Spreads in ticks that part the classes of <see cref="InsideChances"/>, rising.</summary>
    public IReadOnlyList<double> SpreadEdges { get; init; } = [];

    /// <summary>The chance that a limit order comes inside the spread, by how wide it is; one more than the edges.</summary>
    public IReadOnlyList<double> InsideChances { get; init; } = [0];

    /// <summary>The chance that one that does not comes at the best price.</summary>
    public double TouchChance { get; init; } = 0.5;

    /// <summary>How deep orders come inside the spread, as a share of it: quantiles at equal steps.</summary>
    public IReadOnlyList<double> InsideDepths { get; init; } = [0.5];

    /// <summary>Ticks behind the best price of all others: quantiles at equal steps.</summary>
    public IReadOnlyList<double> Distances { get; init; } = [1];

    /// <summary>Lives in seconds of orders that came inside the spread: quantiles at equal steps.</summary>
    public IReadOnlyList<double> InsideLives { get; init; } = [1];

    /// <summary>Of orders that came at the best price.</summary>
    public IReadOnlyList<double> TouchLives { get; init; } = [1];

    /// <summary>Of orders that came up to five ticks behind it.</summary>
    public IReadOnlyList<double> CloseLives { get; init; } = [5];

    /// <summary>Of all others.</summary>
    public IReadOnlyList<double> FarLives { get; init; } = [10];

    /// <summary>The pace of the base rates over the session, in equal parts; their mean is 1.</summary>
    public IReadOnlyList<double> Profile { get; init; } = [1];

    /// <summary>How long the session is that the profile is of.</summary>
    public SimDuration Session { get; init; } = SimDuration.FromMinutes(390);

    /// <summary>Distance of the price from the value, in ticks, at which all who choose a side by it go its way; 0 for nobody.</summary>
    public double PullTicks { get; init; }

    /// <summary>Half the spread at the start, in ticks.</summary>
    public long StartHalfSpread { get; init; } = 1;

    /// <summary>Orders on each side at the start.</summary>
    public int StartOrders { get; init; } = 50;
}

/// <summary>Sizes as a log-normal body with a power-law tail, and one typical size of which many orders are.</summary>
/// <param name="Typical">In lots.</param>
/// <param name="TypicalShare">Which part of the orders has it.</param>
/// <param name="Mu">Mean of the logarithm.</param>
/// <param name="Sigma">Standard deviation of the logarithm.</param>
/// <param name="TailFrom">Where the tail begins: the upper twentieth, in lots.</param>
/// <param name="Tail">Its exponent.</param>
public sealed record FittedSizes(long Typical, double TypicalShare, double Mu, double Sigma, double TailFrom, double Tail)
{
    private const double TailShare = 0.05;

    /// <summary>Reads the six numbers.</summary>
    /// <exception cref="ArgumentException">They are not six.</exception>
    public static FittedSizes Parse(string text)
    {
        var numbers = NumberList.Parse(text);
        return numbers.Count == 6 && numbers[0] >= 1 && numbers[4] >= 1 && numbers[5] > 0
            ? new FittedSizes((long)numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5])
            : throw new ArgumentException(
                $"'{text}' was given; accepted are six numbers: typical lots, their share, µ, σ, lots at which the tail begins, its exponent.");
    }

    /// <summary>Draws a size, of at least one lot.</summary>
    public long Draw(Rng random)
    {
        if (random.Chance(TailShare))
        {
            return (long)Math.Min(random.NextPareto(Tail, TailFrom), TailFrom * 1_000);
        }

        return random.Chance(TypicalShare / (1 - TailShare)) ? Typical
            : (long)Math.Max(1, Math.Min(Math.Round(random.NextLogNormal(Mu, Sigma)), TailFrom));
    }
}
