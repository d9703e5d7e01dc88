using MarketSim.Core;
using MarketSim.Market;
using MarketSim.Simulation;

namespace MarketSim.Ui.Cli;

/// <summary>What is on the screen at one moment, read between two events.</summary>
internal sealed record LiveFrame
{
    public required Instrument Instrument { get; init; }

    public required TimeSpan TimeOfDay { get; init; }

    public required TimeSpan OpensAt { get; init; }

    public required double Share { get; init; }

    public required long Events { get; init; }

    public required IReadOnlyList<DisplayedLevel> Bids { get; init; }

    public required IReadOnlyList<DisplayedLevel> Asks { get; init; }

    public required IReadOnlyList<MarketEvent> Tape { get; init; }

    public required RunSummary Summary { get; init; }

    /// <summary>Own orders that are open; none where nobody trades by hand.</summary>
    public required IReadOnlyList<OwnOrder> Orders { get; init; }

    /// <summary>Lots owned by hand.</summary>
    public required Quantity Position { get; init; }

    /// <summary>Money owned by hand, in the instrument's currency.</summary>
    public required Money Cash { get; init; }

    /// <summary>Orders by hand that were refused.</summary>
    public required long Refusals { get; init; }

    /// <summary>Reads it off a run; on the run's own thread.</summary>
    public static LiveFrame Of(MarketSimulation simulation, LiveRecorder recorder, SteeredTrader? hand, InstrumentId instrument, int levels)
    {
        var now = simulation.Kernel.Now;
        return new LiveFrame
        {
            Instrument = simulation.Exchange.Instruments[instrument.Value],
            TimeOfDay = TimeSpan.FromTicks((simulation.World.OpensAt.Nanoseconds + now.Nanoseconds) / 100),
            OpensAt = TimeSpan.FromTicks(simulation.World.OpensAt.Nanoseconds / 100),
            Share = (now - simulation.World.Start).ToSeconds() / simulation.World.Duration.ToSeconds(),
            Events = simulation.Exchange.EventCount,
            Bids = Levels(simulation, instrument, Side.Buy, levels),
            Asks = Levels(simulation, instrument, Side.Sell, levels),
            Tape = recorder.Tape(instrument, (2 * levels) + 1),
            Summary = recorder.Present(now),
            Orders = hand is null ? [] : [.. hand.View.OpenOrders.Where(o => o.Instrument == instrument)],
            Position = hand?.View.Position(instrument) ?? Quantity.Zero,
            Cash = hand?.View.Cash(instrument) ?? default,
            Refusals = hand?.Refusals ?? 0,
        };
    }

    private static DisplayedLevel[] Levels(MarketSimulation simulation, InstrumentId instrument, Side side, int most)
    {
        var levels = new DisplayedLevel[most];
        return levels[..simulation.Exchange.CopyDepth(instrument, side, levels)];
    }
}
