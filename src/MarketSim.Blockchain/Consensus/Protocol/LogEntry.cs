namespace MarketSim.Blockchain;

/// <summary>What an entry of the log is for. Numbers are written to disk: never renumber.</summary>
public enum LogEntryKind : byte
{
    /// <summary>A client's command.</summary>
    Command = 0,

    /// <summary>Nothing: a new leader's first entry, by which it may commit what came before.</summary>
    Empty = 1,

    /// <summary>A change of the cluster's members; the data is a <see cref="ClusterConfiguration"/>.</summary>
    Configuration = 2,
}

/// <summary>An entry of the replicated log.</summary>
/// <param name="Term">In which term its leader took it.</param>
/// <param name="Index">Its place in the log, from 1.</param>
/// <param name="Kind">What it is for.</param>
/// <param name="Session">Which client's session sent it, so that a retried command is executed once; zero for none.</param>
/// <param name="Sequence">Its number in that session, from 1.</param>
/// <param name="Data">The command's bytes, or the configuration's.</param>
public sealed record LogEntry(long Term, long Index, LogEntryKind Kind, ulong Session, ulong Sequence, ReadOnlyMemory<byte> Data)
{
    /// <summary>Whether it says the same as another one, to the byte.</summary>
    public bool IsSameAs(LogEntry other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return ReferenceEquals(this, other)
            || (Term == other.Term && Index == other.Index && Kind == other.Kind && Session == other.Session
                && Sequence == other.Sequence && Data.Span.SequenceEqual(other.Data.Span));
    }
}
