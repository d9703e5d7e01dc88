using MarketSim.Core;
using MarketSim.Simulation;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace MarketSim.Ui.Cli;

/// <summary>A YAML file that describes a run.</summary>
/// <remarks>
/// <code>
/// scenario: default-day
/// seed: 7
/// speed: 100x
/// out: thin-market
/// set:
///   duration: 30min
///   market-makers: 1
/// </code>
/// </remarks>
internal sealed class ConfigFile
{
    private static readonly string[] Keys = ["scenario", "seed", "speed", "out", "history", "set"];

    private readonly string _path;
    private readonly List<(YamlNode Name, YamlNode Value)> _settings = [];

    private ConfigFile(string path) => _path = path;

    public Scenario? Scenario { get; private set; }

    public ulong? Seed { get; private set; }

    public Speed? Speed { get; private set; }

    public string? Output { get; private set; }

    public IReadOnlyList<string> History { get; private set; } = [];

    /// <summary>Reads a file.</summary>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    /// <exception cref="FormatException">It is no YAML, or something in it is not acceptable; with line and
    /// column.</exception>
    public static ConfigFile Read(string path)
    {
        if (!File.Exists(path))
        {
            throw new FileNotFoundException($"There is no configuration file '{path}'.");
        }

        var file = new ConfigFile(path);
        var yaml = new YamlStream();
        try
        {
            using var text = new StreamReader(path);
            yaml.Load(text);
        }
        catch (YamlException problem)
        {
            throw new FormatException(
                $"{path}, line {problem.Start.Line}, column {problem.Start.Column}: {problem.Message}", problem);
        }

        if (yaml.Documents.Count > 0)
        {
            file.Take(yaml.Documents[0].RootNode);
        }

        return file;
    }

    /// <summary>Sets what the file sets.</summary>
    /// <exception cref="FormatException">An option is unknown or has a bad value; with line and column.</exception>
    public void Apply(OptionSet options)
    {
        foreach (var (name, value) in _settings)
        {
            var isKnown = options.Specs.Any(spec => spec.Name == Text(name));
            At(isKnown ? value : name, () => options.Set(Text(name), Text(value)));
        }
    }

    private void Take(YamlNode root)
    {
        foreach (var (key, value) in Map(root, "a map with the keys " + string.Join(", ", Keys)))
        {
            switch (Text(key))
            {
                case "scenario":
                    At(value, () => Scenario = ScenarioCatalog.Find(Text(value)));
                    break;
                case "seed":
                    At(value, () => Seed = RunRequest.ParseSeed(Text(value)));
                    break;
                case "speed":
                    At(value, () => Speed = Simulation.Speed.Parse(Text(value)));
                    break;
                case "out":
                    Output = Text(value);
                    break;
                case "history":
                    History = value is YamlSequenceNode list ? [.. list.Select(Text)] : [Text(value)];
                    break;
                case "set":
                    foreach (var (name, setting) in Map(value, "a map of option names to values"))
                    {
                        _settings.Add((name, setting));
                    }

                    break;
                case var unknown:
                    throw Problem(
                        key,
                        $"Unknown key '{unknown}'.{Suggestions.Sentence(unknown, Keys)} Known: {string.Join(", ", Keys)}.");
            }
        }
    }

    private IEnumerable<KeyValuePair<YamlNode, YamlNode>> Map(YamlNode node, string expected)
        => node as YamlMappingNode ?? throw Problem(node, $"{expected} was expected.");

    private string Text(YamlNode node)
        => (node as YamlScalarNode)?.Value ?? throw Problem(node, "a single value was expected.");

    private void At(YamlNode place, Action take)
    {
        try
        {
            take();
        }
        catch (Exception refusal) when (refusal is ArgumentException { ParamName: null } or FormatException)
        {
            throw Problem(place, refusal.Message);
        }
    }

    private FormatException Problem(YamlNode place, string sentence)
        => new($"{_path}, line {place.Start.Line}, column {place.Start.Column}: {sentence}");
}
