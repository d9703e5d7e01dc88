using System.Globalization;
using MarketSim.Simulation;

namespace MarketSim.Ui.Cli;

/// <summary>The returns of every run of a sweep, from note to note of its equity: kept as runs end, and left as one table with a column
/// for each run, which <c>marketsim metrics overfit</c> reads.</summary>
internal sealed class SweepTrials : IDisposable
{
    private const string DatesKey = "dates";

    private readonly string _folder;
    private readonly string?[] _columns;
    private readonly bool _isComplete;
    private string? _dates;
    private StreamWriter? _part;

    /// <summary>Of a sweep that begins or goes on.</summary>
    /// <param name="folder">Where it lies.</param>
    /// <param name="runs">How many runs it has.</param>
    /// <param name="goesOn">Whether what was left there counts.</param>
    public SweepTrials(string folder, int runs, bool goesOn)
    {
        (_folder, _columns) = (folder, new string?[runs]);
        _isComplete = goesOn && File.Exists(Table) && !File.Exists(Part);
        if (_isComplete)
        {
            return;
        }

        File.Delete(Table);
        if (goesOn && File.Exists(Part))
        {
            // What lacks its end is left out.
            var text = File.ReadAllText(Part);
            foreach (var line in text[..(text.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries))
            {
                Take(line);
            }
        }

        File.WriteAllText(Part, string.Concat(
            _columns.Select((column, i) => column is null ? "" : Line(Key(i), column)).Prepend(_dates is null ? "" : Line(DatesKey, _dates))));
        _part = new StreamWriter(Part, append: true) { NewLine = "\n" };
    }

    /// <summary>What is kept of it while runs are left.</summary>
    public const string PartName = "trials.part";

    /// <summary>The table's name.</summary>
    public const string TableName = "trials.csv";

    /// <summary>Whether the returns of a run are there.</summary>
    public bool Has(int number) => _isComplete || _columns[number] is not null;

    /// <summary>A run is over.</summary>
    /// <param name="number">Which.</param>
    /// <param name="points">When its equity was noted, in nanoseconds since 1970, and what it was; empty for a run that could not be.</param>
    /// <param name="initial">Equity before the first.</param>
    public void Add(int number, IReadOnlyList<(long Time, long Equity)> points, long initial)
    {
        if (_dates is null && points.Count > 0)
        {
            _dates = string.Join(',', points.Select(point => BacktestFolder.TimeText(point.Time)));
            _part!.Write(Line(DatesKey, _dates));
        }

        var before = initial;
        var returns = new List<string>(points.Count);
        foreach (var (_, equity) in points)
        {
            returns.Add((before > 0 ? ((double)equity / before) - 1 : 0).ToString("R", CultureInfo.InvariantCulture));
            before = equity;
        }

        _columns[number] = string.Join(',', returns);
        _part!.Write(Line(Key(number), _columns[number]!));
        _part.Flush();
    }

    /// <summary>All runs are over: leaves the table.</summary>
    /// <param name="names">What each run is called.</param>
    public void Complete(IReadOnlyList<string> names)
    {
        Dispose();
        if (_isComplete)
        {
            return;
        }

        int[] told = [.. Enumerable.Range(0, _columns.Length).Where(i => _columns[i]?.Length > 0)];
        if (_dates is not null && told.Length > 0)
        {
            var dates = _dates.Split(',');
            var columns = told.Select(i => _columns[i]!.Split(',')).ToArray();
            using var table = new StreamWriter(Table) { NewLine = "\n" };
            table.WriteLine("time," + string.Join(',', told.Select(i => names[i])));
            for (var row = 0; row < dates.Length; row++)
            {
                table.WriteLine(dates[row] + "," + string.Join(',', columns.Select(column => row < column.Length ? column[row] : "0")));
            }
        }

        File.Delete(Part);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _part?.Dispose();
        _part = null;
    }

    private string Table => Path.Combine(_folder, TableName);

    private string Part => Path.Combine(_folder, PartName);

    private static string Key(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Line(string key, string text) => key + ":" + text + "\n";

    private void Take(string line)
    {
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        var key = colon < 0 ? "" : line[..colon];
        if (key == DatesKey)
        {
            _dates = line[(colon + 1)..];
        }
        else if (int.TryParse(key, CultureInfo.InvariantCulture, out var number) && number >= 0 && number < _columns.Length)
        {
            _columns[number] = line[(colon + 1)..];
        }
    }
}
