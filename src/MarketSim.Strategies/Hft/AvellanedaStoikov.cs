using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Strategies;

/// <summary>The parameters of Avellaneda and Stoikov. Money is in units of the quote currency, time in horizons.</summary>
public sealed record AvellanedaStoikovOptions
{
    /// <summary>γ, risk aversion, per unit of money; positive.</summary>
    public double RiskAversion { get; init; } = 0.1;

    /// <summary>σ, standard deviation of the middle over a horizon, in money.</summary>
    public double Volatility { get; init; } = 2;

    /// <summary>k: an order that is further away by 1/k of money meets e times fewer takers; positive.</summary>
    public double ArrivalDecay { get; init; } = 1.5;

    /// <summary>Whether quotes lean against the inventory; if not, they stand around the middle with the mean spread.</summary>
    public bool Leans { get; init; } = true;

    /// <summary>What all makers of this kind share.</summary>
    public InventoryMakerOptions Shared { get; init; } = new();
}

/// <summary>Quotes around a reservation price that falls with its inventory, and the closer to the middle the less risk is left.</summary>
/// <remarks>Source: Avellaneda and Stoikov (2008), "High-frequency trading in a limit order book", equations 3.17 and 3.18: reservation
/// price r = s - qγσ²(T - t), spread γσ²(T - t) + (2/γ) ln(1 + γ/k). Without leaning it is their benchmark: the same mean spread,
/// centred at the middle. Assumes that takers arrive with intensity A e^(-kδ) at distance δ of the middle, whatever others quote.
/// </remarks>
public sealed class AvellanedaStoikov(StrategySetting setting, AvellanedaStoikovOptions options) : InventoryMaker(setting, options.Shared)
{
    /// <summary>What can be set of it.</summary>
    public static StrategyType Type { get; } = new(
    [
        StrategyOption.Number("risk-aversion", "0.1", 1e-9, 1e6, "γ: what variance costs it.", "per currency unit"),
        StrategyOption.Number("volatility", "2", 0, 1e9, "σ: standard deviation of the middle over a horizon.", "currency units"),
        StrategyOption.Number("arrival-decay", "1.5", 1e-9, 1e9, "k: how fast takers become rarer with distance.", "per currency unit"),
        StrategyOption.Flag("leans", "true", "Whether quotes lean against the inventory."),
        .. SharedOptions,
    ],
    (setting, values) => new AvellanedaStoikov(setting, new AvellanedaStoikovOptions
    {
        RiskAversion = values.Number("risk-aversion"), Volatility = values.Number("volatility"),
        ArrivalDecay = values.Number("arrival-decay"), Leans = values.Flag("leans"), Shared = Shared(values),
    }));

    /// <summary>The distance between bid and offer, in money.</summary>
    /// <param name="options">The parameters.</param>
    /// <param name="left">The part of the horizon that is left.</param>
    public static double Spread(AvellanedaStoikovOptions options, double left)
    {
        ArgumentNullException.ThrowIfNull(options);
        return (options.RiskAversion * options.Volatility * options.Volatility * left)
            + (2 / options.RiskAversion * PortableMath.LogOnePlus(options.RiskAversion / options.ArrivalDecay));
    }

    /// <summary>How far the reservation price lies above the middle, in money.</summary>
    public static double Lean(AvellanedaStoikovOptions options, double inventory, double left)
    {
        ArgumentNullException.ThrowIfNull(options);
        return -inventory * options.RiskAversion * options.Volatility * options.Volatility * left;
    }

    /// <inheritdoc/>
    protected override (double Bid, double Offer) Distances(double inventory, double left)
    {
        var half = Spread(options, options.Leans ? left : 0.5) / 2;
        var lean = options.Leans ? Lean(options, inventory, left) : 0;
        return (half - lean, half + lean);
    }
}
