namespace MarketSim.Core;

/// <summary>Finds what a mistyped name was probably meant to be.</summary>
public static class Suggestions
{
    /// <summary>The known name nearest to the given one, or null if none is near.</summary>
    /// <param name="name">What was typed.</param>
    /// <param name="known">What could have been meant; among equals the first wins.</param>
    /// <remarks>Near means at most a third of the letters wrong, or that one name begins with the other.</remarks>
    public static string? For(string name, IEnumerable<string> known)
    {
        string? best = null;
        var bestDistance = int.MaxValue;
        foreach (var candidate in known)
        {
            var distance = Distance(name, candidate);
            var isNear = distance <= Math.Max(1, Math.Max(name.Length, candidate.Length) / 3) && distance < candidate.Length;
            var isBeginning = name.Length >= 3 && (candidate.StartsWith(name, StringComparison.OrdinalIgnoreCase)
                || (candidate.Length >= 3 && name.StartsWith(candidate, StringComparison.OrdinalIgnoreCase)));
            if ((isNear || isBeginning) && distance < bestDistance)
            {
                (best, bestDistance) = (candidate, distance);
            }
        }

        return best;
    }

    /// <summary>A sentence part for an error message: <c> Did you mean 'momentum'?</c>, or nothing.</summary>
    public static string Sentence(string name, IEnumerable<string> known)
        => For(name, known) is { } meant ? $" Did you mean '{meant}'?" : "";

    /// <summary>How many letters to insert, remove, change or swap with their neighbour to turn one name into the other, upper
    /// and lower case being the same.</summary>
    /// <remarks>Source: Damerau (1964) and Levenshtein (1966); the restricted form, in which no letter is edited twice.</remarks>
    public static int Distance(string left, string right)
    {
        var beforePrevious = new int[right.Length + 1];
        var previous = new int[right.Length + 1];
        var current = new int[right.Length + 1];
        for (var j = 0; j <= right.Length; j++)
        {
            previous[j] = j;
        }

        for (var i = 1; i <= left.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var change = Same(left[i - 1], right[j - 1]) ? 0 : 1;
                var distance = Math.Min(previous[j - 1] + change, Math.Min(previous[j], current[j - 1]) + 1);
                if (i > 1 && j > 1 && Same(left[i - 1], right[j - 2]) && Same(left[i - 2], right[j - 1]))
                {
                    distance = Math.Min(distance, beforePrevious[j - 2] + 1);
                }

                current[j] = distance;
            }

            (beforePrevious, previous, current) = (previous, current, beforePrevious);
        }

        return previous[right.Length];
    }

    private static bool Same(char left, char right) => char.ToLowerInvariant(left) == char.ToLowerInvariant(right);
}
