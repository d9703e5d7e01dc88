using MarketSim.Core;

namespace MarketSim.Strategies;

/// <summary>The parameters of Cartea and Jaimungal. Money is in units of the quote currency, time in horizons.</summary>
public sealed record CarteaJaimungalOptions
{
    /// <summary>λ, takers of each side per horizon; positive.</summary>
    public double ArrivalRate { get; init; } = 140;

    /// <summary>κ: an order that is further away by 1/κ of money meets e times fewer takers; positive.</summary>
    public double ArrivalDecay { get; init; } = 1.5;

    /// <summary>φ: what holding q units over a horizon costs, divided by q². Half of γσ² makes it the maker of Avellaneda and Stoikov.
    /// </summary>
    public double RunningPenalty { get; init; } = 0.2;

    /// <summary>α: what getting rid of q units at the end of the horizon costs, divided by q².</summary>
    public double FinalPenalty { get; init; } = 0.001;

    /// <summary>What all makers of this kind share.</summary>
    public InventoryMakerOptions Shared { get; init; } = new() { MostUnits = 20 };
}

/// <summary>Quotes so that expected wealth less a penalty on inventory, during the horizon and at its end, is largest.</summary>
/// <remarks>Source: Cartea, Jaimungal and Penalva (2015), "Algorithmic and High-Frequency Trading", section 10.2: with
/// h(t, q) = ln ω(t, q) / κ the distances are δ(offer) = 1/κ + h(q) - h(q - 1) and δ(bid) = 1/κ + h(q) - h(q + 1), where ω solves
/// ∂ω/∂t(q) = φκq² ω(q) - λ/e · (ω(q - 1) + ω(q + 1)) from ω(T, q) = exp(-ακq²). It is solved once, by the classical Runge-Kutta
/// method backwards in time. Assumes as many takers of either side.</remarks>
public sealed class CarteaJaimungal : InventoryMaker
{
    private const int Steps = 200;

    /// <summary>What can be set of it.</summary>
    public static StrategyType Type { get; } = new(
    [
        StrategyOption.Number("arrival-rate", "140", 1e-9, 1e6, "λ: takers of each side.", "per horizon"),
        StrategyOption.Number("arrival-decay", "1.5", 1e-9, 1e9, "κ: how fast takers become rarer with distance.", "per currency unit"),
        StrategyOption.Number("running-penalty", "0.2", 0, 1e6, "φ: what inventory costs while it is held.", "currency units per unit² and horizon"),
        StrategyOption.Number("final-penalty", "0.001", 0, 1e6, "α: what inventory costs at the end of the horizon.", "currency units per unit²"),
        .. SharedOptions.Select(o => o.Name == "most-units" ? o with { Default = "20", Max = 200 } : o),
    ],
    (setting, values) => new CarteaJaimungal(setting, new CarteaJaimungalOptions
    {
        ArrivalRate = values.Number("arrival-rate"), ArrivalDecay = values.Number("arrival-decay"),
        RunningPenalty = values.Number("running-penalty"), FinalPenalty = values.Number("final-penalty"), Shared = Shared(values),
    }));

    private readonly CarteaJaimungalOptions _options;
    private readonly int _most;

    // h(t, q) by step that is left, then by inventory from the shortest to the longest.
    private readonly double[][] _values;

    /// <summary>A maker of one instrument.</summary>
    public CarteaJaimungal(StrategySetting setting, CarteaJaimungalOptions options)
        : base(setting, (options ?? throw new ArgumentNullException(nameof(options))).Shared)
    {
        _options = options;
        _most = options.Shared.MostUnits;
        _values = Solve(options);
    }

    /// <summary>How far from the middle it quotes, in money.</summary>
    /// <param name="inventory">Units above the target; within the limits.</param>
    /// <param name="left">The part of the horizon that is left.</param>
    public (double Bid, double Offer) DistancesAt(int inventory, double left)
    {
        var row = _values[Math.Clamp((int)Rounding.HalfUp.Apply(left * Steps), 0, Steps)];
        var place = Math.Clamp(inventory, -_most, _most) + _most;
        var nearest = 1 / _options.ArrivalDecay;
        return (
            nearest + row[place] - row[Math.Min(place + 1, 2 * _most)],
            nearest + row[place] - row[Math.Max(place - 1, 0)]);
    }

    /// <inheritdoc/>
    protected override (double Bid, double Offer) Distances(double inventory, double left)
        => DistancesAt((int)Rounding.HalfUp.Apply(Math.Clamp(inventory, -_most, _most)), left);

    private static double[][] Solve(CarteaJaimungalOptions options)
    {
        var most = options.Shared.MostUnits;
        var flow = options.ArrivalRate * PortableMath.Exp(-1);
        var decay = new double[(2 * most) + 1];
        var omega = new double[decay.Length];
        for (var q = -most; q <= most; q++)
        {
            decay[q + most] = options.RunningPenalty * options.ArrivalDecay * q * q;
            omega[q + most] = PortableMath.Exp(-options.FinalPenalty * options.ArrivalDecay * q * q);
        }

        // Within the method's stability: its step times the largest rate stays below one.
        var parts = (int)Math.Min(1_000_000, Math.Ceiling((decay[0] + (2 * flow)) / Steps) + 1);
        var logScale = 0.0;
        var values = new double[Steps + 1][];
        values[0] = [.. omega.Select(w => PortableMath.Log(w) / options.ArrivalDecay)];
        for (var step = 1; step <= Steps; step++)
        {
            for (var part = 0; part < parts; part++)
            {
                omega = Advance(omega, decay, flow, 1.0 / (Steps * (double)parts));
            }

            // Only differences of h count; without the common factor nothing overflows.
            var middle = omega[most];
            logScale += PortableMath.Log(middle);
            omega = [.. omega.Select(w => w / middle)];
            values[step] = [.. omega.Select(w => (PortableMath.Log(w) + logScale) / options.ArrivalDecay)];
        }

        return values;
    }

    private static double[] Advance(double[] omega, double[] decay, double flow, double dt)
    {
        var k1 = Slope(omega, decay, flow);
        var k2 = Slope(Plus(omega, k1, dt / 2), decay, flow);
        var k3 = Slope(Plus(omega, k2, dt / 2), decay, flow);
        var k4 = Slope(Plus(omega, k3, dt), decay, flow);
        var next = new double[omega.Length];
        for (var i = 0; i < next.Length; i++)
        {
            next[i] = omega[i] + (dt / 6 * (k1[i] + (2 * k2[i]) + (2 * k3[i]) + k4[i]));
        }

        return next;
    }

    // Against time: what ω gains when the end moves further away.
    private static double[] Slope(double[] omega, double[] decay, double flow)
    {
        var slope = new double[omega.Length];
        for (var i = 0; i < slope.Length; i++)
        {
            var neighbours = (i > 0 ? omega[i - 1] : 0) + (i + 1 < omega.Length ? omega[i + 1] : 0);
            slope[i] = (flow * neighbours) - (decay[i] * omega[i]);
        }

        return slope;
    }

    private static double[] Plus(double[] omega, double[] slope, double dt)
    {
        var sum = new double[omega.Length];
        for (var i = 0; i < sum.Length; i++)
        {
            sum[i] = omega[i] + (slope[i] * dt);
        }

        return sum;
    }
}
