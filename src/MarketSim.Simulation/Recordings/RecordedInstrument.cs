using MarketSim.Core;

namespace MarketSim.Simulation;

/// <summary>Which instrument of a recording is meant.</summary>
internal static class RecordedInstrument
{
    /// <summary>The one of its first message.</summary>
    public static (int Number, string Name) First(IRecordedFeed feed)
        => feed.TryRead(out var first) ? (first.Instrument, feed.NameOf(first.Instrument).Trim()) : (0, "");

    /// <summary>The one of a name.</summary>
    /// <param name="feed">Read until it is found.</param>
    /// <param name="symbol">The name.</param>
    /// <param name="path">What messages call the file.</param>
    /// <returns>Null where the recording names nothing at all.</returns>
    /// <exception cref="ArgumentException">It holds others, and not this one.</exception>
    public static int? Named(IRecordedFeed feed, string symbol, string path)
    {
        var known = new SortedSet<string>(StringComparer.Ordinal);
        while (feed.TryRead(out var message))
        {
            var candidate = feed.NameOf(message.Instrument).Trim();
            if (candidate == symbol)
            {
                return message.Instrument;
            }

            known.Add(candidate);
        }

        return known.All(name => name.Length == 0) ? null : throw new ArgumentException(
            $"'{path}' holds nothing about '{symbol}'.{Suggestions.Sentence(symbol, known)} "
            + $"It holds: {string.Join(", ", known.Take(20))}{(known.Count > 20 ? " …" : "")}.");
    }

    /// <summary>The symbol that a file's name begins with.</summary>
    public static string SymbolOf(string path)
    {
        var stem = Path.GetFileName(path).Split('.', '_')[0];
        return stem.Length > 0 ? stem.ToUpperInvariant() : "HISTORY";
    }
}
