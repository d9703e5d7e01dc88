using MarketSim.Core;

namespace MarketSim.Analysis;

/// <summary>How much the mid moved: the root of the sum of squared log returns between looks at equal distances.</summary>
/// <remarks>
/// σ = √ Σ (ln mᵢ − ln mᵢ₋₁)². Source: Andersen, Bollerslev, Diebold and Labys (2003), "Modeling and Forecasting Realized
/// Volatility". While a side is empty the last mid stands in. Short distances count the bounce of the quotes as
/// movement; five minutes is the customary compromise for days, a second for short runs.
/// </remarks>
/// <param name="instrument">Events of other instruments are ignored.</param>
/// <param name="start">The first look.</param>
/// <param name="interval">Time between looks; more than zero.</param>
public sealed class RealisedVolatility(InstrumentId instrument, SimTime start, SimDuration interval) : TouchMetric(instrument)
{
    private SampleClock _clock = new(start, interval);
    private double _mid = double.NaN;
    private double _last = double.NaN;
    private double _sumOfSquares;

    /// <summary>How many returns there were.</summary>
    public long Returns { get; private set; }

    /// <summary>Standard deviation of the log return over the whole observation; 0.01 is one percent.
    /// Not-a-number without returns.</summary>
    public double Total => Returns == 0 ? double.NaN : Math.Sqrt(_sumOfSquares);

    /// <summary>The same for a given stretch of trading time, growing with its root.</summary>
    public double Over(SimDuration stretch)
        => Returns == 0 ? double.NaN : Math.Sqrt(_sumOfSquares * (stretch.ToSeconds() / (Returns * interval.ToSeconds())));

    /// <inheritdoc/>
    protected override void OnTouch(SimTime time, in Touch touch)
    {
        LookUntil(time);
        _mid = touch.IsTwoSided && touch.Mid > 0 ? touch.Mid : _mid;
    }

    /// <inheritdoc/>
    protected override void OnEnd(SimTime end) => LookUntil(end + new SimDuration(1));

    private void LookUntil(SimTime time)
    {
        while (_clock.IsDueBefore(time))
        {
            _clock.Take();
            if (!double.IsNaN(_last))
            {
                var r = Math.Log(_mid / _last);
                _sumOfSquares += r * r;
                Returns++;
            }

            _last = _mid;
        }
    }
}
