namespace MarketSim.Core;

/// <summary>A length of simulated time in nanoseconds.</summary>
/// <param name="Nanoseconds">May be negative where it is the difference of two instants.</param>
public readonly record struct SimDuration(long Nanoseconds) : IComparable<SimDuration>
{
    /// <summary>How many nanoseconds a second has.</summary>
    public const long NanosecondsPerSecond = 1_000_000_000;

    /// <summary>No time at all.</summary>
    public static readonly SimDuration Zero = new(0);

    /// <summary>This many nanoseconds.</summary>
    public static SimDuration FromNanoseconds(long nanoseconds) => new(nanoseconds);

    /// <summary>This many whole microseconds.</summary>
    public static SimDuration FromMicroseconds(long microseconds) => new(microseconds * 1_000);

    /// <summary>This many whole milliseconds.</summary>
    public static SimDuration FromMilliseconds(long milliseconds) => new(milliseconds * 1_000_000);

    /// <summary>This many whole seconds.</summary>
    public static SimDuration FromSeconds(long seconds) => new(seconds * NanosecondsPerSecond);

    /// <summary>This many whole minutes.</summary>
    public static SimDuration FromMinutes(long minutes) => FromSeconds(minutes * 60);

    /// <summary>This many whole hours.</summary>
    public static SimDuration FromHours(long hours) => FromSeconds(hours * 3600);

    /// <summary>A drawn or computed number of seconds, rounded half away from zero to the nanosecond.</summary>
    /// <exception cref="OverflowException">Not finite, or beyond 292 years.</exception>
    public static SimDuration FromSeconds(double seconds)
        => new(checked((long)Math.Round(seconds * 1e9, MidpointRounding.AwayFromZero)));

    /// <summary>The duration in seconds, for people and plots; never for decisions.</summary>
    public double ToSeconds() => Nanoseconds / 1e9;

    /// <inheritdoc/>
    public int CompareTo(SimDuration other) => Nanoseconds.CompareTo(other.Nanoseconds);

    /// <summary>One length after the other.</summary>
    public static SimDuration operator +(SimDuration left, SimDuration right) => new(left.Nanoseconds + right.Nanoseconds);

    /// <summary>One length less the other.</summary>
    public static SimDuration operator -(SimDuration left, SimDuration right) => new(left.Nanoseconds - right.Nanoseconds);

    /// <summary>A length a whole number of times.</summary>
    public static SimDuration operator *(SimDuration duration, long times) => new(duration.Nanoseconds * times);

    /// <summary>Whether the left length is the smaller one.</summary>
    public static bool operator <(SimDuration left, SimDuration right) => left.Nanoseconds < right.Nanoseconds;

    /// <summary>Whether the left length is the larger one.</summary>
    public static bool operator >(SimDuration left, SimDuration right) => left.Nanoseconds > right.Nanoseconds;

    /// <summary>Whether the left length is not the larger one.</summary>
    public static bool operator <=(SimDuration left, SimDuration right) => left.Nanoseconds <= right.Nanoseconds;

    /// <summary>Whether the left length is not the smaller one.</summary>
    public static bool operator >=(SimDuration left, SimDuration right) => left.Nanoseconds >= right.Nanoseconds;

    /// <summary>The count with its unit, such as <c>1500ns</c>.</summary>
    public override string ToString()
        => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Nanoseconds}ns");
}
