using System.Globalization;
using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Simulation;

/// <summary>The mechanisms of a market file: those under the key <c>mechanisms</c> hold for the market, those that an instrument names
/// hold for it.</summary>
/// <remarks>Instruments that name a mechanism with the same settings share one. A setting may be a percentage, whatever unit the
/// mechanism counts in.</remarks>
internal sealed class MechanismSection
{
    private readonly List<Wish> _wishes = [];

    /// <summary>Reads a map or list of mechanisms.</summary>
    /// <param name="place">What is written.</param>
    /// <param name="symbol">The instrument that they are for; null for the market.</param>
    public void ReadAll(FilePart place, string? symbol = null)
    {
        if (!place.IsList)
        {
            foreach (var (name, settings) in place.Map("A map of mechanisms to their settings").Rest())
            {
                ReadOne(name, settings, symbol);
            }

            return;
        }

        foreach (var item in place.List)
        {
            if (item.IsValue)
            {
                ReadOne(item, item.Nothing, symbol);
            }
            else
            {
                ReadAll(item, symbol);
            }
        }
    }

    /// <summary>Reads one mechanism.</summary>
    public void ReadOne(FilePart name, FilePart settings, string? symbol = null)
    {
        var type = name.Read(MechanismCatalog.Types.Find).Value;
        if (settings.IsValue && !settings.IsEmpty)
        {
            // `margin: true` has it as it is, `margin: false` has it not.
            if (!settings.Flag)
            {
                return;
            }

            settings = settings.Nothing;
        }

        var options = new OptionSet(type.Options);
        var texts = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in settings.Map("A map of settings").Rest())
        {
            var spec = type.Options.FirstOrDefault(o => o.Name == key.Text) ?? throw key.Problem(
                $"Mechanism '{name.Text}' has no setting '{key.Text}'.{Suggestions.Sentence(key.Text, type.Options.Select(o => o.Name))} "
                + $"Known: {string.Join(", ", type.Options.Select(o => o.Name))}.");
            var text = TextOf(value, spec);
            value.Check(() =>
            {
                options.Set(key.Text, text);
                return true;
            });
            texts.Add(key.Text, text);
        }

        Note(new Wish(name, texts), type, symbol);
    }

    /// <summary>Puts all of them in force.</summary>
    public void Complete(MarketBuilder builder)
    {
        // Contracts without anybody who expires and exercises them would stay for ever.
        const string Options = "options";
        if (builder.World.Instruments.Any(i => i is OptionContract) && MechanismCatalog.Types.TryFind(Options, out _)
            && _wishes.TrueForAll(w => w.Name.Text != Options))
        {
            _wishes.Add(new Wish(builder.Top.Place.Of(Options), []));
        }

        builder.World.Mechanisms = [.. _wishes.Select(w => w.Spec)];
    }

    private void Note(Wish wish, MechanismType type, string? symbol)
    {
        var takesInstruments = type.Options.Any(o => o.Name == Wish.Instruments) && !wish.Settings.ContainsKey(Wish.Instruments);
        var same = _wishes.Find(w => w.Name.Text == wish.Name.Text && w.HasSettingsOf(wish));
        if (symbol is null || !takesInstruments)
        {
            if (same is { Symbols.Count: 0 })
            {
                return;
            }

            if (!type.Options.Any(o => o.Name == Wish.Instruments) && _wishes.Exists(w => w.Name.Text == wish.Name.Text))
            {
                throw wish.Name.Problem($"Mechanism '{wish.Name.Text}' holds for the whole market, and has other settings elsewhere in the file.");
            }

            _wishes.Add(wish);
        }
        else if (same is { Symbols.Count: > 0 })
        {
            same.Symbols.Add(symbol);
        }
        else
        {
            wish.Symbols.Add(symbol);
            _wishes.Add(wish);
        }
    }

    private static string TextOf(FilePart value, OptionSpec spec)
    {
        if (value.IsList)
        {
            return string.Join(' ', value.List.Select(part => part.Text));
        }

        var text = value.Text;
        return spec.Kind switch
        {
            OptionKind.Flag => value.Flag ? "true" : "false",
            OptionKind.Integer or OptionKind.Number => NumberText(value, text, spec),
            _ => text,
        };
    }

    // Percentages are turned into the setting's own unit.
    private static string NumberText(FilePart value, string text, OptionSpec spec)
    {
        if (!text.EndsWith('%'))
        {
            return text.Replace("_", "", StringComparison.Ordinal);
        }

        var unit = spec.Unit + " " + spec.Summary;
        var scale = unit.Contains("million", StringComparison.OrdinalIgnoreCase) || unit.Contains("ppm", StringComparison.OrdinalIgnoreCase) ? 1_000_000m
            : unit.Contains("basis point", StringComparison.OrdinalIgnoreCase) || spec.Unit.Split(' ').Contains("bp") ? 10_000m
            : unit.Contains('%') || unit.Contains("percent", StringComparison.OrdinalIgnoreCase) ? 100m
            : 1m;
        return value.Check(() => (value.Number * scale).ToString("0.############", CultureInfo.InvariantCulture));
    }

    private sealed record Wish(FilePart Name, SortedDictionary<string, string> Settings)
    {
        public const string Instruments = "instruments";

        public List<string> Symbols { get; } = [];

        public MechanismSpec Spec => new(Name.Text, Symbols.Count == 0
            ? Settings
            : new SortedDictionary<string, string>(Settings, StringComparer.Ordinal) { [Instruments] = string.Join(' ', Symbols) });

        public bool HasSettingsOf(Wish other) => Settings.SequenceEqual(other.Settings);
    }
}
