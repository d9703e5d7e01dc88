using MarketSim.Core;

namespace MarketSim.Blockchain;

/// <summary>Raft's messages as they travel: kind, sender, receiver, term, then what each has of its own.</summary>
internal static class RaftMessageCodec
{
    public static void Write(FrameWriter writer, ConsensusMessage message)
    {
        writer.Byte((byte)message.Kind).Int(message.From).Int(message.To).Long(message.Term);
        switch (message)
        {
            case VoteRequest vote:
                writer.Long(vote.LastIndex).Long(vote.LastTerm).Flag(vote.IsTransfer);
                break;
            case VoteReply reply:
                writer.Flag(reply.IsGranted);
                break;
            case AppendRequest append:
                writer.Long(append.PreviousIndex).Long(append.PreviousTerm).Long(append.Commit);
                EntryCodec.WriteAll(writer, append.Entries);
                break;
            case AppendReply reply:
                writer.Flag(reply.IsAccepted).Long(reply.Index).Long(reply.HintIndex).Long(reply.HintTerm);
                break;
            case Heartbeat heartbeat:
                writer.Long(heartbeat.Commit).Long(heartbeat.ReadRound);
                break;
            case HeartbeatReply reply:
                writer.Long(reply.ReadRound);
                break;
            case SnapshotRequest { Snapshot: var snapshot }:
                writer.Long(snapshot.Index).Long(snapshot.Term).Bytes(MembersCodec.Write(snapshot.Configuration))
                    .Bytes(snapshot.Data.Span);
                break;
            case TimeoutNow:
                break;
            case ReadIndexRequest request:
                writer.Ulong(request.Request);
                break;
            case ReadIndexReply reply:
                writer.Ulong(reply.Request).Long(reply.Index);
                break;
            default:
                throw new ArgumentException($"A {message.GetType().Name} has no place on this wire.");
        }
    }

    /// <exception cref="FormatException">It is no message.</exception>
    public static RaftMessage Read(ref FrameReader reader)
    {
        var kind = (ConsensusMessageKind)reader.Byte();
        var (from, to, term) = (reader.Int(), reader.Int(), reader.Long());
        if (from < 1 || to < 1 || term < 0)
        {
            throw new FormatException($"A message from {from} to {to} in term {term} cannot be.");
        }

        return kind switch
        {
            ConsensusMessageKind.PreVote or ConsensusMessageKind.Vote => new VoteRequest(
                from, to, term, Place(ref reader), Place(ref reader), kind == ConsensusMessageKind.PreVote, reader.Flag()),
            ConsensusMessageKind.PreVoteReply or ConsensusMessageKind.VoteReply => new VoteReply(
                from, to, term, kind == ConsensusMessageKind.PreVoteReply, reader.Flag()),
            ConsensusMessageKind.Append => ReadAppend(ref reader, from, to, term),
            ConsensusMessageKind.AppendReply => new AppendReply(
                from, to, term, reader.Flag(), Place(ref reader), Place(ref reader), Place(ref reader)),
            ConsensusMessageKind.Heartbeat => new Heartbeat(from, to, term, Place(ref reader), Place(ref reader)),
            ConsensusMessageKind.HeartbeatReply => new HeartbeatReply(from, to, term, Place(ref reader)),
            ConsensusMessageKind.Snapshot => new SnapshotRequest(from, to, term, ReadSnapshot(ref reader)),
            ConsensusMessageKind.TimeoutNow => new TimeoutNow(from, to, term),
            ConsensusMessageKind.ReadIndex => new ReadIndexRequest(from, to, term, reader.Ulong()),
            ConsensusMessageKind.ReadIndexReply => new ReadIndexReply(from, to, term, reader.Ulong(), Place(ref reader)),
            _ => throw new FormatException($"A message of kind {kind} is none of Raft's."),
        };
    }

    // Both numbers and the entries must belong together, else the core would be asked to do the impossible.
    private static AppendRequest ReadAppend(ref FrameReader reader, int from, int to, long term)
    {
        var (previous, previousTerm, commit) = (Place(ref reader), Place(ref reader), Place(ref reader));
        var entries = EntryCodec.ReadAll(ref reader);
        for (var i = 0; i < entries.Length; i++)
        {
            if (entries[i].Index != previous + 1 + i)
            {
                throw new FormatException($"Entry {entries[i].Index} follows entry {previous + i}.");
            }
        }

        return new AppendRequest(from, to, term, previous, previousTerm, entries, commit);
    }

    private static LogSnapshot ReadSnapshot(ref FrameReader reader)
    {
        var (index, term) = (Place(ref reader), Place(ref reader));
        var members = MembersCodec.Read(reader.Bytes());
        return new LogSnapshot(index, term, members, reader.Bytes().ToArray());
    }

    private static long Place(ref FrameReader reader)
        => reader.Long() is >= 0 and < long.MaxValue / 2 and var place ? place : throw new FormatException("A place in the log is out of range.");
}
