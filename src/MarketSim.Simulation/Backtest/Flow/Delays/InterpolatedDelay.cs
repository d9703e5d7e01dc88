using MarketSim.Core;

namespace MarketSim.Simulation;

/// <summary>Along straight lines between measured points; before the first and after the last as there.</summary>
public sealed class InterpolatedDelay : IDelay
{
    private readonly long[] _times;
    private readonly long[] _delays;

    /// <summary>From points in the order of time.</summary>
    /// <param name="name">What they are called.</param>
    /// <param name="points">Nanoseconds since 1970, and the delay there in nanoseconds.</param>
    /// <exception cref="ArgumentException">There are none, they are out of order, or a delay is below zero.</exception>
    public InterpolatedDelay(string name, IReadOnlyList<(long Time, long Delay)> points)
    {
        ArgumentNullException.ThrowIfNull(points);
        if (points.Count == 0)
        {
            throw new ArgumentException($"'{name}' has no delays; expected are rows of a time and a delay.");
        }

        for (var i = 0; i < points.Count; i++)
        {
            if (points[i].Delay < 0 || (i > 0 && points[i].Time <= points[i - 1].Time))
            {
                throw new ArgumentException($"Row {i + 1} of '{name}' has a delay below zero or a time that is not after the one before.");
            }
        }

        (Name, _times, _delays) = (name, [.. points.Select(point => point.Time)], [.. points.Select(point => point.Delay)]);
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public long At(long time)
    {
        var at = Array.BinarySearch(_times, time);
        if (at >= 0)
        {
            return _delays[at];
        }

        at = ~at;
        if (at == 0 || at == _times.Length)
        {
            return _delays[at == 0 ? 0 : ^1];
        }

        var (from, to) = (_delays[at - 1], _delays[at]);
        return from + (long)((Int128)(to - from) * (time - _times[at - 1]) / (_times[at] - _times[at - 1]));
    }

    /// <summary>Reads points from text: a header, then time and delay in each row.</summary>
    /// <param name="path">The file; times in any common way of writing them, delays such as 5ms or 120us, or plain nanoseconds.</param>
    /// <exception cref="DataFormatException">A row is not that.</exception>
    public static InterpolatedDelay Read(string path) => new(path, DelayFile.Read(path));
}
