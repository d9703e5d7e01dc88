using MarketSim.Analysis;

namespace MarketSim.Ui.Cli;

/// <summary>The table that a sweep of back-tests leaves: settings first, then figures, the Sharpe ratio before the others.</summary>
internal static class BacktestGridTable
{
    private const string TableName = "runs.csv";
    private const string PlanName = "sweep.txt";
    private const string FirstFigure = "fills";
    private const string Chosen = "sharpe";

    /// <summary>Whether a sweep of back-tests lies in a folder.</summary>
    public static bool Holds(string folder) => File.Exists(Path.Combine(folder, PlanName)) && !File.Exists(Path.Combine(folder, "sweep.json"));

    /// <summary>Reads it.</summary>
    /// <exception cref="FileNotFoundException">The sweep is not done.</exception>
    /// <exception cref="FormatException">The table is damaged.</exception>
    public static PlotTable Read(string folder)
    {
        var path = Path.Combine(folder, TableName);
        if (!File.Exists(path))
        {
            throw new FileNotFoundException($"The sweep in '{folder}' is not done: there is no file '{path}'. The same command goes on with it.");
        }

        var table = PlotTable.Read(path);
        var figures = table.Need(FirstFigure);
        int[] columns =
        [
            .. Enumerable.Range(1, figures - 1), table.Need(Chosen),
            .. Enumerable.Range(figures, table.Columns.Count - figures).Where(i => i != table.Find(Chosen) && table.Columns[i] != "failure"),
        ];
        return new PlotTable(
            Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder))),
            [.. columns.Select(i => i < figures ? "set." + table.Columns[i] : table.Columns[i])],
            [.. table.Rows.Select(IReadOnlyList<string> (row) => [.. columns.Select(i => row[i])])]);
    }

    /// <summary>What was swept, a line of words for each thing that was decided.</summary>
    public static IReadOnlyList<string> Plan(string folder) => [.. File.ReadAllLines(Path.Combine(folder, PlanName)).Skip(1)];
}
