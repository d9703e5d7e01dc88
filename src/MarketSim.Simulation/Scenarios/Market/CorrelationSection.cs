using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Simulation;

/// <summary>The key <c>correlation</c> of a market file: which values move together.</summary>
/// <remarks><code>correlation: {ALPHA BETA: 60%, ALPHA GAMMA: -0.2}</code> or one number for all pairs. What moves together are the
/// diffusions of the values; jumps, regimes and variances are each value's own.</remarks>
internal sealed class CorrelationSection
{
    private readonly SortedDictionary<string, NormalStream> _streams = new(StringComparer.Ordinal);

    private CorrelationSection()
    {
    }

    /// <summary>Reads it.</summary>
    /// <param name="part">What is written; null for nothing.</param>
    /// <param name="symbols">All instruments of the file.</param>
    /// <param name="seed">The seed of the run.</param>
    public static CorrelationSection Read(FilePart? part, IReadOnlyList<string> symbols, ulong seed)
    {
        var section = new CorrelationSection();
        if (part is null)
        {
            return section;
        }

        var pairs = part.IsValue ? AllPairs(part, symbols) : [.. part.Map("A number, or a map of pairs of symbols to numbers").Rest()
            .Select(pair => (Two(pair.Key, symbols), Share(pair.Value)))];
        var members = symbols.Where(symbol => pairs.Any(p => p.Item1.Item1 == symbol || p.Item1.Item2 == symbol)).ToList();
        var matrix = new double[members.Count, members.Count];
        for (var i = 0; i < members.Count; i++)
        {
            matrix[i, i] = 1;
        }

        foreach (var ((one, other), share) in pairs)
        {
            var (i, j) = (members.IndexOf(one), members.IndexOf(other));
            (matrix[i, j], matrix[j, i]) = (share, share);
        }

        var normals = part.Check(() => new CorrelatedNormals(matrix, [.. members.Select(s => new Rng(seed, $"fundamental/{s}"))]));
        for (var i = 0; i < members.Count; i++)
        {
            section._streams.Add(members[i], normals.Streams[i]);
        }

        return section;
    }

    /// <summary>What moves the value of an instrument.</summary>
    public ValueSetting With(ValueSetting setting)
        => _streams.TryGetValue(setting.Symbol, out var stream) ? setting with { Normals = stream } : setting;

    private static List<((string, string), double)> AllPairs(FilePart part, IReadOnlyList<string> symbols)
    {
        var share = Share(part);
        return [.. symbols.SelectMany((one, i) => symbols.Skip(i + 1).Select(other => ((one, other), share)))];
    }

    private static (string, string) Two(FilePart key, IReadOnlyList<string> symbols)
    {
        var words = key.Words;
        foreach (var word in words)
        {
            if (!symbols.Contains(word.Text))
            {
                throw word.Problem(
                    $"There is no instrument '{word.Text}'.{Suggestions.Sentence(word.Text, symbols)} Known: {string.Join(", ", symbols.Take(20))}.");
            }
        }

        return words.Count == 2 && words[0].Text != words[1].Text ? (words[0].Text, words[1].Text)
            : throw key.Problem($"'{key.Text}' was given; accepted are two different instruments such as 'ALPHA BETA'.");
    }

    private static double Share(FilePart part) => part.Check(() => part.Number is >= -1 and <= 1 and var number
        ? (double)number : throw new FormatException($"Correlation was '{part.Text}'; accepted is -1 to 1, such as 0.6 or 60%."));
}
