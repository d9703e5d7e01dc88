namespace MarketSim.Core;

/// <summary>An instant of simulated time: nanoseconds since the run began. It has no relation to the wall clock.</summary>
/// <param name="Nanoseconds">From zero; a 64-bit count reaches 292 years.</param>
public readonly record struct SimTime(long Nanoseconds) : IComparable<SimTime>
{
    /// <summary>The instant at which a run begins.</summary>
    public static readonly SimTime Zero = new(0);

    /// <summary>Later than any instant that a run reaches; stands for "never".</summary>
    public static readonly SimTime Never = new(long.MaxValue);

    /// <summary>The instant that lies this many whole seconds after the beginning.</summary>
    public static SimTime FromSeconds(long seconds) => new(seconds * SimDuration.NanosecondsPerSecond);

    /// <summary>The instant that lies this many whole milliseconds after the beginning.</summary>
    public static SimTime FromMilliseconds(long milliseconds) => new(milliseconds * 1_000_000);

    /// <summary>Seconds since the beginning, for people and plots; never for decisions.</summary>
    public double ToSeconds() => Nanoseconds / 1e9;

    /// <inheritdoc/>
    public int CompareTo(SimTime other) => Nanoseconds.CompareTo(other.Nanoseconds);

    /// <summary>Moves an instant later.</summary>
    public static SimTime operator +(SimTime time, SimDuration duration) => new(time.Nanoseconds + duration.Nanoseconds);

    /// <summary>Moves an instant earlier.</summary>
    public static SimTime operator -(SimTime time, SimDuration duration) => new(time.Nanoseconds - duration.Nanoseconds);

    /// <summary>What lies between two instants.</summary>
    public static SimDuration operator -(SimTime later, SimTime earlier) => new(later.Nanoseconds - earlier.Nanoseconds);

    /// <summary>Whether the left instant is earlier.</summary>
    public static bool operator <(SimTime left, SimTime right) => left.Nanoseconds < right.Nanoseconds;

    /// <summary>Whether the left instant is later.</summary>
    public static bool operator >(SimTime left, SimTime right) => left.Nanoseconds > right.Nanoseconds;

    /// <summary>Whether the left instant is not later.</summary>
    public static bool operator <=(SimTime left, SimTime right) => left.Nanoseconds <= right.Nanoseconds;

    /// <summary>Whether the left instant is not earlier.</summary>
    public static bool operator >=(SimTime left, SimTime right) => left.Nanoseconds >= right.Nanoseconds;

    /// <summary>Hours, minutes, seconds and nanoseconds since the beginning, such as <c>01:30:00.000000250</c>.</summary>
    public override string ToString()
    {
        if (this == Never)
        {
            return "never";
        }

        var seconds = Nanoseconds / SimDuration.NanosecondsPerSecond;
        return string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"{seconds / 3600:00}:{seconds / 60 % 60:00}:{seconds % 60:00}.{Nanoseconds % SimDuration.NanosecondsPerSecond:000000000}");
    }
}
