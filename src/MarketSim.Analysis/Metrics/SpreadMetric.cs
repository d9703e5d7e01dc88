using MarketSim.Core;

namespace MarketSim.Analysis;

/// <summary>The quoted spread, best ask less best bid, over time and weighted by the time that it stood.</summary>
/// <remarks>
/// Time-weighted: Σ sᵢ·(tᵢ₊₁ − tᵢ) / Σ (tᵢ₊₁ − tᵢ) over the intervals with both sides quoted; the last interval ends with the
/// observation. All prices are in price units. Source of the definition: Hasbrouck (2007), "Empirical Market
/// Microstructure", 2.
/// </remarks>
/// <param name="instrument">Events of other instruments are ignored.</param>
public sealed class SpreadMetric(InstrumentId instrument) : TouchMetric(instrument)
{
    private readonly SortedDictionary<long, long> _standing = [];
    private Touch _touch;
    private SimTime _since;
    private double _weighted;
    private double _weightedRelative;

    /// <summary>The spread over time; not-a-number while a side is empty.</summary>
    public TimeSeries Series { get; } = new();

    /// <summary>For how long each spread stood, narrowest first.</summary>
    public IReadOnlyDictionary<long, long> NanosecondsBySpread => _standing;

    /// <summary>For how long both sides were quoted.</summary>
    public SimDuration TwoSided { get; private set; }

    /// <summary>The time-weighted mean in price units; not-a-number if there was never a spread.</summary>
    public double TimeWeighted => _weighted / TwoSided.Nanoseconds;

    /// <summary>The time-weighted mean of spread over mid, in basis points.</summary>
    public double TimeWeightedBasisPoints => 10_000 * _weightedRelative / TwoSided.Nanoseconds;

    /// <summary>The spread that was not exceeded half of the time; not-a-number if there was never a spread.</summary>
    public double Median
    {
        get
        {
            var seen = 0L;
            foreach (var (spread, nanoseconds) in _standing)
            {
                seen += nanoseconds;
                if (seen * 2 >= TwoSided.Nanoseconds)
                {
                    return spread;
                }
            }

            return double.NaN;
        }
    }

    /// <inheritdoc/>
    protected override void OnTouch(SimTime time, in Touch touch)
    {
        Account(time);
        _touch = touch;
        _since = time;
        Series.Set(time, touch.Spread);
    }

    /// <inheritdoc/>
    protected override void OnEnd(SimTime end)
    {
        Account(end);
        _since = end;
    }

    private void Account(SimTime until)
    {
        var stood = (until - _since).Nanoseconds;
        if (!_touch.IsTwoSided || stood == 0)
        {
            return;
        }

        var spread = _touch.Ask - _touch.Bid;
        _standing[spread] = _standing.GetValueOrDefault(spread) + stood;
        TwoSided += new SimDuration(stood);
        _weighted += (double)spread * stood;
        _weightedRelative += spread / _touch.Mid * stood;
    }
}
