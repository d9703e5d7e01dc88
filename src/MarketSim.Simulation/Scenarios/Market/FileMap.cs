using MarketSim.Core;

namespace MarketSim.Simulation;

/// <summary>A map in a market file: keys are taken one by one, and what nobody took is unknown.</summary>
internal sealed class FileMap
{
    private readonly FilePart _place;
    private readonly List<(FilePart Key, FilePart Value)> _pairs;
    private readonly HashSet<string> _names = [];
    private readonly HashSet<string> _taken = [];

    // What may be written there: known once it has been asked for.
    private readonly List<string> _known = [];

    public FileMap(FilePart place, List<(FilePart Key, FilePart Value)> pairs)
    {
        (_place, _pairs) = (place, pairs);
        foreach (var (key, _) in pairs)
        {
            if (!_names.Add(key.Text))
            {
                throw key.Problem($"Key '{key.Text}' stands here for the second time.");
            }
        }
    }

    /// <summary>Where the map stands.</summary>
    public FilePart Place => _place;

    /// <summary>What is written under a key, if anything is.</summary>
    public FilePart? Take(string key)
    {
        _known.Add(key);
        _taken.Add(key);
        foreach (var (name, value) in _pairs)
        {
            if (name.Text == key)
            {
                return value;
            }
        }

        return null;
    }

    /// <summary>What must be written under a key.</summary>
    public FilePart Need(string key)
        => Take(key) ?? throw _place.Problem($"Key '{key}' is missing here.");

    /// <summary>A value, or the usual one.</summary>
    public T Get<T>(string key, T usual, Func<FilePart, T> read) => Take(key) is { } part ? read(part) : usual;

    /// <summary>What nobody has taken yet, in order; all of it counts as taken.</summary>
    public IEnumerable<(FilePart Key, FilePart Value)> Rest()
    {
        foreach (var (key, value) in _pairs)
        {
            if (_taken.Add(key.Text))
            {
                yield return (key, value);
            }
        }
    }

    /// <summary>Refuses what nobody has taken.</summary>
    /// <param name="others">What might have been written as well, for the suggestion.</param>
    /// <exception cref="MarketFileException">Something is left.</exception>
    public void Finish(params IEnumerable<string> others)
    {
        foreach (var (key, _) in Rest())
        {
            throw Unknown(key, others);
        }
    }

    /// <summary>The refusal of a key.</summary>
    public MarketFileException Unknown(FilePart key, params IEnumerable<string> others)
    {
        var known = _known.Concat(others).Distinct().ToList();
        return key.Problem($"Unknown key '{key.Text}'.{Suggestions.Sentence(key.Text, known)} Known here: {string.Join(", ", known)}.");
    }
}
