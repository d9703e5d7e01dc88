using MarketSim.Core;

namespace MarketSim.Analysis;

/// <summary>A metric of what the touch was at the end of each instant at which it changed.</summary>
/// <remarks>One command may move both sides, in two events of one instant; in between the touch never stood, and
/// is not shown.</remarks>
/// <param name="instrument">Events of other instruments are ignored.</param>
public abstract class TouchMetric(InstrumentId instrument) : IMetric
{
    private bool _isPending;
    private Touch _touch;
    private SimTime _changed;

    /// <summary>The instrument.</summary>
    public InstrumentId Instrument { get; } = instrument;

    /// <inheritdoc/>
    public void Observe(in MarketEvent item)
    {
        if (item.Kind != EventKind.Quoted || item.Instrument != Instrument)
        {
            return;
        }

        if (_isPending && item.Time > _changed)
        {
            OnTouch(_changed, _touch);
        }

        _touch = _touch.After(item);
        _changed = item.Time;
        _isPending = true;
    }

    /// <inheritdoc/>
    public void Complete(SimTime end)
    {
        if (_isPending)
        {
            OnTouch(_changed, _touch);
            _isPending = false;
        }

        OnEnd(end);
    }

    /// <summary>The touch that holds from an instant on; instants increase strictly.</summary>
    protected abstract void OnTouch(SimTime time, in Touch touch);

    /// <summary>The observation ends.</summary>
    protected virtual void OnEnd(SimTime end)
    {
    }
}
