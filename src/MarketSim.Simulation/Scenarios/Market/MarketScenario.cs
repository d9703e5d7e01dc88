using MarketSim.Core;

namespace MarketSim.Simulation;

/// <summary>A world that a YAML file describes, and nothing but that file: instruments, mechanisms, agents, announcements, orders.
/// </summary>
/// <remarks>The options of such a scenario are the parameters that its file names, and the file's text itself: a manifest holds all
/// that is needed to run it again. See <c>docs/concepts/market-files.md</c>.</remarks>
public sealed class MarketScenario : Scenario
{
    private const string TextOption = "market";

    private readonly MarketFile? _file;

    /// <summary>The scenario without a file: its option <c>market</c> is the file's text.</summary>
    public MarketScenario()
    {
        Name = "market";
        Summary = "A market that a YAML file describes: marketsim run FILE.yaml; see docs/concepts/market-files.md.";
        Options = [TextSpec("")];
    }

    private MarketScenario(string name, string text)
    {
        _file = MarketFile.Parse(name.EndsWith(".yaml", StringComparison.Ordinal) ? name : name + ".yaml", text);
        var top = _file.Root.Map("A map of keys such as instruments, mechanisms and agents");
        Name = Path.GetFileNameWithoutExtension(name);
        Summary = top.Get("summary", top.Get("title", "A market of its own.", part => part.Text), part => part.Text);
        Options = [.. Parameters(top), TextSpec(text)];
    }

    /// <inheritdoc/>
    public override string Name { get; }

    /// <inheritdoc/>
    public override string Summary { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<OptionSpec> Options { get; }

    /// <summary>Whether a text names a file of this kind.</summary>
    public static bool IsFileName(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.EndsWith(".yaml", StringComparison.Ordinal) || text.EndsWith(".yml", StringComparison.Ordinal);
    }

    /// <summary>Reads a market file.</summary>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    /// <exception cref="MarketFileException">It is no YAML, or its parameters are not acceptable.</exception>
    public static MarketScenario Open(string path) => File.Exists(path)
        ? new MarketScenario(path, File.ReadAllText(path))
        : throw new FileNotFoundException($"There is no market file '{path}'.");

    /// <summary>Makes a scenario of the text of a market file.</summary>
    /// <param name="name">What it is called; the name of its runs, and of the file in messages.</param>
    /// <param name="text">YAML.</param>
    /// <exception cref="MarketFileException">As for a file.</exception>
    public static MarketScenario Parse(string name, string text)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(text);
        return new MarketScenario(name, text);
    }

    /// <inheritdoc/>
    /// <exception cref="MarketFileException">Something in the file is not acceptable; with file, line and column.</exception>
    public override World Build(OptionSet options, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (_file is null)
        {
            var text = options.Text(TextOption);
            var scenario = text.Length > 0 ? Parse(Name, text)
                : throw new ArgumentException("Scenario 'market' needs a file: marketsim run FILE.yaml.");
            return scenario.Build(new OptionSet(scenario.Options), seed);
        }

        var parameters = options.Values.Where(pair => pair.Key != TextOption).ToDictionary(StringComparer.Ordinal);
        return MarketBuilder.Build(_file.With(parameters), seed);
    }

    private static IEnumerable<OptionSpec> Parameters(FileMap top)
    {
        if (top.Take("parameters") is not { } parameters)
        {
            yield break;
        }

        foreach (var (name, value) in parameters.Map("A map of parameters to their values").Rest())
        {
            if (name.Text == TextOption)
            {
                throw name.Problem($"'{TextOption}' is the file itself; give the parameter another name.");
            }

            // `borrow-rate: {value: 2%, means: What a borrower pays a year.}` or just `borrow-rate: 2%`.
            var map = value.IsMap ? value.Map("") : null;
            var means = map?.Take("means")?.Text ?? $"The parameter '{name.Text}' of the market file.";
            var usual = (map?.Need("value") ?? value).Text;
            map?.Finish();
            yield return new OptionSpec { Name = name.Text, Kind = OptionKind.Text, Default = usual, Summary = means };
        }
    }

    private static OptionSpec TextSpec(string text) => new()
    {
        Name = TextOption, Kind = OptionKind.Text, Default = text, Summary = "The text of the market file itself.",
    };
}
