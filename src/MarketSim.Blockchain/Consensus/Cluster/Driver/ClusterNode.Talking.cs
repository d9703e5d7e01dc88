using System.Globalization;
using MarketSim.Core;

namespace MarketSim.Blockchain;

/// <summary>What a node says: to its peers, to clients, to the operator.</summary>
public sealed partial class ClusterNode
{
    private const int MostLogBytes = 4 << 20;

    private void Send(IReadOnlyList<ConsensusMessage> all) => SendNow(_news.Pass(all));

    private void SendNow(IReadOnlyList<ConsensusMessage> all)
    {
        var messages = Merging.Merge(all);
        for (var i = 0; i < messages.Count; i++)
        {
            var message = messages[i];
            var id = ((ulong)_id << 48) | ++_messages;
            _settings.Trace?.Invoke(new DriverStep(0, message));
            Record(new ConsensusEvent
            {
                Kind = ConsensusEventKind.Sent, Peer = message.To, Message = message.Kind, Term = message.Term, Id = id,
            });
            if (_peers[message.To] is { } link && !_isCut[message.To])
            {
                link.Out.Begin(FrameKind.Message).Ulong(id);
                RaftMessageCodec.Write(link.Out, message);
                link.Out.End();
                _toFlush.Add(link);
            }
            else
            {
                Record(new ConsensusEvent
                {
                    Kind = ConsensusEventKind.Lost, Peer = message.To, Message = message.Kind, Term = message.Term, Id = id,
                });
            }
        }
    }

    // Clients first: they wait for nothing else, while peers have been told what matters to the next commit before.
    private void SendAll()
    {
        foreach (var connection in _answered)
        {
            connection.Flush();
        }

        foreach (var connection in _toFlush)
        {
            connection.Flush();
        }

        _answered.Clear();
        _toFlush.Clear();
    }

    // A client's command. Who does not lead passes it on to the leader, once; who was passed one and does not lead says so.
    private void Offer(RequestInput request)
    {
        if (request.Peer > 0 && _isCut[request.Peer])
        {
            return;
        }

        var proposal = _core.Propose(request.Command);
        switch (proposal.Verdict)
        {
            case ProposalVerdict.Accepted:
                _waiting.Add(proposal.Index, new Waiter(
                    request.Client, request.Peer, request.Request, proposal.Term,
                    (request.Command.Session << 20) ^ request.Command.Sequence, _journal.Now.Nanoseconds));
                break;
            case ProposalVerdict.NotLeader when request.Client is not null && proposal.Leader > 0 && proposal.Leader != _id
                && !_isCut[proposal.Leader] && _peers[proposal.Leader] is { IsClosed: false } link:
                ClientFrames.WriteRequest(link.Out, _waiting.PassOn(request.Client, request.Request), request.Command);
                _toFlush.Add(link);
                break;
            default:
                var status = proposal.Verdict switch
                {
                    ProposalVerdict.NotLeader => ReplyStatus.AskAgain,
                    ProposalVerdict.Invalid => ReplyStatus.Refused,
                    _ => ReplyStatus.Busy,
                };
                Answer(request.Client, request.Peer, new ClientReply(request.Request, status, proposal.Leader, 0, default));
                break;
        }
    }

    private void Answer(Connection? client, int peer, in ClientReply reply)
    {
        var connection = client ?? (_isCut[peer] ? null : _peers[peer]);
        if (connection is { IsClosed: false })
        {
            ClientFrames.WriteReply(connection.Out, reply);
            (client is null ? _toFlush : _answered).Add(connection);
        }
    }

    private void Apply(IReadOnlyList<LogEntry> committed)
    {
        if (committed.Count == 0)
        {
            return;
        }

        for (var i = 0; i < committed.Count; i++)
        {
            var entry = committed[i];
            var result = _machine.Apply(entry);
            _applied.Add(entry);
            _appliedIndex = entry.Index;
            if (_waiting.TryTake(entry.Index, out var waiter))
            {
                Conclude(waiter, entry, result);
            }
        }

        _core.Applied(_appliedIndex);
        Record(new ConsensusEvent { Kind = ConsensusEventKind.Applied, Index = _appliedIndex, Count = committed.Count });
        SaveIfDue();
    }

    private void Conclude(in Waiter waiter, LogEntry entry, ReadOnlyMemory<byte> result)
    {
        if (waiter.Term != entry.Term)
        {
            Answer(waiter.Client, waiter.Peer, new ClientReply(waiter.Request, ReplyStatus.AskAgain, _core.Leader, 0, default));
            return;
        }

        Answer(waiter.Client, waiter.Peer, new ClientReply(waiter.Request, ReplyStatus.Done, _core.Leader, entry.Index, result));
        Record(new ConsensusEvent
        {
            Kind = ConsensusEventKind.Acknowledged, Index = entry.Index, Id = waiter.Command,
            Count = _journal.Now.Nanoseconds - waiter.Since,
        });
    }

    // Nobody who waits here will hear from a leader that is no more.
    private void NoticeLeader()
    {
        if (_leader == _core.Leader)
        {
            return;
        }

        _leader = _core.Leader;
        foreach (var waiter in _waiting.TakeAll())
        {
            Answer(waiter.Client, waiter.Peer, new ClientReply(waiter.Request, ReplyStatus.AskAgain, _leader, 0, default));
        }
    }

    // The state costs time in proportion to its size, so a larger one is saved less often.
    private void SaveIfDue()
    {
        if (_isSaving || _appliedIndex - _snapshotIndex < Math.Max(_plan.SnapshotEvery, _snapshotIndex / 2))
        {
            return;
        }

        _isSaving = true;
        var snapshot = _core.TakeSnapshot(_appliedIndex, _machine.Save().ToArray(), RaftSetup.Kept);
        _applied.Clear();
        _snapshotIndex = snapshot.Index;
        _disk.Save(snapshot);
    }

    private void Install(LogSnapshot snapshot)
    {
        _machine.Restore(snapshot.Data);
        _applied.Clear();
        _appliedIndex = _snapshotIndex = snapshot.Index;
        _core.Applied(snapshot.Index);
    }

    private void Obey(ControlInput control)
    {
        byte[] answer = [];
        switch (control.Kind)
        {
            case ControlKind.Status:
                answer = Status().ToBytes();
                break;
            case ControlKind.Cut:
                for (var peer = 1; peer <= _plan.Nodes; peer++)
                {
                    _isCut[peer] = control.Data.Contains((byte)peer) && peer != _id;
                }

                break;
            case ControlKind.Log when control.Data.Length == 8:
                answer = LogFrom(BitConverter.ToInt64(control.Data));
                break;
            case ControlKind.Stop:
                _isStopping = true;
                break;
            default:
                break;
        }

        ClientFrames.WriteControlReply(control.Client.Out, control.Request, answer);
        _answered.Add(control.Client);
    }

    private NodeStatus Status() => new(
        _id, Environment.ProcessId, char.ToLowerInvariant(_core.Role.ToString()[0]) + _core.Role.ToString()[1..], _core.Term, _core.Leader,
        _core.LastIndex, _core.Durable, _core.Commit, _appliedIndex, _machine.ComputeHash().ToString("x16", CultureInfo.InvariantCulture), _log.Flushes,
        [.. Enumerable.Range(1, _plan.Nodes).Where(peer => _isCut[peer])]);

    private byte[] LogFrom(long index)
    {
        var writer = new FrameWriter();
        writer.Long(_snapshotIndex);
        for (var i = Math.Max(0, index - _snapshotIndex - 1); i < _applied.Count && writer.Length < MostLogBytes; i++)
        {
            EntryCodec.Write(writer, _applied[(int)i]);
        }

        return writer.Written.ToArray();
    }
}
