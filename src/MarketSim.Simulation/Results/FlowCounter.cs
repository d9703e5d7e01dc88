using MarketSim.Core;

namespace MarketSim.Simulation;

/// <summary>Counts what happens in a run instead of keeping it.</summary>
/// <param name="instruments">How many instruments there are.</param>
public sealed class FlowCounter(int instruments) : IRunRecorder
{
    private readonly FlowCount[] _counts = new FlowCount[instruments];

    /// <summary>Commands that the venue took.</summary>
    public long Commands { get; private set; }

    /// <summary>Events that it gave out.</summary>
    public long Events { get; private set; }

    /// <summary>By instrument.</summary>
    public IReadOnlyList<FlowCount> Instruments => _counts;

    /// <inheritdoc/>
    public void Record(in Command command, SimTime time) => Commands++;

    /// <inheritdoc/>
    public void Record(in MarketEvent item)
    {
        Events++;
        switch (item.Kind)
        {
            case EventKind.Rested:
                _counts[item.Instrument.Value].Rests++;
                break;
            case EventKind.Traded:
                ref var count = ref _counts[item.Instrument.Value];
                count.Fills++;
                count.Lots += item.Quantity.Lots;
                count.LastPrice = item.Price;
                break;
            case EventKind.Cancelled when item.Cancel is CancelReason.Requested or CancelReason.MassCancel:
                _counts[item.Instrument.Value].Cancels++;
                break;
            case EventKind.Rejected when item.Instrument.Value >= 0 && item.Instrument.Value < _counts.Length:
                _counts[item.Instrument.Value].Rejects++;
                break;
        }
    }
}

/// <summary>What happened in one instrument.</summary>
public record struct FlowCount
{
    /// <summary>Orders that came to rest in the book, wholly or with what was left of them.</summary>
    public long Rests { get; set; }

    /// <summary>Trades: one for each resting order that an incoming one meets.</summary>
    public long Fills { get; set; }

    /// <summary>Lots that traded.</summary>
    public long Lots { get; set; }

    /// <summary>Orders withdrawn by their owners.</summary>
    public long Cancels { get; set; }

    /// <summary>Commands that were refused.</summary>
    public long Rejects { get; set; }

    /// <summary>Price of the last trade; zero before the first.</summary>
    public Price LastPrice { get; set; }
}
