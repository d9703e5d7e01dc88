using MarketSim.Core;

namespace MarketSim.Simulation;

/// <summary>The tables of a run, as Parquet files: what happened, for everybody else's tools. A table is a file and a
/// line here.</summary>
public static class ResultTables
{
    private const long ProgressEvery = 1 << 14;

    /// <summary>Their names, in reading order; the last two only of runs with mechanisms.</summary>
    public static IReadOnlyList<string> Names { get; } = ["trades", "quotes", "depth", "orders", "accounts", "postings", "auctions"];

    /// <summary>Reads the events of a run once, and writes its tables and its <c>summary.json</c>.</summary>
    /// <param name="result">A run with a readable event log.</param>
    /// <param name="complete">Adds to the summary what events do not tell, before it is written.</param>
    /// <param name="progress">Told now and then how many events have been read.</param>
    /// <returns>The summary.</returns>
    public static RunSummary Write(
        RunResult result, Func<RunSummary, RunSummary>? complete = null, IProgress<long>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(result);
        var manifest = result.Manifest;
        var context = new TableContext(result.Folder, manifest, manifest.CreateInstruments());
        var holdings = new HoldingsFold(context.Instruments, manifest.Assets.Count);
        var marks = new AssetMarks(context.Instruments, manifest.Assets.Count);
        var summary = new SummaryFold(manifest, context.Instruments, holdings, marks);
        using var trades = new TradesTable(context);
        using var quotes = new QuotesTable(context);
        using var depth = new DepthTable(context);
        using var orders = new OrdersTable(context);
        using var accounts = new AccountsTable(context, holdings, marks);

        using var postings = manifest.Mechanisms is null ? null : new PostingsTable(context);
        using var auctions = manifest.Mechanisms is null ? null : new AuctionsTable(context);

        // Accounts look at holdings and marks before these take in an event of a later instant.
        IEventFold[] folds = [accounts, holdings, marks, summary, trades, quotes, depth, orders];
        Pass(result, manifest, [.. folds, .. (IEventFold[])(postings is null ? [] : [postings, auctions!])], progress);
        var finished = summary.Summary;
        finished = complete?.Invoke(finished) ?? finished;
        WriteSummary(result.Folder, finished);
        return finished;
    }

    /// <summary>Writes a summary into a run's folder.</summary>
    public static void WriteSummary(RunFolder folder, RunSummary summary)
        => File.WriteAllText(folder.Summary, summary.ToJson() + "\n");

    private static void Pass(RunResult result, RunManifest manifest, IEventFold[] folds, IProgress<long>? progress)
    {
        using var events = result.ReadEvents();
        var end = new SimTime(manifest.StartNanoseconds);
        while (events.TryRead(out var item))
        {
            end = item.Time;
            if (events.Count % ProgressEvery == 0)
            {
                progress?.Report(events.Count);
            }

            foreach (var fold in folds)
            {
                fold.Observe(item);
            }
        }

        // A killed run ends with its last readable event, any other with its session.
        end = manifest.StateHash is not null && manifest.EndNanoseconds > end.Nanoseconds
            ? new SimTime(manifest.EndNanoseconds) : end;
        foreach (var fold in folds)
        {
            fold.Complete(end);
        }
    }
}
