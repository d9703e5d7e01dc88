using System.Globalization;
using MarketSim.Core;
using MarketSim.Simulation;

namespace MarketSim.Ui.Cli;

/// <summary>A sweep that is asked for, all values checked.</summary>
/// <param name="Plan">What is to be run.</param>
/// <param name="Folder">Where it lies.</param>
/// <param name="Workers">How many runs at a time.</param>
internal sealed record SweepRequest(SweepPlan Plan, string Folder, int Workers)
{
    private const int MostWorkers = 1024;

    /// <exception cref="ArgumentException">Something is not acceptable; with a sentence that says what would be.</exception>
    public static SweepRequest From(
        string? scenario, string? seeds, IReadOnlyList<string> settings, IReadOnlyList<string> varied, string? folder, string? resumed, int? jobs)
    {
        var workers = jobs ?? Environment.ProcessorCount;
        if (workers is < 1 or > MostWorkers)
        {
            throw new ArgumentException(string.Create(
                CultureInfo.InvariantCulture, $"--jobs was '{workers}'; accepted is a whole number from 1 to {MostWorkers}."));
        }

        if (resumed is not null)
        {
            return scenario is null && seeds is null && folder is null && settings.Count + varied.Count == 0
                ? new SweepRequest(Checked(SweepJournal.ReadPlan(resumed)), resumed, workers)
                : throw new ArgumentException("--resume takes everything from the sweep in the folder; leave out scenario, --seeds, --set, --vary and --out.");
        }

        var name = scenario ?? "default-day";
        var plan = Checked(new SweepPlan
        {
            Scenario = name,
            Settings = new SortedDictionary<string, string>(Settings(settings), StringComparer.Ordinal),
            Axes = [.. varied.Select(SweepAxis.Parse)],
            Seeds = seeds ?? "1..20",
            ScenarioHash = HashOf(name),
        });
        return new SweepRequest(plan, folder ?? Path.Combine("sweeps", Path.GetFileNameWithoutExtension(name)), workers);
    }

    private static SweepPlan Checked(SweepPlan plan)
    {
        plan.Validate();
        return plan.ScenarioHash == HashOf(plan.Scenario) ? plan : throw new ArgumentException(
            $"The market file '{plan.Scenario}' has changed since the sweep began; its other runs would not be comparable. Begin another sweep.");
    }

    private static string? HashOf(string scenario)
    {
        if (!File.Exists(scenario))
        {
            return null;
        }

        var hash = new StateHash();
        hash.Add(File.ReadAllText(scenario));
        return hash.Value.ToString("x16", CultureInfo.InvariantCulture);
    }

    private static Dictionary<string, string> Settings(IReadOnlyList<string> settings)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var setting in settings)
        {
            var equals = setting.IndexOf('=', StringComparison.Ordinal);
            if (equals < 1)
            {
                throw new ArgumentException($"--set was '{setting}'; accepted is name=value, such as duration=30min.");
            }

            values[setting[..equals].Trim()] = setting[(equals + 1)..].Trim();
        }

        return values;
    }
}
