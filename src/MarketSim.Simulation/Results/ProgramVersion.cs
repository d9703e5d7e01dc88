using System.Reflection;

namespace MarketSim.Simulation;

/// <summary>Which version of the program this is, for what it leaves.</summary>
public static class ProgramVersion
{
    /// <summary>Version, with its commit where known.</summary>
    public static string Text { get; } = typeof(ProgramVersion).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";
}
