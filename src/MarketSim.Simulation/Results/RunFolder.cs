using System.Globalization;
using MarketSim.Core;

namespace MarketSim.Simulation;

/// <summary>The folder that a run leaves: what lies where in it.</summary>
/// <remarks>
/// <code>
/// manifest.json    what it was: enough to run it again and to replay it
/// commands.log     everything that was asked            events.log   everything that happened
/// summary.json     the figures of the run
/// trades.parquet  quotes.parquet  depth.parquet  orders.parquet  accounts.parquet    for everybody else's tools
/// postings.parquet  auctions.parquet    likewise, of runs with mechanisms
/// plots/           pictures
/// </code>
/// </remarks>
/// <param name="Path">Where it is.</param>
public sealed record RunFolder(string Path)
{
    /// <summary>The manifest.</summary>
    public string Manifest => In(RunManifest.FileName);

    /// <summary>The command log.</summary>
    public string Commands => In(LogRecorder.CommandFileName);

    /// <summary>The event log.</summary>
    public string Events => In(LogRecorder.EventFileName);

    /// <summary>The summary.</summary>
    public string Summary => In("summary.json");

    /// <summary>The folder of pictures.</summary>
    public string Plots => In("plots");

    /// <summary>One of the tables: trades, quotes, depth, orders, accounts, postings, auctions.</summary>
    public string Table(string name) => In(name + ".parquet");

    /// <summary>Whether a run lies there.</summary>
    public bool HasRun => File.Exists(Manifest);

    /// <summary>Makes the folder.</summary>
    /// <param name="path">Where; a folder that does not exist yet, or is empty.</param>
    /// <param name="overwrite">Whether a run that lies there may be replaced. Only what a run consists of is
    /// removed.</param>
    /// <exception cref="ArgumentException">It holds something else, or a run that may not be replaced.</exception>
    /// <exception cref="IOException">It cannot be made.</exception>
    public static RunFolder Create(string path, bool overwrite = false)
    {
        var folder = new RunFolder(path);
        if (File.Exists(path))
        {
            throw new ArgumentException($"'{path}' is a file; a folder for the run was expected.");
        }

        if (Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).Any())
        {
            folder.Clear(overwrite);
        }

        Directory.CreateDirectory(path);
        return folder;
    }

    /// <summary>Makes a fresh folder <c>NAME-seedSEED-COUNTER</c> below another one, taking the first free
    /// counter.</summary>
    /// <param name="parent">Where runs lie.</param>
    /// <param name="scenario">The scenario's name.</param>
    /// <param name="seed">The run's seed.</param>
    public static RunFolder CreateFresh(string parent, string scenario, ulong seed)
    {
        Directory.CreateDirectory(parent);
        for (var counter = 1; ; counter++)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"{scenario}-seed{seed}-{counter:000}");
            var path = System.IO.Path.Combine(parent, name);
            if (TryClaim(path))
            {
                return new RunFolder(path);
            }
        }
    }

    // Two programs that start at once must not take the same folder: the manifest's place is claimed by creating it,
    // which only one of them can.
    private static bool TryClaim(string path)
    {
        if (Directory.Exists(path) || File.Exists(path))
        {
            return false;
        }

        Directory.CreateDirectory(path);
        try
        {
            using var claim = new FileStream(new RunFolder(path).Manifest, FileMode.CreateNew);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private void Clear(bool overwrite)
    {
        if (!HasRun)
        {
            throw new ArgumentException($"Folder '{Path}' is not empty and holds no run; choose a new or empty folder.");
        }

        if (!overwrite)
        {
            throw new ArgumentException(
                $"Folder '{Path}' holds a run already; choose another folder, or add --force to replace it.");
        }

        foreach (var file in (string[])[Commands, Events, Summary, Manifest, .. ResultTables.Names.Select(Table)])
        {
            File.Delete(file);
        }

        if (Directory.Exists(Plots))
        {
            Directory.Delete(Plots, recursive: true);
        }
    }

    private string In(string name) => System.IO.Path.Combine(Path, name);
}
