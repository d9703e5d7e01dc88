using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Strategies;

/// <summary>All noise traders of Kyle's auctions together: demands a normal number of lots in each.</summary>
/// <remarks>Source: Kyle (1985), "Continuous auctions and insider trading": demand u of an auction is normal with variance σu²Δt,
/// whatever the value and the price. It is what the insider hides in, and who pays for it.</remarks>
public sealed class KyleNoise(StrategySetting setting, KyleRounds rounds) : IStrategy
{
    /// <summary>What can be set of it.</summary>
    public static StrategyType Type { get; } = new(KyleRounds.Specs, (setting, options) => new KyleNoise(setting, KyleRounds.Of(options)));

    /// <inheritdoc/>
    public SimTime NextWake(MarketView view) => rounds.Next(view.Now, tenths: 5);

    /// <inheritdoc/>
    public void Decide(MarketView view, OrderPad orders)
    {
        ArgumentNullException.ThrowIfNull(view);
        KyleDemand.Send(rounds.NoiseDeviation / Math.Sqrt(rounds.Auctions) * view.Random.NextNormal(), setting, view, orders);
    }
}
