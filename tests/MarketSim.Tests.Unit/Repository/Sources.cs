namespace MarketSim.Tests.Unit;

/// <summary>The repository's own files, without what builds and runs leave behind.</summary>
internal static class Sources
{
    private static readonly string[] Left =
        [".git", ".vs", ".idea", ".vscode", "bin", "obj", "runs", "artifacts", "TestResults", "BenchmarkDotNet.Artifacts", "node_modules"];

    private static readonly string[] Textual =
        [".cs", ".csproj", ".props", ".targets", ".slnx", ".md", ".json", ".yaml", ".yml", ".txt", ".sh", ".csv", ".html", ""];

    /// <summary>The C# files of one project under src.</summary>
    public static IReadOnlyList<FolderOrder.SourceFile> Of(string project)
    {
        var root = RepositoryRoot.Combine($"src/{project}");
        return
        [
            .. from path in Below(root)
               where path.EndsWith(".cs", StringComparison.Ordinal)
               let relative = Path.GetRelativePath(root, path).Replace('\\', '/')
               let slash = relative.IndexOf('/')
               select new FolderOrder.SourceFile(
                   Folder: slash < 0 ? "" : relative[..slash], Name: relative[(slash + 1)..], File.ReadAllText(path)),
        ];
    }

    /// <summary>Projects under src, by folder name.</summary>
    public static IReadOnlyList<string> Projects() =>
        [.. Directory.GetDirectories(RepositoryRoot.Combine("src")).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)];

    /// <summary>Every text file of the repository, by its relative path.</summary>
    public static IEnumerable<string> AllText() =>
        Below(RepositoryRoot.Path).Where(path => Textual.Contains(Path.GetExtension(path)))
            .Select(path => Path.GetRelativePath(RepositoryRoot.Path, path).Replace('\\', '/'));

    private static IEnumerable<string> Below(string folder) =>
        Directory.GetFiles(folder).Order(StringComparer.Ordinal).Concat(
            Directory.GetDirectories(folder).Order(StringComparer.Ordinal)
                .Where(inner => !Left.Contains(Path.GetFileName(inner))).SelectMany(Below));
}
