using Microsoft.Win32.SafeHandles;

namespace MarketSim.Blockchain;

/// <summary>Prepares segments ahead of their use: all zeros, all on the disk.</summary>
internal sealed class SegmentMaker(string folder, WalOptions options) : IDisposable
{
    private const int ChunkBytes = 1 << 20;

    private readonly string _spare = Path.Combine(folder, "wal-spare.tmp");
    private Task? _preparing;

    /// <summary>A segment under its name, its header on the disk; the next one is begun in the background.</summary>
    public SafeFileHandle Take(long number, int capacity, long firstBatch)
    {
        // A failure here shows again below, where it belongs to somebody.
        _preparing?.ContinueWith(_ => { }, TaskScheduler.Default).Wait();
        var isReady = _preparing is { IsCompletedSuccessfully: true } && capacity == options.SegmentBytes;
        var path = Path.Combine(folder, WalFormat.NameOf(number));
        var file = isReady
            ? File.OpenHandle(_spare, FileMode.Open, FileAccess.ReadWrite, FileShare.Read)
            : File.OpenHandle(_spare, FileMode.Create, FileAccess.ReadWrite, FileShare.Read);
        if (!isReady)
        {
            Clear(file, 0, capacity);
        }

        Span<byte> header = stackalloc byte[WalFormat.HeaderBytes];
        WalFormat.WriteHeader(header, options, number, firstBatch);
        RandomAccess.Write(file, header, 0);
        RandomAccess.FlushToDisk(file);
        File.Move(_spare, path);
        DurableFiles.FlushFolder(folder);
        _preparing = Task.Run(Prepare);
        return file;
    }

    /// <summary>Writes zeros from a place to the end and makes them durable.</summary>
    public static void Clear(SafeFileHandle file, long from, long to)
    {
        var zeros = new byte[Math.Clamp(to - from, 0, ChunkBytes)];
        for (var at = from; at < to; at += zeros.Length)
        {
            RandomAccess.Write(file, zeros.AsSpan(0, (int)Math.Min(zeros.Length, to - at)), at);
        }

        RandomAccess.SetLength(file, to);
        RandomAccess.FlushToDisk(file);
    }

    public void Dispose() => _preparing?.ContinueWith(_ => { }, TaskScheduler.Default).Wait();

    private void Prepare()
    {
        using var file = File.OpenHandle(_spare, FileMode.Create, FileAccess.Write, FileShare.None);
        Clear(file, 0, options.SegmentBytes);
    }
}
