using MarketSim.Core;

namespace MarketSim.Blockchain;

/// <summary>What a follower does with what a leader sends.</summary>
public sealed partial class RaftCore
{
    private void Take(AppendRequest request)
    {
        Follow(request.From);
        if (request.PreviousIndex < Commit)
        {
            // It is committed, so it agrees; the leader has not heard of our answer.
            Promise(request.From, Commit);
            return;
        }

        if (_log.TermAt(request.PreviousIndex) != request.PreviousTerm)
        {
            var hint = _log.LastNotAbove(request.PreviousIndex, request.PreviousTerm);
            Send(new AppendReply(Id, request.From, Term, IsAccepted: false, request.PreviousIndex, hint, Math.Max(0, _log.TermAt(hint))));
            return;
        }

        TakeEntries(request.Entries);
        var checkedUpTo = request.PreviousIndex + request.Entries.Count;
        Learn(_options.Flaw.HasFlag(RaftFlaw.CommitPastCheckedPrefix)
            ? Math.Min(request.Commit, LastIndex) : Math.Min(request.Commit, checkedUpTo));
        Promise(request.From, checkedUpTo);
    }

    // Entries that are there already stay: a message that came late must not cut off newer ones.
    private void TakeEntries(IReadOnlyList<LogEntry> entries)
    {
        var at = 0;
        if (!_options.Flaw.HasFlag(RaftFlaw.TruncateOnAnyAppend))
        {
            while (at < entries.Count && _log.TermAt(entries[at].Index) == entries[at].Term)
            {
                at++;
            }
        }

        if (at == entries.Count)
        {
            return;
        }

        if (entries[at].Index <= LastIndex)
        {
            CutFrom(entries[at].Index);
        }

        for (; at < entries.Count; at++)
        {
            _log.Append(entries[at]);
            if (entries[at].Kind == LogEntryKind.Configuration)
            {
                Adopt(entries[at]);
            }
        }

        _events.Add(new ConsensusEvent
        {
            Kind = ConsensusEventKind.Appended, Term = Term, Index = LastIndex, Count = entries.Count, Role = Role,
        });
    }

    private void CutFrom(long index)
    {
        Guard.That(index > Commit || _options.Flaw != RaftFlaw.None, "What is committed is never cut off");
        _events.Add(new ConsensusEvent
        {
            Kind = ConsensusEventKind.Truncated, Term = Term, Index = index - 1, Count = LastIndex - index + 1, Role = Role,
        });
        _log.CutFrom(index);
        Durable = Math.Min(Durable, index - 1);
        ShortenWrites(index - 1);
        _toWrite = Math.Min(_toWrite, index);
        _handedOut = Math.Min(_handedOut, index - 1);
        if (_configurations.CutFrom(index))
        {
            ShowConfiguration();
        }
    }

    private void Take(Heartbeat heartbeat)
    {
        Follow(heartbeat.From);
        Learn(Math.Min(heartbeat.Commit, LastIndex));
        Send(new HeartbeatReply(Id, heartbeat.From, Term, heartbeat.ReadRound));
    }

    private void Follow(int leader)
    {
        if (Role is not (ConsensusRole.Follower or ConsensusRole.Learner))
        {
            BecomeFollower(Term, leader);
        }

        Leader = leader;
        _sinceLeader = 0;
    }

    private void Learn(long commit)
    {
        if (commit > Commit)
        {
            SetCommit(commit);
        }
    }

    // A promise waits for the disk: the leader counts it as a copy.
    private void Promise(int leader, long index)
        => Send(
            new AppendReply(Id, leader, Term, IsAccepted: true, index, 0, 0),
            afterSync: !_options.Flaw.HasFlag(RaftFlaw.AcknowledgeBeforeSync));
}
