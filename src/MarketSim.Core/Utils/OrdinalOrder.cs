namespace MarketSim.Core;

/// <summary>Orders named values by the bytes of their names, the same in every culture.</summary>
public static class OrdinalOrder
{
    /// <summary>A copy that enumerates in order of its names.</summary>
    public static IReadOnlyDictionary<string, TValue> Of<TValue>(IEnumerable<KeyValuePair<string, TValue>> values)
    {
        var sorted = new SortedDictionary<string, TValue>(StringComparer.Ordinal);
        foreach (var (name, value) in values)
        {
            sorted.Add(name, value);
        }

        return sorted;
    }
}
