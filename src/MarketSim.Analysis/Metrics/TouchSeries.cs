using MarketSim.Core;

namespace MarketSim.Analysis;

/// <summary>Every touch of an instrument with the instant from which it held: the quotes of a run.</summary>
/// <param name="instrument">Events of other instruments are ignored.</param>
public sealed class TouchSeries(InstrumentId instrument) : TouchMetric(instrument)
{
    private readonly List<(SimTime Time, Touch Touch)> _items = [];

    /// <summary>The touches, in order; instants increase strictly.</summary>
    public IReadOnlyList<(SimTime Time, Touch Touch)> Items => _items;

    /// <inheritdoc/>
    protected override void OnTouch(SimTime time, in Touch touch) => _items.Add((time, touch));
}
