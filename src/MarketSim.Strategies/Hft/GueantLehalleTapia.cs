using MarketSim.Core;

namespace MarketSim.Strategies;

/// <summary>The parameters of Guéant, Lehalle and Fernandez-Tapia. Money is in units of the quote currency, time in horizons.</summary>
public sealed record GueantLehalleTapiaOptions
{
    /// <summary>γ, risk aversion, per unit of money; positive.</summary>
    public double RiskAversion { get; init; } = 0.1;

    /// <summary>σ, standard deviation of the middle over a horizon, in money.</summary>
    public double Volatility { get; init; } = 2;

    /// <summary>A, takers of each side per horizon that reach the middle; positive.</summary>
    public double ArrivalRate { get; init; } = 140;

    /// <summary>k: an order that is further away by 1/k of money meets e times fewer takers; positive.</summary>
    public double ArrivalDecay { get; init; } = 1.5;

    /// <summary>What all makers of this kind share.</summary>
    public InventoryMakerOptions Shared { get; init; } = new() { MostUnits = 30 };
}

/// <summary>Quotes as is best far from the end, with a limit to the inventory: distances are linear in it, and no longer depend on
/// time.</summary>
/// <remarks>Source: Guéant, Lehalle and Fernandez-Tapia (2013), "Dealing with the inventory risk", section 4, closed-form
/// approximation: δ(bid) = ln(1 + γ/k)/γ + (2q + 1)/2 · c, δ(offer) = ln(1 + γ/k)/γ - (2q - 1)/2 · c with
/// c = √(σ²γ/(2kA) · (1 + γ/k)^(1 + k/γ)). Assumes that the horizon is long: what is held at its end costs nothing.</remarks>
public sealed class GueantLehalleTapia : InventoryMaker
{
    /// <summary>What can be set of it.</summary>
    public static StrategyType Type { get; } = new(
    [
        StrategyOption.Number("risk-aversion", "0.1", 1e-9, 1e6, "γ: what variance costs it.", "per currency unit"),
        StrategyOption.Number("volatility", "2", 0, 1e9, "σ: standard deviation of the middle over a horizon.", "currency units"),
        StrategyOption.Number("arrival-rate", "140", 1e-9, 1e12, "A: takers of each side that reach the middle.", "per horizon"),
        StrategyOption.Number("arrival-decay", "1.5", 1e-9, 1e9, "k: how fast takers become rarer with distance.", "per currency unit"),
        .. SharedOptions.Select(option => option.Name == "most-units" ? option with { Default = "30" } : option),
    ],
    (setting, values) => new GueantLehalleTapia(setting, new GueantLehalleTapiaOptions
    {
        RiskAversion = values.Number("risk-aversion"), Volatility = values.Number("volatility"),
        ArrivalRate = values.Number("arrival-rate"), ArrivalDecay = values.Number("arrival-decay"), Shared = Shared(values),
    }));

    private readonly double _nearest;
    private readonly double _slope;

    /// <summary>A maker of one instrument.</summary>
    public GueantLehalleTapia(StrategySetting setting, GueantLehalleTapiaOptions options)
        : base(setting, (options ?? throw new ArgumentNullException(nameof(options))).Shared)
        => (_nearest, _slope) = Coefficients(options);

    /// <summary>Half of the spread before risk, ln(1 + γ/k)/γ, and how far quotes move with each unit of inventory; both in money.
    /// </summary>
    public static (double Nearest, double Slope) Coefficients(GueantLehalleTapiaOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var (gamma, k) = (options.RiskAversion, options.ArrivalDecay);
        var log = PortableMath.LogOnePlus(gamma / k);
        var variance = options.Volatility * options.Volatility * gamma / (2 * k * options.ArrivalRate);
        return (log / gamma, Math.Sqrt(variance * PortableMath.Exp((1 + (k / gamma)) * log)));
    }

    /// <inheritdoc/>
    protected override (double Bid, double Offer) Distances(double inventory, double left)
        => (_nearest + (((2 * inventory) + 1) / 2 * _slope), _nearest - (((2 * inventory) - 1) / 2 * _slope));
}
