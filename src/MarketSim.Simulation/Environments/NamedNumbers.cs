using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace MarketSim.Simulation;

/// <summary>Numbers by name, in the order of the names.</summary>
internal sealed class NamedNumbers(IReadOnlyList<string> names, double[] numbers) : IReadOnlyDictionary<string, double>
{
    public IEnumerable<string> Keys => names;

    public IEnumerable<double> Values => numbers;

    public int Count => names.Count;

    public double this[string key] => TryGetValue(key, out var value)
        ? value
        : throw new KeyNotFoundException($"There is no '{key}'. Known: {string.Join(", ", names)}.");

    public bool ContainsKey(string key) => names.Contains(key, StringComparer.Ordinal);

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out double value)
    {
        for (var i = 0; i < names.Count; i++)
        {
            if (names[i] == key)
            {
                value = numbers[i];
                return true;
            }
        }

        value = 0;
        return false;
    }

    public IEnumerator<KeyValuePair<string, double>> GetEnumerator()
        => names.Select((name, i) => KeyValuePair.Create(name, numbers[i])).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
