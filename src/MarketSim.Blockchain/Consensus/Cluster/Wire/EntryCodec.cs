namespace MarketSim.Blockchain;

/// <summary>An entry of the log as it travels.</summary>
internal static class EntryCodec
{
    /// <summary>The fewest bytes that one takes.</summary>
    public const int LeastBytes = 37;

    public static void Write(FrameWriter writer, LogEntry entry) => writer
        .Long(entry.Term).Long(entry.Index).Byte((byte)entry.Kind).Ulong(entry.Session).Ulong(entry.Sequence)
        .Bytes(entry.Data.Span);

    public static LogEntry Read(ref FrameReader reader)
    {
        var (term, index, kind) = (reader.Long(), reader.Long(), reader.Byte());
        var (session, sequence) = (reader.Ulong(), reader.Ulong());
        var data = reader.Bytes().ToArray();
        return kind <= (byte)LogEntryKind.Configuration && term >= 0 && index > 0
            ? new LogEntry(term, index, (LogEntryKind)kind, session, sequence, data)
            : throw new FormatException($"No entry is of kind {kind}, term {term} and index {index}.");
    }

    public static void WriteAll(FrameWriter writer, IReadOnlyList<LogEntry> entries)
    {
        writer.Int(entries.Count);
        for (var i = 0; i < entries.Count; i++)
        {
            Write(writer, entries[i]);
        }
    }

    public static LogEntry[] ReadAll(ref FrameReader reader)
    {
        var entries = new LogEntry[reader.Count(LeastBytes)];
        for (var i = 0; i < entries.Length; i++)
        {
            entries[i] = Read(ref reader);
        }

        return entries;
    }
}
