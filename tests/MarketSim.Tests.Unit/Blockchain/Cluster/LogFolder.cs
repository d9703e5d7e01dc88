using MarketSim.Blockchain;

namespace MarketSim.Tests.Unit;

/// <summary>A write-ahead log in a folder of a test's own.</summary>
internal sealed class LogFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("marketsim-wal-").FullName;

    public WalOptions Options { get; init; } = new() { SegmentBytes = 4096, Cluster = 7, Node = 1 };

    public string this[string name] => System.IO.Path.Combine(Path, name);

    public string[] Segments => [.. Directory.GetFiles(Path, "wal-*.log").Order(StringComparer.Ordinal)];

    public WriteAheadLog Open(out WalContents contents) => WriteAheadLog.Open(Path, Options, out contents);

    public WalContents Read()
    {
        using var log = Open(out var contents);
        return contents;
    }

    /// <summary>Entries of one term, their data telling where they stand.</summary>
    public static LogEntry[] Entries(long from, long to, long term = 1, int bytes = 40)
        => [.. Enumerable.Range(0, (int)(to - from + 1)).Select(i => Entry(from + i, term, bytes))];

    public static LogEntry Entry(long index, long term, int bytes)
    {
        var data = new byte[bytes];
        for (var i = 0; i < bytes; i++)
        {
            data[i] = unchecked((byte)((index * 31) + (term * 7) + i));
        }

        return new LogEntry(term, index, LogEntryKind.Command, Session: 5, Sequence: (ulong)index, data);
    }

    public static string Show(IEnumerable<LogEntry> entries) => string.Join(" ", entries.Select(
        e => $"{e.Index}:{e.Term}:{e.Kind}:{e.Session}:{e.Sequence}:{Convert.ToHexString(e.Data.Span)}"));

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
