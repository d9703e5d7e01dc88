using System.Globalization;
using MarketSim.Core;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace MarketSim.Simulation;

/// <summary>One place in a market file: a value, a list or a map, and the line that it stands in.</summary>
internal sealed class FilePart(MarketFile file, YamlNode node, Mark? place = null)
{
    /// <summary>Whether nothing is written there.</summary>
    public bool IsEmpty => node is YamlScalarNode { Value: null or "" or "~" or "null" };

    /// <summary>Whether it is a single value.</summary>
    public bool IsValue => node is YamlScalarNode;

    /// <summary>Whether it is a list.</summary>
    public bool IsList => node is YamlSequenceNode;

    /// <summary>Whether it is a map.</summary>
    public bool IsMap => node is YamlMappingNode;

    /// <summary>A single value as text; a name with a dollar sign stands for the parameter of that name.</summary>
    public string Text
    {
        get
        {
            var text = (node as YamlScalarNode)?.Value ?? throw Problem("A single value was expected.");
            return text.StartsWith('$') ? file.Parameter(text[1..], this) : text;
        }
    }

    /// <summary>Nothing written, at this place.</summary>
    public FilePart Nothing => Of("");

    /// <summary>A text that stands for part of what is written here.</summary>
    public FilePart Of(string text) => new(file, new YamlScalarNode(text), place ?? node.Start);

    /// <summary>The items of a list; a single value is a list of one.</summary>
    public IReadOnlyList<FilePart> List => node switch
    {
        YamlSequenceNode list => [.. list.Select(item => new FilePart(file, item))],
        _ when IsEmpty => [],
        _ => [this],
    };

    /// <summary>The words of a list, or of a text in which blanks or commas separate them.</summary>
    public IReadOnlyList<FilePart> Words => IsValue
        ? [.. Text.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries)
            .Select(Of)]
        : List;

    /// <summary>Its keys and values; nothing written is a map of nothing.</summary>
    /// <param name="what">What was expected there, should it be no map.</param>
    public FileMap Map(string what) => node switch
    {
        YamlMappingNode map => new FileMap(this, [.. map.Select(pair => (new FilePart(file, pair.Key), new FilePart(file, pair.Value)))]),
        _ when IsEmpty => new FileMap(this, []),
        _ => throw Problem($"{what} was expected."),
    };

    /// <summary>A value read by somebody whose refusals are sentences.</summary>
    public T Read<T>(Func<string, T> parse) => Check(() => parse(Text));

    /// <summary>Does something for which this place is to blame.</summary>
    public T Check<T>(Func<T> what)
    {
        try
        {
            return what();
        }
        catch (MarketFileException)
        {
            throw;
        }
        catch (Exception refusal) when (refusal is ArgumentException or FormatException)
        {
            var message = refusal.Message;
            var addition = message.IndexOf(" (Parameter '", StringComparison.Ordinal);
            throw Problem(addition < 0 ? message : message[..addition]);
        }
        catch (Exception refusal) when (refusal is OverflowException or DivideByZeroException)
        {
            throw Problem("A number is too large or too small to be represented.");
        }
    }

    /// <summary>A decimal number; <c>_</c> and a blank group digits, <c>%</c> divides by a hundred, <c>k</c> and <c>m</c> multiply.
    /// </summary>
    public decimal Number => Read(text =>
    {
        var plain = text.Replace("_", "", StringComparison.Ordinal).Trim();
        var scale = plain.Length == 0 ? 1 : char.ToLowerInvariant(plain[^1]) switch { '%' => 0.01m, 'k' => 1_000, 'm' => 1_000_000, _ => 1 };
        return decimal.TryParse(scale == 1 ? plain : plain[..^1], NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number * scale
            : throw new FormatException($"'{text}' is not a number; accepted is a number such as 180.25, 1_000_000, 10k or 2%.");
    });

    /// <summary>A whole number within bounds.</summary>
    public long Whole(long from, long to) => Check(() => Number is var number && number == decimal.Truncate(number) && number >= from && number <= to
        ? (long)number
        : throw new FormatException($"'{Text}' was given; accepted is a whole number from {from} to {to}."));

    /// <summary>True or false.</summary>
    public bool Flag => Text switch
    {
        "true" or "yes" or "on" => true,
        "false" or "no" or "off" => false,
        _ => throw Problem($"'{Text}' was given; accepted is true or false."),
    };

    /// <summary>A day such as <c>2026-01-05</c>.</summary>
    public DateOnly Date => Read(text => DateOnly.TryParseExact(
            text.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
        ? date
        : throw new FormatException($"'{text}' is not a day; accepted is a day such as 2026-01-05."));

    /// <summary>A time of day such as <c>09:30</c> or <c>10:00:00.5</c>; 24:00 ends a day.</summary>
    public SimDuration TimeOfDay => Read(MarketFile.ParseTimeOfDay);

    /// <summary>A length of time such as <c>250ms</c> or <c>10min</c>.</summary>
    public SimDuration Duration => Read(DurationText.Parse);

    /// <summary>One of the words of an enumeration, in kebab case.</summary>
    public T Word<T>()
        where T : struct, Enum
        => Read(MarketFile.ParseWord<T>);

    /// <summary>The sentence with file, line and column before it.</summary>
    public MarketFileException Problem(string sentence)
        => new(string.Create(
            CultureInfo.InvariantCulture,
            $"{file.Name}, line {(place ?? node.Start).Line}, column {(place ?? node.Start).Column}: {sentence}"));
}

/// <summary>Something in a market file is not acceptable; the message is a sentence with file, line and column.</summary>
public sealed class MarketFileException(string message) : FormatException(message);
