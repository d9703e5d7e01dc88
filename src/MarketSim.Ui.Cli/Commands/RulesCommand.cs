using System.CommandLine;
using System.Text.Json;
using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Ui.Cli;

/// <summary><c>marketsim rules</c>: the parameters of mechanisms, with defaults, units and sources.</summary>
internal static class RulesCommand
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static DocumentedCommand Create(Screen screen)
    {
        var name = new Argument<string?>("name")
        {
            Description = "Which mechanism; all if none is named. 'marketsim list mechanisms' shows them.", Arity = ArgumentArity.ZeroOrOne,
        };
        var json = new Option<bool>("--json") { Description = "Prints JSON and nothing else." };
        var assembly = Plugins.Option();
        var command = new DocumentedCommand(
            "rules", "Shows what can be set of a mechanism: each parameter with its default, unit, source and meaning.",
            "marketsim rules", "marketsim rules amm-pool", "marketsim rules --json")
        {
            name, json, assembly,
        };
        command.SetAction(parsed =>
        {
            Plugins.Load(parsed.GetValue(assembly));
            IReadOnlyList<CatalogEntry<MechanismType>> mechanisms = parsed.GetValue(name) is { } one
                ? [MechanismCatalog.Types.Find(one)] : MechanismCatalog.Types.Entries;
            return parsed.GetValue(json) ? WriteJson(screen, mechanisms) : Show(screen, mechanisms);
        });
        return command;
    }

    private static int WriteJson(Screen screen, IEnumerable<CatalogEntry<MechanismType>> mechanisms)
    {
        screen.Output.WriteLine(JsonSerializer.Serialize(
            mechanisms.Select(m => new
            {
                name = m.Name, summary = m.Summary,
                parameters = m.Value.Options.Select(o => new
                {
                    name = o.Name, @default = o.Default, unit = o.Unit, accepts = o.Accepts, source = o.Source, summary = o.Summary,
                }),
            }), Indented));
        return ExitCode.Ok;
    }

    private static int Show(Screen screen, IReadOnlyList<CatalogEntry<MechanismType>> mechanisms)
    {
        var width = Math.Clamp(screen.Console.Profile.Width, 40, 120);
        var writer = new Paragraphs(screen.Output, width);
        foreach (var mechanism in mechanisms)
        {
            writer.Write(mechanism.Name, indent: 0);
            writer.Write(mechanism.Summary, indent: 2);
            if (mechanism.Value.Options.Count == 0)
            {
                writer.Write("It has no parameters.", indent: 2);
            }

            foreach (var option in mechanism.Value.Options)
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
}
