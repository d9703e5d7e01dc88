using System.Buffers.Binary;
using System.Globalization;

namespace MarketSim.Blockchain;

/// <summary>Reads the records of a log, one batch after the other, into what they add up to.</summary>
internal sealed class WalReplay
{
    private readonly List<LogEntry> _entries = [];
    private (long Index, long Term)? _snapshot;

    public HardState State { get; private set; }

    /// <summary>The highest entry seen since it was last set to zero: by it a segment knows when it is no longer needed.</summary>
    public long Highest { get; set; }

    /// <summary>Takes over the records of a whole batch.</summary>
    /// <exception cref="WalDamagedException">A record is not one that is ever written.</exception>
    public void Take(ReadOnlySpan<byte> records, string file, long offset)
    {
        while (records.Length > 0)
        {
            var length = LengthOf(records);
            if (length < 0 || length > records.Length)
            {
                throw new WalDamagedException(file, offset, "there is a record of an unknown kind or an impossible length");
            }

            Take(records[..length], records[0], file, offset);
            records = records[length..];
            offset += length;
        }
    }

    /// <summary>What it all adds up to.</summary>
    /// <exception cref="WalDamagedException">Entries or the snapshot are missing.</exception>
    public WalContents Finish(string folder, string? note)
    {
        var snapshot = _snapshot is { } at ? SnapshotFile.Load(folder, at.Index, at.Term) : null;
        var expected = (snapshot?.Index ?? 0) + 1;
        if (_entries.Count > 0 && _entries[0].Index != expected)
        {
            throw new WalDamagedException(folder, 0, string.Create(
                CultureInfo.InvariantCulture, $"its log begins with entry {_entries[0].Index}, and entry {expected} is missing"));
        }

        return new WalContents(State, snapshot, [.. _entries], note);
    }

    private static int LengthOf(ReadOnlySpan<byte> records) => records[0] switch
    {
        WalBatch.State => 21,
        WalBatch.Truncation => 9,
        WalBatch.Snapshot => 17,
        WalBatch.Entry when records.Length >= WalBatch.EntryHead
            && BinaryPrimitives.ReadInt32LittleEndian(records[34..]) is >= 0 and <= WalFormat.MostBatchBytes and var data
            => WalBatch.EntryHead + data,
        _ => -1,
    };

    private void Take(ReadOnlySpan<byte> record, byte kind, string file, long offset)
    {
        var first = BinaryPrimitives.ReadInt64LittleEndian(record[1..]);
        switch (kind)
        {
            case WalBatch.State:
                State = new HardState(
                    first, BinaryPrimitives.ReadInt32LittleEndian(record[9..]), BinaryPrimitives.ReadInt64LittleEndian(record[13..]));
                break;
            case WalBatch.Truncation:
                var kept = _entries.Count > 0 ? (int)Math.Clamp(first - _entries[0].Index + 1, 0, _entries.Count) : 0;
                _entries.RemoveRange(kept, _entries.Count - kept);
                break;
            case WalBatch.Snapshot:
                _snapshot = (first, BinaryPrimitives.ReadInt64LittleEndian(record[9..]));
                var covered = _entries.Count > 0 ? (int)Math.Clamp(first - _entries[0].Index + 1, 0, _entries.Count) : 0;
                _entries.RemoveRange(0, covered);
                break;
            default:
                Add(record, first, file, offset);
                break;
        }
    }

    private void Add(ReadOnlySpan<byte> record, long term, string file, long offset)
    {
        var index = BinaryPrimitives.ReadInt64LittleEndian(record[9..]);
        if (_entries.Count > 0 && index != _entries[^1].Index + 1)
        {
            throw new WalDamagedException(file, offset, string.Create(
                CultureInfo.InvariantCulture, $"entry {index} follows entry {_entries[^1].Index}"));
        }

        Highest = Math.Max(Highest, index);
        _entries.Add(new LogEntry(
            term, index, (LogEntryKind)record[17], BinaryPrimitives.ReadUInt64LittleEndian(record[18..]),
            BinaryPrimitives.ReadUInt64LittleEndian(record[26..]), record[WalBatch.EntryHead..].ToArray()));
    }
}
