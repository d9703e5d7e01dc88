using System.Globalization;
using MarketSim.Core;

namespace MarketSim.Simulation;

/// <summary>Delays by their texts.</summary>
public static class Delays
{
    /// <summary>What <see cref="Parse"/> takes, for messages to people.</summary>
    public const string Accepted = "a duration such as 500us, 'recorded' (as late as the data came, perhaps recorded*2 or recorded+1ms), "
        + "or a CSV file of times and delays between which is interpolated";

    /// <summary>Reads one.</summary>
    /// <param name="option">What it is given for.</param>
    /// <param name="text">The text.</param>
    /// <exception cref="ArgumentException">It is none; the sentence says what is accepted.</exception>
    public static IDelay Parse(string option, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.StartsWith("recorded", StringComparison.Ordinal) && TryRecorded(text["recorded".Length..], out var recorded))
        {
            return recorded;
        }

        if (File.Exists(text))
        {
            return InterpolatedDelay.Read(text);
        }

        if (DurationText.TryParse(text, out var duration))
        {
            return new ConstantDelay(duration.Nanoseconds);
        }

        throw new ArgumentException($"{option} was '{text}'; accepted is {Accepted}.");
    }

    // *2, +1ms, or both in this order.
    private static bool TryRecorded(string rest, out IDelay delay)
    {
        delay = ConstantDelay.None;
        var plus = rest.IndexOf('+', StringComparison.Ordinal);
        var (factorText, leastText) = plus < 0 ? (rest, "") : (rest[..plus], rest[(plus + 1)..]);
        var factor = 1.0;
        if (plus == rest.Length - 1 && plus >= 0)
        {
            return false;
        }

        if (factorText.Length > 0 && !(factorText[0] == '*'
            && double.TryParse(factorText.AsSpan(1), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out factor) && factor is > 0 and <= 1000))
        {
            return false;
        }

        var least = SimDuration.Zero;
        var isRead = leastText.Length == 0 || DurationText.TryParse(leastText, out least);
        delay = new RecordedDelay(factor, least.Nanoseconds);
        return isRead;
    }
}
