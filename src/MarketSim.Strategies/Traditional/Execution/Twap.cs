using MarketSim.Core;

namespace MarketSim.Strategies;

/// <summary>Works an order evenly over time: the benchmark is the time-weighted average price.</summary>
/// <remarks>Source: the risk-neutral schedule of Almgren and Chriss (2000), "Optimal execution of portfolio transactions", section 2.2,
/// and Bertsimas and Lo (1998): with linear impact and no aversion to risk nothing is cheaper.</remarks>
public sealed class Twap(InstrumentId instrument, ExecutorOptions options) : Executor(instrument, options)
{
    private readonly long _lots = options.Lots;

    /// <summary>What can be set of it.</summary>
    public static StrategyType Type { get; } = new(
        ExecutorOptions.Specs, (setting, values) => new Twap(setting.Instrument, ExecutorOptions.From(values)));

    /// <inheritdoc/>
    protected override double Target(SimTime now, double elapsed) => elapsed * _lots;
}
