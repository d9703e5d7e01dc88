using System.Text;
using System.Text.Json;

namespace MarketSim.Simulation;

/// <summary>The folder of a sweep: its plan, and a line for each run that is done, in the order in which they came in.</summary>
/// <remarks>
/// <code>
/// sweep.json     the plan            runs.ndjson    a line for each finished run
/// runs.parquet   all runs in order   summary.json   means and their intervals        plots/   pictures
/// </code>
/// A line is written whole or not at all as far as a reader is concerned: what lacks its end is cut off when the sweep goes on.
/// </remarks>
public sealed class SweepJournal : IDisposable
{
    private const string PlanName = "sweep.json";

    private readonly FileStream _file;

    private SweepJournal(string path, SweepPlan plan, FileStream file, IReadOnlyList<SweepRow> done)
        => (Path, Plan, _file, Done) = (path, plan, file, done);

    /// <summary>Where it lies.</summary>
    public string Path { get; }

    /// <summary>What is to be run.</summary>
    public SweepPlan Plan { get; }

    /// <summary>What was done when it was opened.</summary>
    public IReadOnlyList<SweepRow> Done { get; }

    /// <summary>Begins a sweep, or goes on with one.</summary>
    /// <param name="path">Its folder: one that does not exist, is empty, or holds the same sweep.</param>
    /// <param name="plan">What is to be run.</param>
    /// <param name="overwrite">Whether another sweep that lies there may be thrown away.</param>
    /// <exception cref="ArgumentException">Another sweep, or something else, lies there.</exception>
    public static SweepJournal Open(string path, SweepPlan plan, bool overwrite = false)
    {
        ArgumentNullException.ThrowIfNull(plan);
        Claim(path, plan, overwrite);
        var rows = System.IO.Path.Combine(path, "runs.ndjson");
        FileStream file;
        try
        {
            file = new FileStream(rows, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        }
        catch (IOException problem)
        {
            throw new IOException($"Another program works on the sweep in '{path}': {problem.Message}", problem);
        }

        try
        {
            return new SweepJournal(path, plan, file, ReadRows(file, plan));
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>The plan of the sweep in a folder.</summary>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    public static SweepPlan ReadPlan(string path)
    {
        var file = System.IO.Path.Combine(path, PlanName);
        return File.Exists(file)
            ? SweepPlan.Parse(File.ReadAllText(file))
            : throw new FileNotFoundException($"Folder '{path}' holds no sweep: there is no {PlanName} in it.");
    }

    /// <summary>The runs that a folder holds, as far as they are written down, in the order of their numbers; nothing is changed.</summary>
    /// <exception cref="FormatException">A line is damaged, or of another sweep.</exception>
    public static IReadOnlyList<SweepRow> ReadRows(string path, SweepPlan plan)
    {
        var file = System.IO.Path.Combine(path, "runs.ndjson");
        if (!File.Exists(file))
        {
            return [];
        }

        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(stream, new UTF8Encoding(false));
        var text = reader.ReadToEnd();
        return [.. RowsOf(text[..(text.LastIndexOf('\n') + 1)], plan).OrderBy(row => row.Run)];
    }

    /// <summary>Writes down a run that is done.</summary>
    public void Append(SweepRow row)
    {
        var line = JsonSerializer.Serialize(row, SweepRowJson.Default.SweepRow) + "\n";
        _file.Write(Encoding.UTF8.GetBytes(line));
        _file.Flush();
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private static void Claim(string path, SweepPlan plan, bool overwrite)
    {
        if (File.Exists(path))
        {
            throw new ArgumentException($"'{path}' is a file; a folder for the sweep was expected.");
        }

        var planFile = System.IO.Path.Combine(path, PlanName);
        if (File.Exists(planFile))
        {
            if (File.ReadAllText(planFile) == plan.ToJson())
            {
                return;
            }

            if (!overwrite)
            {
                throw new ArgumentException(
                    $"Folder '{path}' holds another sweep ({Difference(planFile, plan)}); choose another folder, or add --force to throw it away.");
            }
        }
        else if (Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).Any())
        {
            throw new ArgumentException($"Folder '{path}' is not empty and holds no sweep; choose a new or empty folder.");
        }

        Directory.CreateDirectory(path);
        File.Delete(System.IO.Path.Combine(path, "runs.ndjson"));
        File.WriteAllText(planFile + ".new", plan.ToJson());
        File.Move(planFile + ".new", planFile, overwrite: true);
    }

    private static string Difference(string planFile, SweepPlan plan)
    {
        SweepPlan there;
        try
        {
            there = SweepPlan.Parse(File.ReadAllText(planFile));
        }
        catch (FormatException)
        {
            return "whose plan cannot be read";
        }

        return there.Scenario != plan.Scenario ? $"of scenario '{there.Scenario}'"
            : there.Seeds != plan.Seeds ? $"with seeds {there.Seeds}"
            : there.CodeVersion != plan.CodeVersion ? $"of program version {there.CodeVersion}"
            : "with other settings";
    }

    private static List<SweepRow> ReadRows(FileStream file, SweepPlan plan)
    {
        using var reader = new StreamReader(file, new UTF8Encoding(false), false, 1 << 16, leaveOpen: true);
        var text = reader.ReadToEnd();
        var end = text.LastIndexOf('\n') + 1;
        var rows = RowsOf(text[..end], plan);
        file.SetLength(Encoding.UTF8.GetByteCount(text[..end]));
        file.Seek(0, SeekOrigin.End);
        return rows;
    }

    private static List<SweepRow> RowsOf(string text, SweepPlan plan)
    {
        var rows = new List<SweepRow>();
        var seen = new HashSet<int>();
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var row = Row(line, rows.Count + 1);
            if ((uint)row.Run >= (uint)plan.Runs || row.Seed != plan.Run(row.Run).Seed || !seen.Add(row.Run))
            {
                throw new FormatException($"Line {rows.Count + 1} of runs.ndjson does not belong to this sweep; add --force to begin again.");
            }

            rows.Add(row);
        }

        return rows;
    }

    private static SweepRow Row(string line, int number)
    {
        try
        {
            return JsonSerializer.Deserialize(line, SweepRowJson.Default.SweepRow) ?? throw new JsonException("It is empty.");
        }
        catch (JsonException problem)
        {
            throw new FormatException(
                $"Line {number} of runs.ndjson cannot be read ({problem.Message}); add --force to begin the sweep again.", problem);
        }
    }
}
