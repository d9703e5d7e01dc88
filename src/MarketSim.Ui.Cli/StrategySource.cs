using System.Reflection;
using MarketSim.Core;
using MarketSim.Market;
using MarketSim.Strategies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MarketSim.Ui.Cli;

/// <summary>A strategy in one C# file of the user's: compiled, checked, and added to the catalog under the file's name.</summary>
/// <remarks>It is a class that implements <see cref="IStrategy"/>. It is made by its <c>public static StrategyType Type</c> where it has
/// one, which also gives it settings; else by a constructor that takes a <see cref="StrategySetting"/>, an
/// <see cref="InstrumentId"/>, or nothing. What would make two runs differ (the wall clock, chance of the system's) is refused.</remarks>
internal static class StrategySource
{
    private const int MostProblems = 5;

    private const string Usings = "global using System; global using System.Collections.Generic; global using System.Linq; "
        + "global using MarketSim.Core; global using MarketSim.Market; global using MarketSim.Strategies;";

    // Where a strategy can have knowledge from that it was not shown.
    private static readonly string[] Outside =
        ["System.IO", "System.Net", "System.Reflection", "System.Diagnostics", "System.Data", "System.Runtime.InteropServices", "System.Environment"];

    /// <summary>What a file that was loaded uses of the world outside the run, by the strategy's name: files, the network, other
    /// programs, the inside of objects.</summary>
    public static SortedDictionary<string, string[]> OutsideUses { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether a text names such a file rather than a strategy of the catalog.</summary>
    public static bool IsFileName(string text) => text.EndsWith(".cs", StringComparison.OrdinalIgnoreCase);

    /// <summary>Compiles a file and adds its strategy to the catalog.</summary>
    /// <returns>The strategy's name there.</returns>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="ArgumentException">It does not compile, is not deterministic, or holds no strategy.</exception>
    public static string Load(string path)
    {
        if (!File.Exists(path))
        {
            throw new FileNotFoundException($"There is no file '{path}'.");
        }

        var name = NameOf(path);
        if (StrategyCatalog.All.TryFind(name, out _))
        {
            throw new ArgumentException($"There is a strategy '{name}' already; give the file '{path}' another name.");
        }

        var type = Find(Compile(path, name), path);
        StrategyCatalog.All.Add(name, $"From {Path.GetFileName(path)}.", TypeOf(type, path));
        return name;
    }

    private static string NameOf(string path)
    {
        var letters = Path.GetFileNameWithoutExtension(path).SelectMany((c, i) => char.IsUpper(c) && i > 0 ? ['-', c] : new[] { c });
        var name = string.Concat(letters.Select(c => char.IsAsciiLetterOrDigit(c) ? char.ToLowerInvariant(c) : '-')).Trim('-');
        return string.Join('-', name.Split('-', StringSplitOptions.RemoveEmptyEntries));
    }

    private static Assembly Compile(string path, string name)
    {
        var options = CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Preview)
            .WithFeatures([KeyValuePair.Create("FileBasedProgram", "true")]);
        var tree = CSharpSyntaxTree.ParseText(File.ReadAllText(path), options, path);
        var compilation = CSharpCompilation.Create(
            $"strategy-{Guid.NewGuid():n}", [tree, CSharpSyntaxTree.ParseText(Usings, options)], References(),
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary, checkOverflow: true, optimizationLevel: OptimizationLevel.Release,
                nullableContextOptions: NullableContextOptions.Enable));
        using var image = new MemoryStream();
        var result = compilation.Emit(image);
        var errors = result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).ToArray();
        if (!result.Success)
        {
            throw new ArgumentException($"'{path}' does not compile: {Listed(errors.Select(e => $"{Place(e.Location)} {e.GetMessage(null)}"))}");
        }

        OutsideUses[name] = [.. OutsideUsesIn(compilation, tree).Distinct(StringComparer.Ordinal)];
        var banned = BannedUses(compilation, tree).ToArray();
        return banned.Length == 0 ? Assembly.Load(image.ToArray()) : throw new ArgumentException(
            $"'{path}' would not run the same twice: {Listed(banned)}");
    }

    private static IEnumerable<MetadataReference> References()
        => ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(File.Exists).Select(file => MetadataReference.CreateFromFile(file));

    private static IEnumerable<string> BannedUses(CSharpCompilation compilation, SyntaxTree tree)
    {
        var banned = Banned();
        var model = compilation.GetSemanticModel(tree);
        foreach (var node in tree.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>())
        {
            var symbol = model.GetSymbolInfo(node).Symbol?.OriginalDefinition;
            for (var at = symbol; at is not null and not INamespaceSymbol; at = at.ContainingType)
            {
                if (at.GetDocumentationCommentId() is { } id && banned.TryGetValue(id, out var instead))
                {
                    yield return $"{Place(node.GetLocation())} {at.ToDisplayString()}: {instead}";
                    break;
                }
            }
        }
    }

    private static IEnumerable<string> OutsideUsesIn(CSharpCompilation compilation, SyntaxTree tree)
    {
        var model = compilation.GetSemanticModel(tree);
        foreach (var node in tree.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>())
        {
            var symbol = model.GetSymbolInfo(node).Symbol;
            var type = symbol as INamedTypeSymbol ?? symbol?.ContainingType;
            var named = type?.OriginalDefinition.ToDisplayString(SymbolDisplayFormat.CSharpErrorMessageFormat) ?? "";
            if (symbol is not INamespaceSymbol && Outside.Any(place => named == place || named.StartsWith(place + ".", StringComparison.Ordinal)))
            {
                yield return $"{Place(node.GetLocation())} {named}";
            }
        }
    }

    private static Dictionary<string, string> Banned()
    {
        using var reader = new StreamReader(typeof(StrategySource).Assembly.GetManifestResourceStream("BannedSymbols.txt")!);
        return reader.ReadToEnd().Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0 && !line.StartsWith("//", StringComparison.Ordinal))
            .Select(line => line.Split(';', 2)).ToDictionary(parts => parts[0], parts => parts.Length > 1 ? parts[1] : "", StringComparer.Ordinal);
    }

    private static Type Find(Assembly assembly, string path)
    {
        var types = assembly.GetTypes().Where(t => t is { IsClass: true, IsAbstract: false } && typeof(IStrategy).IsAssignableFrom(t)).ToArray();
        return types.Length == 1 ? types[0] : throw new ArgumentException(types.Length == 0
            ? $"'{path}' holds no strategy: a class that implements IStrategy was expected."
            : $"'{path}' holds {types.Length} strategies ({string.Join(", ", types.Select(t => t.Name))}); put each into a file of its own.");
    }

    private static StrategyType TypeOf(Type type, string path)
    {
        var own = type.GetProperty("Type", BindingFlags.Public | BindingFlags.Static);
        if (own?.PropertyType == typeof(StrategyType))
        {
            return (StrategyType)own.GetValue(null)!;
        }

        if (type.GetConstructor([typeof(StrategySetting)]) is { } full)
        {
            return new StrategyType([], (setting, _) => Make(full, setting));
        }

        if (type.GetConstructor([typeof(InstrumentId)]) is { } simple)
        {
            return new StrategyType([], (setting, _) => Make(simple, setting.Instrument));
        }

        return type.GetConstructor([]) is { } bare
            ? new StrategyType([], (_, _) => Make(bare))
            : throw new ArgumentException(
                $"'{path}': {type.Name} needs a public constructor that takes a StrategySetting, an InstrumentId or nothing, or a public static StrategyType Type.");
    }

    private static IStrategy Make(ConstructorInfo constructor, params object[] arguments)
    {
        try
        {
            return (IStrategy)constructor.Invoke(arguments);
        }
        catch (TargetInvocationException problem) when (problem.InnerException is { } cause)
        {
            throw new ArgumentException($"The constructor of {constructor.DeclaringType!.Name} failed: {cause.Message}", cause);
        }
    }

    private static string Place(Location location)
        => $"line {location.GetLineSpan().StartLinePosition.Line + 1}:";

    private static string Listed(IEnumerable<string> problems)
    {
        var all = problems.Distinct(StringComparer.Ordinal).ToArray();
        return string.Join("; ", all.Take(MostProblems)) + (all.Length > MostProblems ? $"; and {all.Length - MostProblems} more" : "");
    }
}
