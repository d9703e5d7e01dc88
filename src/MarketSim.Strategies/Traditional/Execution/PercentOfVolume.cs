using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Strategies;

/// <summary>Works an order as a fixed part of the volume, as fast or slow as the market trades, without a view of time or price.</summary>
/// <remarks>Source: the participation rate of Almgren, Thum, Hauptmann and Li (2005); the usual 10%. With a window it sells that part of
/// what traded in the window, as the seller of 6 May 2010 did with 9% of the last minute's volume: CFTC and SEC (2010),
/// "Findings regarding the market events of May 6, 2010", section I. Own trades count as volume, so a market that trades on
/// its flow makes it faster.</remarks>
public sealed class PercentOfVolume(InstrumentId instrument, ExecutorOptions options, double rate, SimDuration window)
    : Executor(instrument, options)
{
    private readonly InstrumentId _instrument = instrument;
    private readonly SimDuration _interval = options.Interval;
    private readonly Queue<(SimTime Time, long Lots)> _recent = new();
    private long _recentLots;

    /// <summary>What can be set of it.</summary>
    public static StrategyType Type { get; } = new(
        [
            StrategyOption.Number("rate", "10", 0.001, 99, "Its part of all volume, its own included.", "%"),
            StrategyOption.Duration("window", "0s", "Of how long it counts the volume; zero for all since it began.") with { Min = 0 },
            .. ExecutorOptions.Specs.Select(o => o.Name == "interval" ? o with { Default = "5s" } : o),
        ],
        (setting, values) => new PercentOfVolume(
            setting.Instrument, ExecutorOptions.From(values), values.Number("rate") / 100, values.Duration("window")));

    /// <inheritdoc/>
    public override void OnTrade(TradePrint trade, MarketView view, OrderPad orders)
    {
        base.OnTrade(trade, view, orders);
        if (window != SimDuration.Zero && trade.Instrument == _instrument)
        {
            _recent.Enqueue((view.Now, trade.Quantity.Lots));
            _recentLots += trade.Quantity.Lots;
        }
    }

    /// <inheritdoc/>
    protected override double Target(SimTime now, double elapsed)
    {
        if (window == SimDuration.Zero)
        {
            return Done + Math.Max(0, Math.Floor(((rate * MarketLots) - Done) / (1 - rate)));
        }

        while (_recent.TryPeek(out var oldest) && oldest.Time + window < now)
        {
            _recentLots -= _recent.Dequeue().Lots;
        }

        return Done + (rate * _recentLots * _interval.Nanoseconds / window.Nanoseconds);
    }
}
