using System.Globalization;
using MarketSim.Core;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace MarketSim.Simulation;

/// <summary>The text of a market file, read as YAML: its parts know their lines.</summary>
internal sealed class MarketFile
{
    private const int MostCharacters = 4_000_000;

    // Nobody writes deeper, and reading recurses.
    private const int MostNesting = 32;

    private readonly IReadOnlyDictionary<string, string> _parameters;
    private readonly YamlNode _root;

    private MarketFile(string name, YamlNode root, IReadOnlyDictionary<string, string> parameters)
        => (Name, _root, _parameters) = (name, root, parameters);

    /// <summary>The file's name, for messages.</summary>
    public string Name { get; }

    /// <summary>All of it.</summary>
    public FilePart Root => new(this, _root);

    /// <summary>Reads a text.</summary>
    /// <param name="name">The file's name, for messages.</param>
    /// <param name="text">What it says.</param>
    /// <exception cref="MarketFileException">It is no YAML.</exception>
    public static MarketFile Parse(string name, string text)
    {
        if (text.Length > MostCharacters)
        {
            throw new MarketFileException($"{name} has {text.Length} characters; accepted are {MostCharacters}.");
        }

        var yaml = new YamlStream();
        try
        {
            CheckNesting(name, text);
            yaml.Load(new StringReader(text));
        }
        catch (YamlException problem)
        {
            throw new MarketFileException(string.Create(
                CultureInfo.InvariantCulture,
                $"{name}, line {problem.Start.Line}, column {problem.Start.Column}: {problem.Message}"));
        }
        catch (Exception problem) when (problem is ArgumentException or InvalidOperationException or OverflowException)
        {
            throw new MarketFileException($"{name} is no YAML: {problem.Message}");
        }

        return yaml.Documents.Count > 0
            ? new MarketFile(name, yaml.Documents[0].RootNode, new Dictionary<string, string>())
            : throw new MarketFileException($"{name} is empty; a market file has at least the key 'instruments'.");
    }

    /// <summary>The same file, its parameters with these values.</summary>
    public MarketFile With(IReadOnlyDictionary<string, string> parameters) => new(Name, _root, parameters);

    /// <summary>What a parameter stands for.</summary>
    /// <exception cref="MarketFileException">There is no such parameter.</exception>
    public string Parameter(string name, FilePart place) => _parameters.TryGetValue(name, out var value)
        ? value
        : throw place.Problem(
            $"Unknown parameter '{name}'.{Suggestions.Sentence(name, _parameters.Keys.Order(StringComparer.Ordinal))} "
            + $"Parameters are named under the key 'parameters': {string.Join(", ", _parameters.Keys.Order(StringComparer.Ordinal))}.");

    /// <summary>Reads a time of day.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static SimDuration ParseTimeOfDay(string text)
        => TimeOfDayText.TryParse(text, out var time)
            ? time
            : throw new FormatException($"'{text}' is not a time of day; accepted is a time such as 09:30 or 10:00:00.5.");

    /// <summary>A time of day as files write it.</summary>
    public static string Clock(SimDuration timeOfDay)
        => new TimeSpan(timeOfDay.Nanoseconds / 100).ToString("hh\\:mm\\:ss", CultureInfo.InvariantCulture);

    /// <summary>Reads one of the words of an enumeration: <c>reg-t</c> for RegT.</summary>
    /// <exception cref="FormatException">It is none of them.</exception>
    public static T ParseWord<T>(string text)
        where T : struct, Enum
    {
        var names = Enum.GetNames<T>();
        var words = names.Select(KebabCase.Of).ToArray();
        var plain = text.Trim().ToLowerInvariant();
        var place = Array.FindIndex(words, word => word == plain || word.Replace("-", "", StringComparison.Ordinal) == plain);
        return place >= 0
            ? Enum.Parse<T>(names[place])
            : throw new FormatException(
                $"'{text}' was given.{Suggestions.Sentence(plain, words)} Accepted is one of {string.Join(", ", words)}.");
    }

    private static void CheckNesting(string name, string text)
    {
        var parser = new Parser(new StringReader(text));
        for (var depth = 0; parser.MoveNext();)
        {
            depth += parser.Current!.NestingIncrease;
            if (depth > MostNesting)
            {
                throw new MarketFileException($"{name}, line {parser.Current.Start.Line}: more than {MostNesting} levels are nested here.");
            }
        }
    }
}
