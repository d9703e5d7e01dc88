using System.CommandLine;
using System.Text.Json;
using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Ui.Cli;

/// <summary><c>marketsim rules</c>: the parameters of mechanisms and value models, with defaults, units and sources.</summary>
internal static class RulesCommand
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static DocumentedCommand Create(Screen screen)
    {
        var name = new Argument<string?>("name")
        {
            Description = "Which mechanism or value model; all mechanisms if none is named. See 'marketsim list mechanisms' and 'marketsim list values'.", Arity = ArgumentArity.ZeroOrOne,
        };
        var json = new Option<bool>("--json") { Description = "Prints JSON and nothing else." };
        var assembly = Plugins.Option();
        var command = new DocumentedCommand(
            "rules", "Shows what can be set of a mechanism or value model: each parameter with its default, unit, source and meaning.",
            "marketsim rules", "marketsim rules amm-pool", "marketsim rules heston", "marketsim rules --json")
        {
            name, json, assembly,
        };
        command.SetAction(parsed =>
        {
            Plugins.Load(parsed.GetValue(assembly));
            IReadOnlyList<Rules> rules = parsed.GetValue(name) is { } one ? [Find(one)] : [.. MechanismCatalog.Types.Select(Of)];
            return parsed.GetValue(json) ? WriteJson(screen, rules) : Show(screen, rules);
        });
        return command;
    }

    private static Rules Find(string name)
        => ValueCatalog.Types.TryFind(name, out var value) && !MechanismCatalog.Types.TryFind(name, out _)
            ? new Rules(value.Name, value.Summary, value.Value.Options)
            : Of(MechanismCatalog.Types.Find(name));

    private static Rules Of(CatalogEntry<MechanismType> entry) => new(entry.Name, entry.Summary, entry.Value.Options);

    private static int WriteJson(Screen screen, IEnumerable<Rules> mechanisms)
    {
        screen.Output.WriteLine(JsonSerializer.Serialize(
            mechanisms.Select(m => new
            {
                name = m.Name, summary = m.Summary,
                parameters = m.Options.Select(o => new
                {
                    name = o.Name, @default = o.Default, unit = o.Unit, accepts = o.Accepts, source = o.Source, summary = o.Summary,
                }),
            }), Indented));
        return ExitCode.Ok;
    }

    private static int Show(Screen screen, IReadOnlyList<Rules> mechanisms)
    {
        var width = Math.Clamp(screen.Console.Profile.Width, 40, 120);
        var writer = new Paragraphs(screen.Output, width);
        foreach (var mechanism in mechanisms)
        {
            writer.Write(mechanism.Name, indent: 0);
            writer.Write(mechanism.Summary, indent: 2);
            if (mechanism.Options.Count == 0)
            {
                writer.Write("It has no parameters.", indent: 2);
            }

            foreach (var option in mechanism.Options)
            {
                screen.Output.WriteLine();
                var usual = option.Default.Length == 0 ? "(empty)" : option.Default;
                writer.Write($"{option.Name} = {usual}{(option.Unit.Length > 0 ? " " + option.Unit : "")}", indent: 4);
                writer.Write($"{option.Summary} Accepted: {option.Accepts}.", indent: 8);
                if (option.Source.Length > 0)
                {
                    writer.Write($"Source: {option.Source}.", indent: 8);
                }
            }

            screen.Output.WriteLine();
        }

        return ExitCode.Ok;
    }

    private sealed record Rules(string Name, string Summary, IReadOnlyList<OptionSpec> Options);
}
