using MarketSim.Core;

namespace MarketSim.Blockchain;

/// <summary>Streamlet: a chain that stays one chain although fewer than a third of the nodes lie, and the simplest protocol that does.
/// It fits where Raft fits: the same driver, log, timeline and checks.</summary>
/// <remarks>
/// Time is cut into epochs, each with a leader that everybody can compute. The leader proposes a block on top of the longest
/// notarised chain it knows; a node votes for the first proposal of an epoch's leader if it extends a longest notarised chain; more
/// than two thirds of votes notarise a block; three notarised blocks of neighbouring epochs make the middle one final. Safety never
/// depends on time, progress does. Source: Chan and Shi (2020), "Streamlet: Textbook Streamlined Blockchains".
/// Instead of signed echoes, a node that lacks a block or its votes asks everybody, and each answers for itself: the network tells
/// truly who sent a message, and no node has to believe what one says of another.
/// A notarised chain is written to disk before a vote that relies on it is sent: else a node that crashes could forget what it
/// promised to extend.
/// </remarks>
public sealed class StreamletCore : IConsensusProtocol
{
    // Blocks asked for in an epoch: a liar's inventions must not drown the rest.
    private const int MostQuestions = 8;

    private readonly StreamletOptions _options;
    private readonly StreamletChain _chain;
    private readonly StreamletPool _pool = new();
    private readonly List<ConsensusMessage> _now = [];
    private readonly List<ConsensusMessage> _afterSync = [];
    private readonly List<ConsensusEvent> _events = [];
    private readonly List<(StreamletBlock Block, int From)> _waiting = [];
    private readonly SortedDictionary<long, string> _ownVotes = [];
    private StreamletBlock _written = StreamletBlock.Genesis;
    private long _ticks;
    private long _votedIn;
    private long _durable;
    private long _committed;
    private bool _hasVoted;
    private long _readies;
    private readonly HashSet<string> _asked = [];

    /// <summary>A node.</summary>
    /// <param name="id">From 1.</param>
    /// <param name="options">The same on every node.</param>
    /// <param name="state">What it remembers: the last epoch in which it voted is the term.</param>
    /// <param name="entries">What its disk holds, from index 1; empty at the beginning.</param>
    public StreamletCore(int id, StreamletOptions options, HardState state, IReadOnlyList<LogEntry> entries)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(id, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(id, options.Nodes);
        (Id, _options, _votedIn) = (id, options, state.Term);
        _chain = new StreamletChain(options.Nodes);
        foreach (var block in StreamletBlock.FromEntries(entries))
        {
            _chain.Restore(block);
            _written = block;
        }

        _ticks = state.Term * options.EpochTicks;
        _durable = _chain.LastIndexOf(_written);
    }

    /// <inheritdoc/>
    public int Id { get; }

    /// <inheritdoc/>
    public int Leader => LeaderOf(Epoch);

    /// <summary>The present epoch by this node's clock, from 0.</summary>
    public long Epoch => _ticks / _options.EpochTicks;

    /// <inheritdoc/>
    public bool HasReady => _now.Count > 0 || _afterSync.Count > 0 || _events.Count > 0 || _hasVoted
        || _chain.Tip.Id != _written.Id || CommittableIndex > _committed;

    private long CommittableIndex => Math.Min(_chain.FinalIndex, _durable);

    /// <inheritdoc/>
    public void Tick()
    {
        _ticks++;
        if (_ticks % _options.EpochTicks != 0)
        {
            return;
        }

        _asked.Clear();
        var leads = Leader == Id;
        _events.Add(new ConsensusEvent { Kind = ConsensusEventKind.TermChanged, Term = Epoch });
        _events.Add(new ConsensusEvent
        {
            Kind = ConsensusEventKind.RoleChanged, Term = Epoch, Role = leads ? ConsensusRole.Leader : ConsensusRole.Follower,
        });
        if (leads && Epoch > _votedIn)
        {
            var ancestors = _chain.After(_committed, _chain.Tip);
            var block = new StreamletBlock(Epoch, _chain.Tip.Id, _pool.Take(_options.MaxCommands, ancestors));
            Broadcast(to => new StreamletProposal(Id, to, block));
            Consider(block);
        }
    }

    /// <inheritdoc/>
    public void Step(ConsensusMessage message)
    {
        switch (message)
        {
            case StreamletProposal proposal when proposal.From == LeaderOf(proposal.Block.Epoch):
                CatchUp(proposal.Block.Epoch);
                Consider(proposal.Block, proposal.From);
                break;
            case StreamletVote vote:
                _chain.Vote(vote.Block, vote.From);
                Retry();
                if (!_chain.Contains(vote.Block))
                {
                    Ask(vote.Block);
                }

                break;
            case StreamletRequest request:
                Answer(request);
                break;
            case StreamletBlocks blocks:
                foreach (var block in blocks.Blocks)
                {
                    _chain.Add(block);
                }

                Retry();
                break;
            case StreamletCommand command:
                _pool.Add(command.Command);
                break;
        }
    }

    /// <inheritdoc/>
    public Proposal Propose(in ClientCommand command)
    {
        if (command.Session == 0)
        {
            // Every leader may put it into a block of its own: without a session nobody could tell copies apart.
            return new Proposal(ProposalVerdict.Invalid, Epoch, 0, Leader);
        }

        var offered = command;
        _pool.Add(offered);
        Broadcast(to => new StreamletCommand(Id, to, Epoch, offered));
        return new Proposal(ProposalVerdict.Accepted, Epoch, 0, Leader);
    }

    /// <inheritdoc/>
    public ConsensusReady TakeReady()
    {
        var entries = NewEntries();
        var committed = CommittedEntries();
        var ready = new ConsensusReady
        {
            Number = ++_readies, Messages = [.. _now], MessagesAfterSync = [.. _afterSync], Entries = entries, Committed = committed,
            State = _hasVoted ? new HardState(_votedIn, 0, _committed) : null, Events = [.. _events],
        };
        _now.Clear();
        _afterSync.Clear();
        _events.Clear();
        _hasVoted = false;
        return ready;
    }

    /// <inheritdoc/>
    public void Persisted(ConsensusReady ready)
    {
        ArgumentNullException.ThrowIfNull(ready);

        // What was thrown away meanwhile is not durable any more, whatever an older write says.
        if (ready.Entries.Count > 0)
        {
            _durable = Math.Min(ready.Entries[^1].Index, _chain.LastIndexOf(_written));
        }
    }

    /// <inheritdoc/>
    public void Applied(long index)
    {
    }

    /// <summary>Who leads an epoch: one after the other.</summary>
    public int LeaderOf(long epoch) => (int)(epoch % _options.Nodes) + 1;

    // Votes for a proposal of the present epoch's leader if it extends a longest notarised chain; keeps it for later if it cannot
    // judge yet.
    private void Consider(StreamletBlock block, int? from = null)
    {
        if (block.Epoch <= _votedIn || block.Epoch != Epoch)
        {
            _chain.Add(block);
            return;
        }

        if (!_chain.Contains(block.Parent))
        {
            _waiting.Add((block, from ?? Id));
            Ask(block.Parent);
            return;
        }

        _chain.Add(block);
        var parent = _chain.Find(block.Parent)!;
        if (!_chain.IsNotarised(block.Parent))
        {
            _waiting.Add((block, from ?? Id));
            Ask(block.Parent);
        }
        else if (_chain.HeightOf(parent) >= _chain.HeightOf(_chain.Tip))
        {
            (_votedIn, _hasVoted) = (block.Epoch, true);
            _ownVotes[block.Epoch] = block.Id;
            _events.Add(new ConsensusEvent { Kind = ConsensusEventKind.Voted, Term = block.Epoch, Peer = from ?? Id });
            _chain.Vote(block.Id, Id);
            Broadcast(to => new StreamletVote(Id, to, block.Epoch, block.Id), isPromise: true);
        }
    }

    private void Retry()
    {
        var waiting = _waiting.ToList();
        _waiting.Clear();
        foreach (var (block, from) in waiting.Where(w => w.Block.Epoch >= Epoch))
        {
            Consider(block, from);
        }
    }

    // A clock that lags is set by what a newer epoch's own leader says; fewer than a third of the leaders lie, and each only once.
    private void CatchUp(long epoch)
    {
        if (epoch == Epoch + 1)
        {
            _ticks = epoch * _options.EpochTicks;
        }
    }

    // Everybody is asked, once an epoch for each block: the answers are each node's own votes.
    private void Ask(string block)
    {
        if (_asked.Count < MostQuestions && _asked.Add(block))
        {
            Broadcast(to => new StreamletRequest(Id, to, Epoch, block, _chain.HeightOf(_chain.Final)));
        }
    }

    private void Answer(StreamletRequest request)
    {
        if (_chain.Find(request.Block) is not { } last || request.From == Id)
        {
            return;
        }

        var blocks = _chain.Between(StreamletBlock.Genesis, last);
        var missing = blocks.Skip((int)Math.Clamp(request.Known, 0, blocks.Count)).ToList();
        _now.Add(new StreamletBlocks(Id, request.From, Epoch, missing));
        foreach (var block in missing)
        {
            if (_ownVotes.TryGetValue(block.Epoch, out var voted) && voted == block.Id)
            {
                _now.Add(new StreamletVote(Id, request.From, block.Epoch, block.Id));
            }
        }
    }

    // The longest notarised chain is what is written. Where it has moved to another branch, the log is cut back to the fork.
    private List<LogEntry> NewEntries()
    {
        if (_chain.Tip.Id == _written.Id)
        {
            return [];
        }

        var fork = _chain.Fork(_written, _chain.Tip);
        var last = _chain.LastIndexOf(fork);
        if (fork.Id != _written.Id)
        {
            _events.Add(new ConsensusEvent
            {
                Kind = ConsensusEventKind.Truncated, Index = last, Count = _chain.LastIndexOf(_written) - last, Term = Epoch,
            });
            _durable = Math.Min(_durable, last);
        }

        var entries = _chain.Between(fork, _chain.Tip).SelectMany(b => b.ToEntries(_chain.FirstIndexOf(b))).ToList();
        _written = _chain.Tip;
        _events.Add(new ConsensusEvent { Kind = ConsensusEventKind.Appended, Index = entries[^1].Index, Count = entries.Count, Term = Epoch });
        return entries;
    }

    private List<LogEntry> CommittedEntries()
    {
        var upTo = CommittableIndex;
        if (upTo <= _committed)
        {
            return [];
        }

        var entries = _chain.After(_committed, _chain.Final)
            .SelectMany(b => b.ToEntries(_chain.FirstIndexOf(b))).Where(e => e.Index > _committed && e.Index <= upTo).ToList();
        _committed = upTo;
        _pool.Forget(entries);
        _events.Add(new ConsensusEvent { Kind = ConsensusEventKind.Committed, Index = upTo, Term = Epoch });
        return entries;
    }

    private void Broadcast(Func<int, ConsensusMessage> message, bool isPromise = false)
    {
        for (var to = 1; to <= _options.Nodes; to++)
        {
            if (to != Id)
            {
                (isPromise ? _afterSync : _now).Add(message(to));
            }
        }
    }
}
