namespace MarketSim.Analysis;

/// <summary>Runs of one sign.</summary>
internal static class Streak
{
    /// <summary>Most values of a sign in a row.</summary>
    public static int Longest(ReadOnlySpan<double> values, int sign)
    {
        var (longest, now) = (0, 0);
        foreach (var value in values)
        {
            now = Math.Sign(value) == sign ? now + 1 : 0;
            longest = Math.Max(longest, now);
        }

        return longest;
    }
}
