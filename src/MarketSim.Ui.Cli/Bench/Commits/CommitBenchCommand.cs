using System.CommandLine;
using System.Globalization;
using System.Text.Json;

namespace MarketSim.Ui.Cli;

/// <summary><c>marketsim bench commit</c>: how fast commands become final, ours beside etcd.</summary>
internal static class CommitBenchCommand
{
    private static readonly JsonSerializerOptions Camel = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    public static DocumentedCommand Create(Screen screen)
    {
        var engines = new Option<string>("--engines")
        {
            Description = $"What to measure: {string.Join(", ", CommitBenchmark.Engines)}.", HelpName = "LIST",
            DefaultValueFactory = _ => "raft,etcd",
        };
        var clients = new Option<string>("--clients")
        {
            Description = "How many clients, each waiting for its answer.", HelpName = "LIST", DefaultValueFactory = _ => "1,16,256",
        };
        var seconds = new Option<int>("--seconds")
        {
            Description = "How long each is measured.", HelpName = "S", DefaultValueFactory = _ => 5,
        };
        var rounds = new Option<int>("--rounds")
        {
            Description = "How often; the engines take turns, and the median counts.", HelpName = "N", DefaultValueFactory = _ => 1,
        };
        var nodes = new Option<int>("--nodes") { Description = "Processes of each engine.", HelpName = "N", DefaultValueFactory = _ => 3 };
        var json = new Option<bool>("--json") { Description = "Prints one line of JSON and nothing else." };
        var command = new DocumentedCommand(
            "commit", "Lets clients commit 64-byte entries, every flush real: entries per second and time to an answer.",
            "marketsim bench commit", "marketsim bench commit --engines raft,etcd --clients 1,16,256 --seconds 10 --rounds 3",
            "marketsim bench commit --engines etcd-batched --clients 16")
        {
            engines, clients, seconds, rounds, nodes, json,
        };
        command.SetAction(parsed =>
        {
            string[] chosen = [.. parsed.GetRequiredValue(engines).Split(',', StringSplitOptions.TrimEntries)];
            if (chosen.FirstOrDefault(e => !CommitBenchmark.Engines.Contains(e)) is { } unknown)
            {
                throw new ArgumentException($"Unknown engine '{unknown}'. Known: {string.Join(", ", CommitBenchmark.Engines)}.");
            }

            if (EtcdProcesses.WhyNot is { } reason && chosen.Any(e => e.StartsWith("etcd", StringComparison.Ordinal)))
            {
                screen.Error.WriteLine($"Left out: {reason}.");
                chosen = [.. chosen.Where(e => !e.StartsWith("etcd", StringComparison.Ordinal))];
            }

            int[] counts = [.. parsed.GetRequiredValue(clients).Split(',').Select(Count)];
            var rows = Run(
                screen, chosen, counts, AtLeastOne(parsed.GetValue(seconds), "--seconds"), AtLeastOne(parsed.GetValue(rounds), "--rounds"),
                AtLeastOne(parsed.GetValue(nodes), "--nodes"));
            screen.Output.WriteLine(parsed.GetValue(json) ? JsonSerializer.Serialize(rows, Camel) : Text(rows));
            return ExitCode.Ok;
        });
        return command;
    }

    private static List<CommitResultRow> Run(Screen screen, string[] engines, int[] clients, int seconds, int rounds, int nodes)
    {
        using var benchmark = new CommitBenchmark(engines, nodes);
        var rows = new List<CommitResultRow>();
        var total = clients.Length * rounds * engines.Length;
        var done = 0;
        using var progress = new ProgressLine(screen, "measuring", () => new ProgressState((double)done / Math.Max(1, total), done, "measurements"));
        foreach (var count in clients)
        {
            var measured = engines.ToDictionary(e => e, _ => new List<CommitResultRow>());
            for (var round = 0; round < rounds; round++)
            {
                foreach (var engine in engines)
                {
                    measured[engine].Add(benchmark.Measure(engine, count, TimeSpan.FromSeconds(seconds)));
                    done++;
                }
            }

            rows.AddRange(engines.Select(e => measured[e].OrderBy(r => r.PerSecond).ElementAt(rounds / 2)));
        }

        return rows;
    }

    private static string Text(List<CommitResultRow> rows)
    {
        var lines = new List<string> { "engine        clients     entries/s    p50 ms    p99 ms   against etcd" };
        foreach (var row in rows)
        {
            var other = rows.FirstOrDefault(r => r.Engine == "etcd" && r.Clients == row.Clients && row.Engine != "etcd");
            var against = other is null ? "" : string.Create(
                CultureInfo.InvariantCulture, $"   {row.PerSecond / other.PerSecond:0.00}x as many, p99 {row.P99Ms / other.P99Ms:0.00}x");
            lines.Add(string.Create(CultureInfo.InvariantCulture,
                $"{row.Engine,-13} {row.Clients,7} {row.PerSecond,13:#,0} {row.P50Ms,9:0.00} {row.P99Ms,9:0.0}{against}"));
        }

        return string.Join(Environment.NewLine, lines);
    }

    private static int Count(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is > 0 and <= 4096
        ? count : throw new ArgumentException($"--clients has '{text}'; accepted are whole numbers from 1 to 4096, such as 1,16,256.");

    private static int AtLeastOne(int value, string name)
        => value > 0 ? value : throw new ArgumentException($"{name} was {value}; accepted is a whole number of at least 1.");
}
