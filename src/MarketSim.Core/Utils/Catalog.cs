using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace MarketSim.Core;

/// <summary>One line of a catalog.</summary>
/// <param name="Name">What it is called in files and on the command line: lower-case letters, digits and single hyphens.</param>
/// <param name="Summary">One sentence for people who choose.</param>
/// <param name="Value">The thing itself, or what makes it.</param>
public sealed record CatalogEntry<T>(string Name, string Summary, T Value);

/// <summary>A list of named things in reading order: strategies, scenarios, mechanisms, plots. Explicit, so that a reader sees
/// the whole set in one file; open, so that a user's assembly can add its own.</summary>
public sealed class Catalog<T> : IEnumerable<CatalogEntry<T>>
{
    private readonly List<CatalogEntry<T>> _entries = [];
    private readonly string _noun;

    /// <summary>An empty catalog; a collection initialiser fills it.</summary>
    /// <param name="noun">What one entry is, for messages: <c>strategy</c>.</param>
    public Catalog(string noun)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(noun);
        _noun = noun;
    }

    /// <summary>All entries, in reading order.</summary>
    public IReadOnlyList<CatalogEntry<T>> Entries => _entries;

    /// <summary>All names, in reading order.</summary>
    public IEnumerable<string> Names => _entries.Select(entry => entry.Name);

    /// <summary>Adds one at the end.</summary>
    /// <exception cref="ArgumentException">The name is taken or badly formed.</exception>
    public void Add(string name, string summary, T value)
    {
        if (!IsWellFormed(name))
        {
            throw new ArgumentException(
                $"The {_noun} name '{name}' must consist of lower-case letters, digits and single hyphens, such as 'mean-reversion'.",
                nameof(name));
        }

        if (TryFind(name, out _))
        {
            throw new ArgumentException($"There is already a {_noun} named '{name}'.", nameof(name));
        }

        _entries.Add(new(name, summary, value));
    }

    /// <summary>The entry of this name.</summary>
    /// <exception cref="ArgumentException">There is none; the message says what was probably meant and what is known.</exception>
    public CatalogEntry<T> Find(string name)
    {
        if (TryFind(name, out var entry))
        {
            return entry;
        }

        // No parameter name: the message goes to people as it is.
        throw new ArgumentException(
            $"Unknown {_noun} '{name}'.{Suggestions.Sentence(name, Names)} Known: {string.Join(", ", Names)}.");
    }

    /// <summary>The entry of this name, if there is one.</summary>
    public bool TryFind(string name, [NotNullWhen(true)] out CatalogEntry<T>? entry)
    {
        entry = _entries.Find(candidate => candidate.Name == name);
        return entry is not null;
    }

    /// <inheritdoc/>
    public IEnumerator<CatalogEntry<T>> GetEnumerator() => _entries.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static bool IsWellFormed(string name)
        => name.Length > 0 && name[0] != '-' && name[^1] != '-' && !name.Contains("--", StringComparison.Ordinal)
            && name.All(c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-');
}
