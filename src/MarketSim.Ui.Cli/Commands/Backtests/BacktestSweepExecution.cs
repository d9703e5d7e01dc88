using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using MarketSim.Core;
using MarketSim.Simulation;

namespace MarketSim.Ui.Cli;

/// <summary>Carries out a sweep of back-tests: shows how far it is, goes on where it was interrupted, leaves one table.</summary>
internal sealed class BacktestSweepExecution(Screen screen, BacktestRequest request, IReadOnlyList<string> varied)
{
    private const string PlanName = "sweep.txt";
    private const string JournalName = "runs.part";
    private const string TableName = "runs.csv";
    private const int Shown = 10;

    private static readonly string[] Figures =
        ["fills", "trades", "final-equity", "total-return", "max-drawdown", "sharpe", "profit-factor", "calmar"];

    public string? Folder { get; init; }

    public bool WritesJson { get; init; }

    public int? Jobs { get; init; }

    /// <summary>The other terms where the data are order flow or ticks; null over bars.</summary>
    public FlowSetup? Flow { get; init; }

    public int Run()
    {
        var grid = new BacktestGrid(request, varied);
        var jobs = BacktestGrid.JobsOf(Jobs);
        var rows = new string?[grid.Points.Count];
        using var journal = OpenJournal(grid, rows, out var trials);
        using var returns = trials;
        int[] left = [.. Enumerable.Range(0, rows.Length).Where(number => rows[number] is null)];
        var run = Runner();
        var curves = new ConcurrentDictionary<int, IReadOnlyList<(long Time, long Equity)>>();
        var done = rows.Length - left.Length;
        using var stop = new CancellationTokenSource();
        using var interruption = new Interruption(stop.Cancel);
        using (new ProgressLine(screen, "sweep", () => new ProgressState((double)done / rows.Length, done, "runs")))
        {
            BacktestSweep.Run(
                left,
                number =>
                {
                    var points = new List<(long Time, long Equity)>();
                    var summary = run(request.With(grid.Names, grid.Points[number]), points);
                    curves[number] = points;
                    return summary;
                },
                jobs,
                (number, summary, failure) =>
                {
                    trials?.Add(number, curves.TryRemove(number, out var points) ? points : [], request.Setup.Cash);
                    rows[number] = Row(number, grid, summary, failure);
                    journal?.WriteLine(rows[number]);
                    journal?.Flush();
                    Volatile.Write(ref done, done + 1);
                },
                stop.Token);
        }

        if (done == rows.Length && rows.All(row => !row!.EndsWith(',')))
        {
            journal?.Dispose();
            trials?.Dispose();
            Discard();
            throw new ArgumentException($"None of the settings can be run: {rows[0]![(rows[0]!.LastIndexOf(',') + 1)..]}");
        }

        var header = "run," + string.Concat(grid.Names.Select(name => name + ",")) + string.Join(',', Figures) + ",failure";
        if (Folder is not null && done == rows.Length)
        {
            File.WriteAllText(Path.Combine(Folder, TableName), header + "\n" + string.Concat(rows.Select(row => row + "\n")));
            journal!.Dispose();
            File.Delete(Path.Combine(Folder, JournalName));
            trials!.Complete([.. grid.Points.Select(point => string.Join(' ', grid.Names.Zip(point, (name, value) => $"{name}={value}")))]);
        }

        Print(header, rows, done);
        return interruption.IsRequested ? ExitCode.Interrupted : ExitCode.Ok;
    }

    // Bars are read once and shared; a recording is read anew by each run.
    private Func<BacktestSetup, List<(long Time, long Equity)>, BacktestSummary> Runner()
    {
        if (Flow is { } flow)
        {
            var data = FlowData.Open(request.Data, request.Setup.CurrencyDecimals);
            return (setup, points) => FlowSummary.Run(flow with { Terms = setup with { NotesEveryBar = flow.Terms.NotesEveryBar } }, data, points);
        }

        var bars = request.Load();
        return (setup, points) =>
        {
            using var source = bars.Open();
            return BacktestSummary.Run(setup, source, points);
        };
    }

    // What was done before counts where it was the same sweep over data that have not changed.
    private StreamWriter? OpenJournal(BacktestGrid grid, string?[] rows, out SweepTrials? trials)
    {
        trials = null;
        if (Folder is null)
        {
            return null;
        }

        var plan = Plan(grid);
        if (File.Exists(Folder))
        {
            throw new ArgumentException($"'{Folder}' is a file; --out takes a folder.");
        }

        Directory.CreateDirectory(Folder);
        var (planPath, journal, table) = (Path.Combine(Folder, PlanName), Path.Combine(Folder, JournalName), Path.Combine(Folder, TableName));
        if (!File.Exists(planPath) && Directory.EnumerateFileSystemEntries(Folder).Any())
        {
            throw new ArgumentException($"'{Folder}' holds something that is no sweep of back-tests; --out takes a new folder, or that of a sweep.");
        }

        var isSame = File.Exists(planPath) && File.ReadAllText(planPath) == plan;
        foreach (var line in isSame ? ReadLines(journal).Concat(ReadLines(table)) : [])
        {
            if (line.Count(c => c == ',') >= grid.Names.Count + Figures.Length + 1
                && int.TryParse(line.Split(',')[0], CultureInfo.InvariantCulture, out var number) && number >= 0 && number < rows.Length)
            {
                rows[number] = line;
            }
        }

        trials = new SweepTrials(Folder, rows.Length, isSame);
        for (var i = 0; i < rows.Length; i++)
        {
            rows[i] = trials.Has(i) ? rows[i] : null;
        }

        File.WriteAllText(planPath, plan);
        File.Delete(table);

        // What lacks its end is left out.
        File.WriteAllText(journal, string.Concat(rows.Where(row => row is not null).Select(row => row + "\n")));
        return new StreamWriter(journal, append: true) { NewLine = "\n" };
    }

    private void Discard()
    {
        foreach (var name in Folder is null ? [] : (string[])[PlanName, JournalName, SweepTrials.PartName])
        {
            File.Delete(Path.Combine(Folder!, name));
        }

        if (Folder is not null && !Directory.EnumerateFileSystemEntries(Folder).Any())
        {
            Directory.Delete(Folder);
        }
    }

    private static IEnumerable<string> ReadLines(string path)
    {
        if (!File.Exists(path))
        {
            return [];
        }

        var text = File.ReadAllText(path);
        return text[..(text.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private string Plan(BacktestGrid grid)
    {
        var setup = request.Setup;
        string[] lines =
        [
            "marketsim back-test sweep 1", $"strategy {setup.Strategy}",
            .. request.Settings.Values.Select(pair => $"set {pair.Key}={pair.Value}"),
            .. grid.Names.Select((name, i) => $"vary {name}={string.Join(',', grid.Points.Select(p => p[i]).Distinct())}"),
            .. request.Data.Select(path => $"data {path} {SizeOf(path)}"),
            string.Create(CultureInfo.InvariantCulture, $"fill {setup.MarketOrders.Name} {setup.LimitOrders.GetType().Name} {setup.Intrabar.GetType().Name}"),
            string.Create(CultureInfo.InvariantCulture, $"cash {setup.Cash} {setup.Account} together={setup.IsTogether} seed={setup.Seed}"),
            string.Create(CultureInfo.InvariantCulture, $"costs {setup.Spread} {setup.Slippage} {setup.Commission} {setup.Volume} {setup.SessionClose}"),
            .. setup.Mechanisms.Select(spec => $"mechanism {spec.Name} {string.Join(' ', spec.Settings.Select(s => $"{s.Key}={s.Value}"))}"),
            .. Flow is { } flow
                ? [string.Create(CultureInfo.InvariantCulture, $"flow {flow.Queue?.Name} {flow.FeedDelay.Name} {flow.OrderDelay.Name} {flow.ResponseDelay.Name} {flow.Taking} {flow.EquityEvery}")]
                : Array.Empty<string>(),
            string.Create(CultureInfo.InvariantCulture, $"actions {setup.Actions.Count} interval {request.Length} {request.Reading}"),
        ];
        return string.Join('\n', lines) + "\n";
    }

    private static string SizeOf(string path)
    {
        var file = path.Contains('=', StringComparison.Ordinal) && !Path.Exists(path) ? path[(path.IndexOf('=', StringComparison.Ordinal) + 1)..] : path;
        return File.Exists(file)
            ? string.Create(CultureInfo.InvariantCulture, $"{new FileInfo(file).Length} {File.GetLastWriteTimeUtc(file):o}") : "folder";
    }

    private string Row(int number, BacktestGrid grid, BacktestSummary? summary, string? failure)
    {
        string[] figures = summary is null ? [.. Figures.Select(_ => "")] :
        [
            Text(summary.Fills), Text(summary.Trades), BacktestFolder.AmountText(summary.FinalEquity, request.Setup.CurrencyDecimals),
            Number(summary.TotalReturn), Number(summary.MaxDrawdown), Number(summary.Sharpe), Number(summary.ProfitFactor), Number(summary.Of("calmar")),
        ];
        return $"{Text(number)},{string.Concat(grid.Points[number].Select(value => value + ","))}{string.Join(',', figures)},"
            + (failure ?? "").Replace(',', ';').Replace('\n', ' ');

        static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);
        static string Number(double? value) => value?.ToString("R", CultureInfo.InvariantCulture) ?? "";
    }

    private void Print(string header, string?[] rows, int done)
    {
        var names = header.Split(',');
        var sharpe = Array.IndexOf(names, "sharpe");
        var cells = rows.Where(row => row is not null).Select(row => row!.Split(',')).ToList();
        var best = cells.OrderByDescending(row => double.TryParse(row[sharpe], CultureInfo.InvariantCulture, out var value) ? value : double.MinValue).ToList();
        if (WritesJson)
        {
            screen.Output.WriteLine(JsonSerializer.Serialize(new
            {
                strategy = request.Setup.Strategy, runs = rows.Length, done, folder = Folder,
                best = best.Count == 0 ? null : names.Zip(best[0]).ToDictionary(pair => pair.First, pair => pair.Second),
                rows = cells.Select(row => names.Zip(row).ToDictionary(pair => pair.First, pair => pair.Second)),
            }));
            return;
        }

        int[] widths = [.. names.Select((name, i) => Math.Max(name.Length, best.Take(Shown).Select(row => Short(row[i]).Length).DefaultIfEmpty(0).Max()) + 2)];
        screen.Output.WriteLine(string.Concat(names.Select((name, i) => name.PadLeft(widths[i]))).TrimEnd());
        foreach (var row in best.Take(Shown))
        {
            screen.Output.WriteLine(string.Concat(row.Select((cell, i) => Short(cell).PadLeft(widths[i]))).TrimEnd());
        }

        screen.Output.WriteLine($"{done} of {rows.Length} runs, the best by Sharpe ratio first"
            + (rows.Length > 20 ? "; the best of many looks better than it is: try it with 'marketsim walkforward'." : "."));
        screen.Output.WriteLine(Folder is null ? "Nothing was written; --out DIR keeps the table." : $"written to {Path.Combine(Folder, done == rows.Length ? TableName : JournalName)}");
    }

    private static string Short(string cell)
        => cell.Contains('.', StringComparison.Ordinal) && double.TryParse(cell, CultureInfo.InvariantCulture, out var value)
            ? value.ToString(Math.Abs(value) < 100 ? "0.####" : "0.00", CultureInfo.InvariantCulture) : cell;
}
