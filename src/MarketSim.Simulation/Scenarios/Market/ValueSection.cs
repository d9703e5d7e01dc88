using System.Globalization;
using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Simulation;

/// <summary>The key <c>value</c> of an instrument of a market file: how its fundamental value moves.</summary>
/// <remarks><code>ALPHA: {price: 100, value: {model: heston, volatility: 30%, rho: -0.5}}</code> Without it the value is mean-reverting
/// with the instrument's <c>volatility</c> and <c>reversion</c>.</remarks>
internal static class ValueSection
{
    /// <summary>Reads the value of an instrument.</summary>
    /// <param name="map">The terms of the instrument.</param>
    /// <param name="setting">What the value is made from.</param>
    public static FundamentalValue Read(FileMap map, ValueSetting setting)
    {
        var own = new[] { "volatility", "reversion" }.Select(key => (Key: key, Part: map.Take(key))).Where(pair => pair.Part is not null).ToList();
        if (map.Take("value") is not { } value)
        {
            var usual = ValueCatalog.Types.Find("mean-reverting").Value;
            return Create(map.Place, usual, setting, [.. own.Select(pair => (usual.Options.First(o => o.Name == pair.Key), pair.Part!))]);
        }

        if (own.Count > 0)
        {
            throw own[0].Part!.Problem($"Key '{own[0].Key}' belongs into 'value' where an instrument has one.");
        }

        if (value.IsValue)
        {
            return Create(value, value.Read(ValueCatalog.Types.Find).Value, setting, []);
        }

        var terms = value.Map("The name of a model, or a map with the key model and its settings");
        var name = terms.Need("model");
        var model = name.Read(ValueCatalog.Types.Find).Value;
        var settings = new List<(OptionSpec, FilePart)>();
        foreach (var (key, part) in terms.Rest())
        {
            var spec = model.Options.FirstOrDefault(o => o.Name == key.Text) ?? throw key.Problem(
                $"Value model '{name.Text}' has no setting '{key.Text}'.{Suggestions.Sentence(key.Text, model.Options.Select(o => o.Name))} "
                + $"Known: {string.Join(", ", model.Options.Select(o => o.Name))}.");
            settings.Add((spec, part));
        }

        return Create(value, model, setting, settings);
    }

    private static FundamentalValue Create(
        FilePart place, ValueModel model, ValueSetting setting, IReadOnlyList<(OptionSpec Spec, FilePart Part)> settings)
    {
        var options = new OptionSet(model.Options);
        foreach (var (spec, part) in settings)
        {
            part.Check(() =>
            {
                options.Set(spec.Name, TextOf(part, spec));
                return true;
            });
        }

        return place.Check(() => model.Create(setting, options));
    }

    private static string TextOf(FilePart part, OptionSpec spec)
        => part.IsList ? string.Join(' ', part.List.Select(item => item.IsList ? string.Join(' ', item.List.Select(i => i.Text)) : item.Text))
            : spec.Kind == OptionKind.Number ? part.Number.ToString(CultureInfo.InvariantCulture)
            : spec.Kind == OptionKind.Flag ? (part.Flag ? "true" : "false")
            : part.Text;
}
