using System.Globalization;

namespace MarketSim.Simulation;

/// <summary>How fast a run goes against the wall clock. It never changes what happens in the run.</summary>
public readonly record struct Speed
{
    /// <summary>As fast as the machine can.</summary>
    public static readonly Speed Max = default;

    /// <summary>One simulated second per second.</summary>
    public static readonly Speed RealTime = Times(1);

    // Zero stands for as fast as possible, so that the default value is a speed too.
    private readonly double _multiple;

    private Speed(double multiple) => _multiple = multiple;

    /// <summary>Whether there is no limit.</summary>
    public bool IsMax => _multiple == 0;

    /// <summary>Simulated seconds per second; infinity where there is no limit.</summary>
    public double Multiple => IsMax ? double.PositiveInfinity : _multiple;

    /// <summary>A multiple of real time.</summary>
    /// <param name="multiple">From a thousandth to a million.</param>
    public static Speed Times(double multiple)
        => multiple is >= 0.001 and <= 1_000_000
            ? new Speed(multiple)
            : throw new ArgumentOutOfRangeException(
                nameof(multiple), multiple, "A speed is max, or from 0.001x to 1000000x.");

    /// <summary>Reads <c>max</c>, or a multiple of real time such as <c>10x</c>, <c>0.5x</c> or plainly
    /// <c>10</c>.</summary>
    /// <exception cref="FormatException">The text is none; the message says what would be.</exception>
    public static Speed Parse(string text)
    {
        var trimmed = text.Trim();
        if (trimmed.Equals("max", StringComparison.OrdinalIgnoreCase))
        {
            return Max;
        }

        var number = trimmed.EndsWith("x", StringComparison.OrdinalIgnoreCase) ? trimmed[..^1] : trimmed;
        return double.TryParse(
                number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var multiple)
            && multiple is >= 0.001 and <= 1_000_000
            ? new Speed(multiple)
            : throw new FormatException(
                $"'{text}' is not a speed; accepted is max, or a multiple of real time from 0.001x to 1000000x, "
                + "such as 1x, 10x or 0.5x.");
    }

    /// <summary><c>max</c>, or the multiple with an x.</summary>
    public override string ToString()
        => IsMax ? "max" : string.Create(CultureInfo.InvariantCulture, $"{_multiple}x");
}
