using System.Runtime.InteropServices;
using MarketSim.Core;

namespace MarketSim.Analysis;

/// <summary>The touch at every full second of the observation, from its beginning on: what held last.</summary>
/// <remarks>A day takes less than a megabyte. Facts of coarser sampling take every so-manieth. A session begins without orders: the
/// first touch of both sides stands for its beginning, if it comes within the first second.</remarks>
public sealed class TouchSamples
{
    private readonly List<Touch> _samples = [];
    private readonly SimTime _patience;
    private SampleClock _clock;

    /// <summary>Starts to sample.</summary>
    public TouchSamples(FactWindow window)
    {
        _clock = new SampleClock(window.From, SimDuration.FromSeconds(1));
        _patience = window.From + SimDuration.FromSeconds(1);
    }

    /// <summary>The samples; the first is at the beginning of the observation.</summary>
    public ReadOnlySpan<Touch> All => CollectionsMarshal.AsSpan(_samples);

    /// <summary>Log mids every so many seconds; not-a-number where a side was empty.</summary>
    public double[] LogMids(int seconds) => Every(seconds, touch => touch.Mid > 0 ? Math.Log(touch.Mid) : double.NaN);

    /// <summary>Log returns of the mid over so many seconds, one after the other; not-a-number where either end has none.</summary>
    public double[] Returns(int seconds)
    {
        var mids = LogMids(seconds);
        var returns = new double[Math.Max(0, mids.Length - 1)];
        for (var i = 0; i < returns.Length; i++)
        {
            returns[i] = mids[i + 1] - mids[i];
        }

        return returns;
    }

    /// <summary>Returns without those that are not numbers.</summary>
    public double[] KnownReturns(int seconds) => [.. Returns(seconds).Where(double.IsFinite)];

    /// <summary>Something of the touch, every so many seconds.</summary>
    public double[] Every(int seconds, Func<Touch, double> what)
    {
        var values = new double[_samples.Count == 0 ? 0 : ((_samples.Count - 1) / seconds) + 1];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = what(_samples[i * seconds]);
        }

        return values;
    }

    internal void Reach(SimTime time, in Touch touch)
    {
        if (_samples.Count == 0 && !touch.IsTwoSided && time < _patience)
        {
            return;
        }

        while (_clock.IsDueBefore(time))
        {
            _clock.Take();
            _samples.Add(touch);
        }
    }

    internal void Complete(SimTime end, in Touch touch) => Reach(new SimTime(end.Nanoseconds + 1), touch);
}
