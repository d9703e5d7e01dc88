using System.CommandLine;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using MarketSim.Core;
using MarketSim.Market;
using MarketSim.Simulation;
using MarketSim.Strategies;

namespace MarketSim.Ui.Cli;

/// <summary>Mechanisms, strategies and asset types of a user's own assembly: its module initialiser adds them to the catalogs.</summary>
internal static class Plugins
{
    /// <summary>The option that names assemblies.</summary>
    public static Option<string[]> Option() => new("--assembly")
    {
        Description = "Loads mechanisms, strategies and asset types of your own from a .dll; may be repeated.", HelpName = "FILE",
    };

    /// <summary>Loads assemblies and lets them add to the catalogs.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="ArgumentException">It is no assembly, or adds nothing.</exception>
    public static void Load(IReadOnlyList<string>? paths)
    {
        foreach (var path in paths ?? [])
        {
            Load(Path.GetFullPath(path), path);
        }
    }

    private static void Load(string path, string named)
    {
        if (!File.Exists(path))
        {
            throw new FileNotFoundException($"There is no assembly '{named}'.");
        }

        var before = Known();
        var isNew = AssemblyLoadContext.Default.Assemblies.All(a => a.IsDynamic || a.Location != path);
        try
        {
            var assembly = AssemblyLoadContext.Default.LoadFromAssemblyPath(path);
            RuntimeHelpers.RunModuleConstructor(assembly.ManifestModule.ModuleHandle);
        }
        catch (BadImageFormatException problem)
        {
            throw new ArgumentException($"'{named}' is no .NET assembly; accepted is the .dll that 'dotnet build' makes of a class library.", problem);
        }
        catch (FileLoadException problem)
        {
            throw new ArgumentException($"Assembly '{named}' cannot be loaded: {problem.Message}", problem);
        }
        catch (TypeInitializationException problem) when (problem.InnerException is { } cause)
        {
            throw new ArgumentException($"The module initialiser of '{named}' failed: {cause.Message}", cause);
        }

        if (isNew && Known() == before)
        {
            throw new ArgumentException(
                $"Assembly '{named}' adds nothing: a method with [ModuleInitializer] must call MechanismCatalog.Types.Add, StrategyCatalog.All.Add or InstrumentCatalog.Types.Add.");
        }
    }

    private static int Known()
        => MechanismCatalog.Types.Entries.Count + StrategyCatalog.All.Entries.Count + InstrumentCatalog.Types.Entries.Count;
}
