using MarketSim.Core;

namespace MarketSim.Analysis;

/// <summary>The middle of best bid and best ask over time, in price units; not-a-number while a side is empty.</summary>
/// <param name="instrument">Events of other instruments are ignored.</param>
public sealed class MidPriceSeries(InstrumentId instrument) : TouchMetric(instrument)
{
    /// <summary>The mid.</summary>
    public TimeSeries Series { get; } = new();

    /// <inheritdoc/>
    protected override void OnTouch(SimTime time, in Touch touch) => Series.Set(time, touch.Mid);
}
