using MarketSim.Simulation;

namespace MarketSim.Ui.Cli;

/// <summary>Settings of a strategy that vary, in all combinations.</summary>
internal sealed class BacktestGrid
{
    private const int Most = 1_000_000;

    /// <summary>Reads them.</summary>
    /// <exception cref="ArgumentException">The strategy has no such setting, or it cannot have such a value.</exception>
    public BacktestGrid(BacktestRequest request, IReadOnlyList<string> texts)
    {
        var axes = texts.Select(SweepAxis.Parse).ToList();
        Names = [.. axes.Select(axis => axis.Option)];
        if (Names.Distinct(StringComparer.Ordinal).Count() != Names.Count)
        {
            throw new ArgumentException("--vary names a setting twice; put all its values into one.");
        }

        if (axes.Aggregate(1.0, (product, axis) => product * axis.Values.Count) > Most)
        {
            throw new ArgumentException($"--vary makes more than {Most} combinations; take fewer values.");
        }

        foreach (var axis in axes)
        {
            foreach (var value in axis.Values)
            {
                request.With([axis.Option], [value]);
            }
        }

        Points = BacktestSweep.Combinations([.. axes.Select(axis => axis.Values)]);
    }

    /// <summary>What varies.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>The values of each combination, in the order of the names.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Points { get; }

    /// <summary>How many runs at a time.</summary>
    /// <exception cref="ArgumentException">None.</exception>
    public static int JobsOf(int? given) => given is null ? Environment.ProcessorCount : given is >= 1 and <= 1024 and var jobs ? jobs
        : throw new ArgumentException($"--jobs was {given}; accepted is 1 to 1024.");

    /// <summary>A combination in words.</summary>
    public string Text(int point) => string.Join(' ', Names.Zip(Points[point], (name, value) => $"{name}={value}"));
}
