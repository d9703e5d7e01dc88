using MarketSim.Core;

namespace MarketSim.Analysis;

/// <summary>The numbers by which a run is told apart from another, for one instrument; read them after the pass.</summary>
/// <remarks>Prices and spreads are in price units, quantities in lots; <see cref="Core.Instrument"/> converts
/// them for people.</remarks>
public sealed class MarketSummary : IMetric
{
    private readonly VolumeMetric _volume;
    private readonly SpreadMetric _spread;
    private readonly OrderFlowMetric _flow;
    private readonly RealisedVolatility _volatility;
    private readonly MidPriceSeries _mid;
    private readonly IMetric[] _all;

    /// <summary>Sets up the folds.</summary>
    /// <param name="instrument">What is traded.</param>
    /// <param name="returnInterval">Distance of the returns of realised volatility; more than zero.</param>
    public MarketSummary(Instrument instrument, SimDuration returnInterval)
    {
        ArgumentNullException.ThrowIfNull(instrument);
        Instrument = instrument;
        var whole = SimDuration.FromHours(24 * 365);
        _volume = new VolumeMetric(instrument.Id, SimTime.Zero, whole);
        _spread = new SpreadMetric(instrument.Id);
        _flow = new OrderFlowMetric(instrument.Id, SimTime.Zero, whole);
        _volatility = new RealisedVolatility(instrument.Id, SimTime.Zero, returnInterval);
        _mid = new MidPriceSeries(instrument.Id);
        _all = [_volume, _spread, _flow, _volatility, _mid];
    }

    /// <summary>The instrument.</summary>
    public Instrument Instrument { get; }

    /// <summary>How many trades there were.</summary>
    public long Trades => _volume.Trades;

    /// <summary>Lots traded.</summary>
    public long Volume => _volume.Lots;

    /// <summary>Quote amounts of all trades together.</summary>
    public Money Turnover => _volume.Turnover;

    /// <summary>Volume-weighted average price; not-a-number without trades.</summary>
    public double Vwap => _volume.Vwap;

    /// <summary>Time-weighted quoted spread; not-a-number if there was never a spread.</summary>
    public double TimeWeightedSpread => _spread.TimeWeighted;

    /// <summary>The same over the mid, in basis points.</summary>
    public double TimeWeightedSpreadBasisPoints => _spread.TimeWeightedBasisPoints;

    /// <summary>The spread not exceeded half of the time.</summary>
    public double MedianSpread => _spread.Median;

    /// <summary>For how long both sides were quoted.</summary>
    public SimDuration TwoSided => _spread.TwoSided;

    /// <summary>Accepted orders, replacements and cancels on request.</summary>
    public long Messages => _flow.Messages;

    /// <summary>Messages for each trade; not-a-number without trades.</summary>
    public double OrderToTrade => _flow.OrderToTrade;

    /// <summary>Realised volatility of the whole run; 0.01 is one percent.</summary>
    public double RealisedVolatility => _volatility.Total;

    /// <summary>First, lowest, highest and last mid; not-a-number if there was none.</summary>
    public (double First, double Low, double High, double Last) Mid
    {
        get
        {
            var range = (First: double.NaN, Low: double.NaN, High: double.NaN, Last: double.NaN);
            foreach (var value in _mid.Series.Values)
            {
                if (!double.IsNaN(value))
                {
                    range = double.IsNaN(range.First)
                        ? (value, value, value, value)
                        : (range.First, Math.Min(range.Low, value), Math.Max(range.High, value), value);
                }
            }

            return range;
        }
    }

    /// <inheritdoc/>
    public void Observe(in MarketEvent item)
    {
        foreach (var metric in _all)
        {
            metric.Observe(item);
        }
    }

    /// <inheritdoc/>
    public void Complete(SimTime end)
    {
        foreach (var metric in _all)
        {
            metric.Complete(end);
        }
    }
}
