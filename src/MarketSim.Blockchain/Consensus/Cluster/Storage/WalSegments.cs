using System.Buffers.Binary;
using System.Globalization;

namespace MarketSim.Blockchain;

/// <summary>Reads the segments of a log in order, and says where it ends.</summary>
internal sealed class WalSegments(string folder, WalOptions options)
{
    private readonly WalReplay _replay = new();

    /// <summary>The segments, oldest first, each with the highest entry in it.</summary>
    public List<(long Number, long Highest)> Found { get; } = [];

    /// <summary>The next batch's number.</summary>
    public long NextBatch { get; private set; }

    /// <summary>Where in the last segment the next batch goes.</summary>
    public int End { get; private set; }

    /// <summary>Whether something that is no whole batch stands behind <see cref="End"/>.</summary>
    public bool HasTornTail { get; private set; }

    /// <exception cref="WalDamagedException">What was whole once is damaged.</exception>
    public WalContents Read()
    {
        long[] numbers = [.. Directory.GetFiles(folder).Select(path => Path.GetFileName(path)!)
            .Select(name => WalFormat.TryParse(name, out var number) ? number : -1).Where(n => n >= 0).Order()];
        for (var i = 0; i < numbers.Length; i++)
        {
            var path = Path.Combine(folder, WalFormat.NameOf(numbers[i]));
            if (i > 0 && numbers[i] != numbers[i - 1] + 1)
            {
                throw new WalDamagedException(
                    Path.Combine(folder, WalFormat.NameOf(numbers[i - 1] + 1)), 0, "the file is missing between its neighbours");
            }

            ReadSegment(path, numbers[i], isFirst: i == 0, isLast: i == numbers.Length - 1);
        }

        return _replay.Finish(folder, HasTornTail
            ? string.Create(CultureInfo.InvariantCulture,
                $"'{WalFormat.NameOf(numbers[^1])}' ended in a batch that was never finished, at byte {End}; it was cut off")
            : null);
    }

    private void ReadSegment(string path, long number, bool isFirst, bool isLast)
    {
        var bytes = File.ReadAllBytes(path);
        CheckHeader(path, bytes, number, isFirst);
        _replay.Highest = 0;
        End = WalFormat.HeaderBytes;
        while (WalFormat.IsWhole(bytes, End, NextBatch, out var length))
        {
            var start = End + WalFormat.BatchHeaderBytes;
            _replay.Take(bytes.AsSpan(start, length), path, start);
            End += WalFormat.Padded(WalFormat.BatchHeaderBytes + length);
            NextBatch++;
        }

        Found.Add((number, _replay.Highest));
        if (WalFormat.HasLaterBatch(bytes, End, NextBatch))
        {
            throw new WalDamagedException(path, End, "a batch here is not as it was written, and later ones are whole");
        }

        var tail = isLast ? WalTail.Judge(bytes, End, NextBatch) : WalTail.Kind.Clean;
        HasTornTail = tail == WalTail.Kind.Torn;
        if (tail == WalTail.Kind.Damaged)
        {
            throw new WalDamagedException(path, End, "the last batch was not torn by a crash, which leaves whole sectors unwritten, but changed "
                + "after it was written, and entries in it may have been acknowledged");
        }
    }

    private void CheckHeader(string path, byte[] bytes, long number, bool isFirst)
    {
        if (bytes.Length < WalFormat.HeaderBytes || !bytes.AsSpan().StartsWith(WalFormat.Magic)
            || BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(40)) != Checksum.Of(bytes.AsSpan(0, 40)))
        {
            throw new WalDamagedException(path, 0, "its header is not one of a write-ahead log");
        }

        var (cluster, node) = (BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(8)), BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(16)));
        if (cluster != options.Cluster || node != options.Node)
        {
            throw new InvalidDataException(
                $"'{path}' belongs to node {node} of cluster {cluster:x}; this is node {options.Node} of cluster {options.Cluster:x}.");
        }

        var version = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(20));
        if (version != WalFormat.Version)
        {
            throw new InvalidDataException(
                $"'{path}' is written in version {version} of the format; this program reads version {WalFormat.Version}.");
        }

        var first = BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(32));
        if (BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(24)) != number || (!isFirst && first != NextBatch))
        {
            // The segment before it lost its end: nothing was written here before that was flushed.
            throw isFirst
                ? new WalDamagedException(path, 24, "its header carries another segment's number")
                : new WalDamagedException(Path.Combine(folder, WalFormat.NameOf(number - 1)), End, "the last batches of this segment are missing");
        }

        NextBatch = first;
    }
}
