using MarketSim.Core;

namespace MarketSim.Simulation;

/// <summary>Keeps of a branch what is compared: a fingerprint of all that happened before the branches part, the mids on a grid
/// after it, and the summary.</summary>
internal sealed class BranchRecorder : IRunRecorder
{
    private readonly SummaryRecorder _summary;
    private readonly SimTime _at;
    private readonly long _step;
    private readonly QuoteState[] _quotes;
    private readonly double[][] _mids;
    private readonly long[] _volumes;
    private StateHash _before;
    private int _next;

    /// <summary>Begins.</summary>
    /// <param name="world">What the branch begins with.</param>
    /// <param name="seed">The run's seed.</param>
    /// <param name="at">When the branches part.</param>
    /// <param name="step">Distance of the looks at the mid; positive.</param>
    /// <param name="looks">How many there are, the first when the branches part.</param>
    public BranchRecorder(World world, ulong seed, SimTime at, SimDuration step, int looks)
    {
        _summary = new SummaryRecorder(world, seed);
        (_at, _step) = (at, step.Nanoseconds);
        _quotes = new QuoteState[world.Instruments.Count];
        _volumes = new long[world.Instruments.Count];
        _mids = [.. world.Instruments.Select(_ => new double[looks])];
        foreach (var mids in _mids)
        {
            Array.Fill(mids, double.NaN);
        }
    }

    /// <summary>Fingerprint of every event before the branches part.</summary>
    public ulong Before => _before.Value;

    /// <summary>Mids in price units by instrument and look; not-a-number where a side was empty.</summary>
    public IReadOnlyList<double[]> Mids => _mids;

    /// <summary>Lots traded after the branches parted, by instrument.</summary>
    public IReadOnlyList<long> Volumes => _volumes;

    public void Record(in Command command, SimTime time)
    {
    }

    public void Record(in MarketEvent item)
    {
        _summary.Record(item);
        if (item.Time < _at)
        {
            _before.Add(item.Time.Nanoseconds);
            _before.Add(((long)item.Kind << 48) ^ ((long)item.Instrument.Value << 32) ^ item.Account.Value);
            _before.Add(item.Price.Ticks);
            _before.Add(item.Quantity.Lots);
            _before.Add(item.Amount);
        }

        LookUntil(item.Time);
        if (item.Kind == EventKind.Quoted)
        {
            _quotes[item.Instrument.Value] = _quotes[item.Instrument.Value].After(item);
        }
        else if (item.Kind == EventKind.Traded && item.Time >= _at)
        {
            _volumes[item.Instrument.Value] += item.Quantity.Lots;
        }
    }

    /// <summary>The figures of the branch.</summary>
    public RunSummary Complete(RunOutput output)
    {
        LookUntil(new SimTime(output.ClosedAt.Nanoseconds + 1));
        return _summary.Complete(output);
    }

    // A look sees what stood before the events of its own instant.
    private void LookUntil(SimTime time)
    {
        while (_next < _mids.FirstOrDefault([]).Length && _at.Nanoseconds + (_next * _step) < time.Nanoseconds)
        {
            for (var i = 0; i < _quotes.Length; i++)
            {
                _mids[i][_next] = _quotes[i].IsTwoSided ? _quotes[i].Mid : double.NaN;
            }

            _next++;
        }
    }
}
