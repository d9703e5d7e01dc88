using MarketSim.Core;

namespace MarketSim.Simulation;

/// <summary>One kind of environment: what can be set of its task, and how one is made.</summary>
/// <param name="Options">The parameters of the task, in reading order.</param>
/// <param name="Create">Makes one for one learner.</param>
public sealed record EnvironmentType(IReadOnlyList<OptionSpec> Options, Func<OptionSet, LearningTask> Create);

/// <summary>Every environment, in reading order. A new one is a task in a file of its own and one line here.</summary>
public static class EnvironmentCatalog
{
    /// <summary>All of them; open to those of other assemblies.</summary>
    public static Catalog<EnvironmentType> All { get; } = new("environment")
    {
        { "execution", "Executes a parent order by a deadline at the least shortfall (Almgren, Chriss 2000).", ExecutionTask.Type },
        { "market-making", "Quotes both sides and keeps its inventory small (Avellaneda, Stoikov 2008).", MarketMakingTask.Type },
        { "trading", "Buys, holds or sells a position for gain.", TradingTask.Type },
    };
}

/// <summary>Short forms for the parameters of environments.</summary>
internal static class EnvironmentOption
{
    public static OptionSpec Whole(string name, string usual, double from, double to, string summary, string unit = "") => new()
    {
        Name = name, Kind = OptionKind.Integer, Default = usual, Min = from, Max = to, Summary = summary, Unit = unit,
    };

    public static OptionSpec Number(string name, string usual, double from, double to, string summary, string unit = "") => new()
    {
        Name = name, Kind = OptionKind.Number, Default = usual, Min = from, Max = to, Summary = summary, Unit = unit,
    };

    public static OptionSpec Choice(string name, string usual, IReadOnlyList<string> choices, string summary) => new()
    {
        Name = name, Kind = OptionKind.Choice, Default = usual, Choices = choices, Summary = summary,
    };
}
