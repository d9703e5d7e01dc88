using System.Text;

namespace MarketSim.Core;

/// <summary>Measured delays as text: a header, then in each row a time and how long a message took that left then.</summary>
public static class DelayFile
{
    private const string Accepted = "a time such as 2024-01-31 09:30:00.5 or a count since 1970, a comma, and a delay such as 5ms or 120us, or in whole nanoseconds";

    /// <summary>Reads all rows.</summary>
    /// <returns>Nanoseconds since 1970 and the delay in nanoseconds.</returns>
    /// <exception cref="DataFormatException">A row is something else.</exception>
    public static IReadOnlyList<(long Time, long Delay)> Read(string path)
    {
        var points = new List<(long, long)>();
        using var lines = new LineReader(DataFile.Open(path), path);
        var times = new BarTimes();
        while (lines.TryRead(out var line))
        {
            if (line.IsEmpty || line[0] == '#' || (lines.Line == 1 && char.IsAsciiLetter((char)line[0])))
            {
                continue;
            }

            var fields = new TickFields(line, (byte)',');
            if (!fields.TryRead(out var timeText) || !fields.TryRead(out var delayText) || fields.TryRead(out _)
                || timeText.IsEmpty || !times.TryParse(timeText, out var time) || !TryDelay(delayText, out var delay))
            {
                throw lines.Wrong("the row", line, Accepted);
            }

            points.Add((time, delay));
        }

        return points;
    }

    private static bool TryDelay(ReadOnlySpan<byte> text, out long delay)
    {
        if (AsciiNumber.TryInteger(text, out delay))
        {
            return delay is >= 0 and < 1L << 52;
        }

        var isRead = DurationText.TryParse(Encoding.ASCII.GetString(text), out var duration);
        delay = duration.Nanoseconds;
        return isRead;
    }
}
