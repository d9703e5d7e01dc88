using System.Globalization;

namespace MarketSim.Core;

/// <summary>The options of one scenario or mechanism with the values that are in force.</summary>
public sealed class OptionSet
{
    private readonly IReadOnlyList<OptionSpec> _specs;
    private readonly SortedDictionary<string, string> _values = new(StringComparer.Ordinal);

    /// <summary>All defaults.</summary>
    public OptionSet(IReadOnlyList<OptionSpec> specs)
    {
        ArgumentNullException.ThrowIfNull(specs);
        _specs = specs;
        foreach (var spec in specs)
        {
            spec.Validate(spec.Default);
            _values.Add(spec.Name, spec.Default);
        }
    }

    /// <summary>The options there are, in reading order.</summary>
    public IReadOnlyList<OptionSpec> Specs => _specs;

    /// <summary>All values by name, sorted: what a manifest keeps.</summary>
    public IReadOnlyDictionary<string, string> Values => _values;

    /// <summary>Sets one option.</summary>
    /// <exception cref="ArgumentException">There is no such option, or it does not accept the value.</exception>
    public void Set(string name, string value)
    {
        Find(name).Validate(value);
        _values[name] = value;
    }

    /// <summary>The value of a whole-number option.</summary>
    public long Integer(string name) => long.Parse(Text(name), CultureInfo.InvariantCulture);

    /// <summary>The value of a whole-number option that counts things.</summary>
    public int Count(string name) => checked((int)Integer(name));

    /// <summary>The value of a number option.</summary>
    public double Number(string name) => double.Parse(Text(name), NumberStyles.Float, CultureInfo.InvariantCulture);

    /// <summary>The value of a duration option.</summary>
    public SimDuration Duration(string name) => DurationText.Parse(Text(name));

    /// <summary>The value of a time-of-day option, as time since midnight.</summary>
    public SimDuration TimeOfDay(string name) => TimeOfDayText.Parse(Text(name));

    /// <summary>The value of a flag option.</summary>
    public bool Flag(string name) => Text(name) == "true";

    /// <summary>The value of any option as text.</summary>
    public string Text(string name) => _values[Find(name).Name];

    private OptionSpec Find(string name) => _specs.FirstOrDefault(s => s.Name == name)
        ?? throw new ArgumentException(
            $"Unknown option '{name}'.{Suggestions.Sentence(name, _specs.Select(s => s.Name))} "
            + $"Known: {string.Join(", ", _specs.Select(s => s.Name))}.");
}
