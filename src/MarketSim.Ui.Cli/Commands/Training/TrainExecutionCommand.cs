using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using MarketSim.Simulation;

namespace MarketSim.Ui.Cli;

/// <summary><c>marketsim train execution</c>: learns a policy of execution in the simulator, writes it to a file, and sets it beside the schedules
/// of the literature in markets that it has not seen.</summary>
internal static class TrainExecutionCommand
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    // What the policy that comes with the program was trained for.
    private static readonly (string Name, string Value)[] Usual = [("steps", "20"), ("interval", "3s"), ("warm-up", "20s"), ("lots", "4000")];

    public static DocumentedCommand Create(Screen screen)
    {
        var output = new Option<string>("--out") { Description = "The file of the policy.", HelpName = "FILE", Required = true };
        var set = new Option<string[]>("--set")
        {
            Description = "Sets an option of the environment; may be repeated. docs/concepts/learning-environments.md explains them.", HelpName = "name=value",
        };
        var rounds = Count("--rounds", 200, "Rounds of learning.");
        var copies = Count("--copies", 256, "Markets played at once, in each round once.");
        var evaluation = Count("--evaluate", 4, "Rounds of evaluation, in markets of their own.");
        var threads = new Option<int>("--threads") { Description = "How many markets at a time; 0 for one on each processor.", DefaultValueFactory = _ => 0 };
        var seed = new Option<ulong>("--seed") { Description = "The key of all chance.", DefaultValueFactory = _ => 1 };
        var force = new Option<bool>("--force") { Description = "Replaces the file if it exists." };
        var json = new Option<bool>("--json") { Description = "Prints JSON and nothing else." };
        var command = new DocumentedCommand(
            "execution", "Learns how to execute an order in the simulator, and compares with TWAP and Almgren-Chriss.",
            "marketsim train execution --out policy.json",
            "marketsim train execution --out policy.json --rounds 500 --set lots=8000 --set market-settings=activity=2")
        {
            output, set, rounds, copies, evaluation, threads, seed, force, json,
        };
        command.SetAction(parsed =>
        {
            var path = parsed.GetRequiredValue(output);
            TrainedFile.Check(path, parsed.GetValue(force));
            using var trainer = new ExecutionTrainer(
                EnvironmentSetup.Of("execution", Usual.Select(u => KeyValuePair.Create(u.Name, u.Value)).Concat(Settings(parsed.GetValue(set) ?? []))),
                new ExecutionTrainingOptions
                {
                    Rounds = parsed.GetValue(rounds), Copies = parsed.GetValue(copies), Seed = parsed.GetValue(seed), Threads = parsed.GetValue(threads),
                });
            Learn(screen, trainer, parsed.GetValue(rounds));
            var costs = ExecutionComparison.Measure(trainer, trainer.Policy, parsed.GetValue(evaluation));
            File.WriteAllText(path, trainer.Policy.ToJson());
            Show(screen, costs, path, parsed.GetValue(json));
            return ExitCode.Ok;
        });
        return command;
    }

    private static Option<int> Count(string name, int usual, string summary)
    {
        var option = new Option<int>(name) { Description = summary, DefaultValueFactory = _ => usual };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 2 or > 1_000_000)
            {
                result.AddError($"Option '{name}' accepts a whole number from 2 to 1000000.");
            }
        });
        return option;
    }

    private static IEnumerable<KeyValuePair<string, string>> Settings(string[] given) => given.Select(text =>
    {
        var place = text.IndexOf('=', StringComparison.Ordinal);
        return place > 0
            ? KeyValuePair.Create(text[..place], text[(place + 1)..])
            : throw new ArgumentException($"--set was '{text}'; accepted is name=value.");
    });

    private static void Learn(Screen screen, ExecutionTrainer trainer, int rounds)
    {
        for (var round = 1; round <= rounds; round++)
        {
            var shortfall = trainer.Learn();
            if (round % Math.Max(1, rounds / 10) == 0)
            {
                screen.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"round {round} of {rounds}: shortfall {shortfall:0.00} bp"));
            }
        }
    }

    private static void Show(Screen screen, IReadOnlyList<ExecutionCost> costs, string path, bool writesJson)
    {
        if (writesJson)
        {
            screen.Output.WriteLine(JsonSerializer.Serialize(
                costs.Select(c => new { name = c.Name, mean = c.Mean, deviation = c.Deviation, error = c.Error, markets = c.Markets }), Indented));
            return;
        }

        screen.Output.WriteLine($"{"shortfall, bp",-24}{"mean",9}{"±",8}{"s.d.",9}   in {costs[0].Markets} unseen markets");
        foreach (var cost in costs)
        {
            screen.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{cost.Name,-24}{cost.Mean,9:0.00}{cost.Error,8:0.00}{cost.Deviation,9:0.00}"));
        }

        screen.Output.WriteLine($"Policy    {path}   (strategy rl-executor, setting policy)");
    }
}
