using System.Runtime.InteropServices;
using MarketSim.Core;

namespace MarketSim.Analysis;

/// <summary>Values over time, each holding until the next: a step function. Grows at its end only.</summary>
/// <remarks>At most one value for each instant: what is set last holds. A value that repeats the one before is
/// not stored.</remarks>
public sealed class TimeSeries
{
    private readonly List<long> _times = [];
    private readonly List<double> _values = [];

    /// <summary>How many values there are.</summary>
    public int Count => _times.Count;

    /// <summary>When each value began to hold, in nanoseconds since the run began; strictly increasing.</summary>
    public ReadOnlySpan<long> Nanoseconds => CollectionsMarshal.AsSpan(_times);

    /// <summary>The values; not-a-number where there is none.</summary>
    public ReadOnlySpan<double> Values => CollectionsMarshal.AsSpan(_values);

    /// <summary>The instant and value at a place.</summary>
    public (SimTime Time, double Value) this[int index] => (new SimTime(_times[index]), _values[index]);

    /// <summary>Says what holds from an instant on.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The instant lies before the last one.</exception>
    public void Set(SimTime time, double value)
    {
        var last = _times.Count - 1;
        if (last >= 0 && _times[last] == time.Nanoseconds)
        {
            _values[last] = value;
            return;
        }

        if (last >= 0 && time.Nanoseconds < _times[last])
        {
            throw new ArgumentOutOfRangeException(
                nameof(time), time, $"A series grows at its end, now {new SimTime(_times[last])}.");
        }

        if (last < 0 || !_values[last].Equals(value))
        {
            _times.Add(time.Nanoseconds);
            _values.Add(value);
        }
    }

    /// <summary>What holds at an instant; not-a-number before the first.</summary>
    public double At(SimTime time)
    {
        var place = _times.BinarySearch(time.Nanoseconds);
        place = place < 0 ? ~place - 1 : place;
        return place < 0 ? double.NaN : _values[place];
    }
}
