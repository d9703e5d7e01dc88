using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>One position of a class (one underlying) in a portfolio margin account.</summary>
/// <param name="Quantity">Shares, or contracts; negative if short.</param>
/// <param name="Multiplier">Units of the underlying per share or contract: 1, 100.</param>
/// <param name="Option">Null for the underlying itself; spot and rate come from the array.</param>
public readonly record struct RiskLeg(double Quantity, double Multiplier, OptionInputs? Option, ExerciseStyle Style)
{
    /// <summary>The underlying itself: shares, or futures with their multiplier.</summary>
    public static RiskLeg Underlying(double quantity, double multiplier = 1)
        => new(quantity, multiplier, null, ExerciseStyle.European);

    /// <summary>Options.</summary>
    /// <param name="yield">Of the underlying; 0 by the rules' convention.</param>
    public static RiskLeg Of(
        double contracts, OptionRight right, double strike, double years, double volatility, double multiplier = 100,
        double yield = 0, ExerciseStyle style = ExerciseStyle.European)
        => new(contracts, multiplier, new OptionInputs(right, 0, strike, years, 0, yield, volatility), style);
}

/// <summary>How far the underlying is moved.</summary>
/// <param name="Up">0.15 is +15%; above 0.</param>
/// <param name="Down">0.15 is -15%; above 0, at most 1.</param>
public readonly record struct RiskRange(double Up, double Down)
{
    /// <summary>Single stocks and narrow indices.</summary>
    public static readonly RiskRange Stock = new(0.15, 0.15);

    /// <summary>Broad indices that are not of high capitalisation.</summary>
    public static readonly RiskRange BroadIndex = new(0.10, 0.10);

    /// <summary>Broad indices of high capitalisation.</summary>
    public static readonly RiskRange HighCapIndex = new(0.06, 0.08);
}

/// <summary>What a class gains or loses at each move, and what margin that asks for.</summary>
/// <param name="Moves">Relative moves of the underlying, from the lowest to the highest.</param>
/// <param name="Profits">The class's profit at each.</param>
/// <param name="Minimum">The least requirement, by the number of contracts.</param>
/// <remarks>Source: FINRA Rule 4210(g), after the OCC's theoretical intermarket margin system: ten equidistant moves, five a side; the
/// requirement is the worst loss, and at least $0.375 × multiplier for each option contract. Volatility and time stand still, and
/// the rate is 0 unless told otherwise.</remarks>
public sealed record RiskArray(IReadOnlyList<double> Moves, IReadOnlyList<double> Profits, double Minimum)
{
    private const int MovesPerSide = 5;

    /// <summary>The largest loss, as a positive number; 0 if no move loses.</summary>
    public double WorstLoss => Math.Max(0, -Profits.Min());

    /// <summary>The margin required.</summary>
    public double Requirement => Math.Max(WorstLoss, Minimum);

    /// <summary>The array of a class.</summary>
    /// <param name="spot">Price of the underlying; above 0.</param>
    /// <param name="rate">Risk-free rate of the model.</param>
    /// <param name="minimumPerUnit">0.375 by rule; times the multiplier for each option contract, long or short.</param>
    /// <exception cref="ArgumentException">A number is out of its range.</exception>
    public static RiskArray Of(
        double spot, RiskRange range, IReadOnlyList<RiskLeg> legs, double rate = 0, double minimumPerUnit = 0.375)
    {
        PricingGuard.Positive(spot, "spot");
        PricingGuard.Positive(range.Up, "move up");
        PricingGuard.Between(range.Down, double.Epsilon, 1, "move down");
        PricingGuard.NotNegative(minimumPerUnit, "minimum per unit");
        double[] moves =
        [
            .. Enumerable.Range(0, MovesPerSide).Select(k => -range.Down * (MovesPerSide - k) / MovesPerSide),
            .. Enumerable.Range(1, MovesPerSide).Select(k => range.Up * k / MovesPerSide),
        ];
        var profits = new double[moves.Length];
        var minimum = 0.0;
        foreach (var leg in legs)
        {
            var size = leg.Quantity * PricingGuard.Positive(leg.Multiplier, "multiplier");
            var now = Value(leg, spot, rate);
            for (var k = 0; k < moves.Length; k++)
            {
                profits[k] += size * (Value(leg, spot * (1 + moves[k]), rate) - now);
            }

            minimum += leg.Option is null ? 0 : Math.Abs(size) * minimumPerUnit;
        }

        return new RiskArray(moves, profits, minimum);
    }

    /// <summary>Two related classes together: at each move a gain counts in part against a loss of the other.</summary>
    /// <param name="offset">The part of a gain that counts against the other's loss: 0.9 is 90%; from 0 to 1.</param>
    /// <exception cref="ArgumentException">The arrays have different moves, or the offset is out of its range.</exception>
    public RiskArray OffsetBy(RiskArray other, double offset) => Together([this, other], offset);

    /// <summary>Related classes together: at each move losses count in full and gains in part.</summary>
    /// <param name="classes">At least one.</param>
    /// <param name="offset">The part of a gain that counts; from 0 to 1.</param>
    /// <exception cref="ArgumentException">The arrays have different moves, or the offset is out of its range.</exception>
    public static RiskArray Together(IReadOnlyList<RiskArray> classes, double offset)
    {
        PricingGuard.Between(offset, 0, 1, "offset");
        ArgumentNullException.ThrowIfNull(classes);
        var moves = classes[0].Moves;
        var (profits, minimum) = (new double[moves.Count], 0.0);
        foreach (var one in classes)
        {
            if (!moves.SequenceEqual(one.Moves))
            {
                throw new ArgumentException("Only arrays over the same moves can offset each other.");
            }

            for (var k = 0; k < profits.Length; k++)
            {
                profits[k] += one.Profits[k] > 0 ? one.Profits[k] * offset : one.Profits[k];
            }

            minimum += one.Minimum;
        }

        return new RiskArray(moves, profits, minimum);
    }

    /// <summary>The same of so many times what it is of.</summary>
    internal RiskArray Times(double factor) => new(Moves, [.. Profits.Select(profit => profit * factor)], Minimum * factor);

    private static double Value(RiskLeg leg, double spot, double rate)
    {
        if (leg.Option is not { } option)
        {
            return spot;
        }

        var inputs = option with { Spot = spot, Rate = rate };
        return leg.Style == ExerciseStyle.European ? BlackScholes.Price(inputs) : AmericanOption.Price(inputs);
    }
}
