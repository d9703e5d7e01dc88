using MarketSim.Core;

namespace MarketSim.Strategies;

/// <summary>The cost and risk of selling or buying along a schedule, and the schedule that weighs them best.</summary>
/// <remarks>Source: Almgren and Chriss (2000), "Optimal execution of portfolio transactions", equations 4, 5 and 16 to 20. Money is in
/// units of the quote currency, quantities in shares, time in days or any other unit.</remarks>
public sealed record AlmgrenChrissModel
{
    /// <summary>X, what is to be traded.</summary>
    public double Quantity { get; init; } = 1_000_000;

    /// <summary>T, in how many units of time.</summary>
    public double Time { get; init; } = 5;

    /// <summary>N, in how many periods of equal length.</summary>
    public int Periods { get; init; } = 5;

    /// <summary>σ, standard deviation of the price over a unit of time.</summary>
    public double Volatility { get; init; } = 0.95;

    /// <summary>ε, fixed cost of a share: half of the spread, and fees.</summary>
    public double FixedCost { get; init; } = 0.0625;

    /// <summary>η, what the price gives way for each share a unit of time, while one trades.</summary>
    public double TemporaryImpact { get; init; } = 2.5e-6;

    /// <summary>γ, what the price gives way for good with each share.</summary>
    public double PermanentImpact { get; init; } = 2.5e-7;

    /// <summary>λ, what a unit of variance costs; zero for no aversion to risk.</summary>
    public double RiskAversion { get; init; } = 1e-6;

    /// <summary>τ, length of a period.</summary>
    public double Period => Time / Periods;

    /// <summary>η less γτ/2: of the temporary impact what permanent impact does not count already.</summary>
    public double NetTemporaryImpact => TemporaryImpact - (PermanentImpact * Period / 2);

    /// <summary>κ, urgency: the part of what is left that is traded in a unit of time, far from the end.</summary>
    /// <remarks>2 (cosh κτ - 1) / τ² = λσ² / η̃.</remarks>
    public double Urgency
    {
        get
        {
            var cosh = 1 + (RiskAversion * Volatility * Volatility / NetTemporaryImpact * Period * Period / 2);
            return PortableMath.Log(cosh + Math.Sqrt((cosh * cosh) - 1)) / Period;
        }
    }

    /// <summary>What is still held after a time under the best schedule: X sinh κ(T - t) / sinh κT.</summary>
    public double Holding(double time)
    {
        var left = Math.Clamp(Time - time, 0, Time);
        var urgency = Urgency;

        // Without urgency it is a straight line; the exponentials are written so that none of them overflows.
        return urgency * Time < 1e-6
            ? Quantity * left / Time
            : Quantity * (PortableMath.Exp(urgency * (left - Time)) - PortableMath.Exp(-urgency * (left + Time)))
                / (1 - PortableMath.Exp(-2 * urgency * Time));
    }

    /// <summary>The best schedule: what is held at the beginning and after each period.</summary>
    public IReadOnlyList<double> Holdings() => [.. Enumerable.Range(0, Periods + 1).Select(period => Holding(period * Period))];

    /// <summary>Expected cost of a schedule: γX²/2 + εX + (η̃/τ) Σn².</summary>
    /// <param name="holdings">What is held at the beginning and after each period; falling.</param>
    public double ExpectedCost(IReadOnlyList<double> holdings)
    {
        ArgumentNullException.ThrowIfNull(holdings);
        var (traded, squares) = (0.0, 0.0);
        for (var i = 1; i < holdings.Count; i++)
        {
            var part = holdings[i - 1] - holdings[i];
            traded += Math.Abs(part);
            squares += part * part;
        }

        return (PermanentImpact * Quantity * Quantity / 2) + (FixedCost * traded) + (NetTemporaryImpact / Period * squares);
    }

    /// <summary>Standard deviation of the cost of a schedule: σ √(τ Σx²).</summary>
    /// <param name="holdings">As above.</param>
    public double Deviation(IReadOnlyList<double> holdings)
    {
        ArgumentNullException.ThrowIfNull(holdings);
        return Volatility * Math.Sqrt(Period * holdings.Skip(1).Sum(held => held * held));
    }

    /// <summary>Throws where the model has no best schedule.</summary>
    /// <exception cref="ArgumentException">Permanent impact outweighs temporary impact.</exception>
    public AlmgrenChrissModel Checked() => NetTemporaryImpact > 0 ? this : throw new ArgumentException(
        "Temporary impact must exceed permanent impact times half a period; raise one, lower the other, or take more periods.");
}
