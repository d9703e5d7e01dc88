namespace MarketSim.Blockchain;

/// <summary>A node with two faces: to nodes of odd number it shows one chain, to those of even number another, and it votes for every
/// block that it hears of. Four nodes bear one such; two of four can part the logs.</summary>
public sealed class LyingStreamlet : IConsensusProtocol
{
    // Each face is an honest node that lives in its half of the world.
    private readonly StreamletCore _odd;
    private readonly StreamletCore _even;
    private readonly StreamletOptions _options;
    private readonly List<ConsensusMessage> _lies = [];
    private readonly HashSet<string> _votedFor = [];

    /// <summary>A liar.</summary>
    /// <param name="id">From 1.</param>
    /// <param name="options">The same as on every node.</param>
    /// <param name="state">What it remembers.</param>
    /// <param name="entries">What its disk holds.</param>
    public LyingStreamlet(int id, StreamletOptions options, HardState state, IReadOnlyList<LogEntry> entries)
    {
        _options = options;
        _odd = new StreamletCore(id, options, state, entries);
        _even = new StreamletCore(id, options, state, entries);
    }

    /// <inheritdoc/>
    public int Id => _odd.Id;

    /// <inheritdoc/>
    public int Leader => _odd.Leader;

    /// <inheritdoc/>
    public bool HasReady => _lies.Count > 0 || _odd.HasReady || _even.HasReady;

    /// <inheritdoc/>
    public void Tick()
    {
        _odd.Tick();
        _even.Tick();
    }

    /// <inheritdoc/>
    public void Step(ConsensusMessage message)
    {
        switch (message)
        {
            case StreamletProposal proposal:
                VoteFor(proposal.Block.Epoch, proposal.Block.Id);
                break;
            case StreamletVote vote:
                VoteFor(vote.Epoch, vote.Block);
                break;
        }

        // Votes are facts; what else is said stays in its half.
        if (message is StreamletVote || message.From % 2 == 1)
        {
            _odd.Step(message);
        }

        if (message is StreamletVote || message.From % 2 == 0)
        {
            _even.Step(message);
        }
    }

    /// <inheritdoc/>
    public Proposal Propose(in ClientCommand command) => _odd.Propose(command);

    /// <inheritdoc/>
    public ConsensusReady TakeReady()
    {
        var (odd, even) = (_odd.TakeReady(), _even.TakeReady());
        _even.Persisted(even);
        ConsensusMessage[] messages =
        [
            .. odd.Messages.Where(m => m.To % 2 == 1), .. even.Messages.Concat(even.MessagesAfterSync).Where(m => m.To % 2 == 0),
        ];
        foreach (var block in messages.OfType<StreamletProposal>().Select(p => p.Block).DistinctBy(b => b.Id))
        {
            VoteFor(block.Epoch, block.Id);
        }

        ConsensusMessage[] lies = [.. _lies];
        _lies.Clear();
        return new ConsensusReady
        {
            Number = odd.Number, Messages = [.. messages, .. lies], MessagesAfterSync = [.. odd.MessagesAfterSync.Where(m => m.To % 2 == 1)],
            State = odd.State, Entries = odd.Entries, Committed = odd.Committed, Events = odd.Events,
        };
    }

    /// <inheritdoc/>
    public void Persisted(ConsensusReady ready) => _odd.Persisted(ready);

    /// <inheritdoc/>
    public void Applied(long index) => _odd.Applied(index);

    private void VoteFor(long epoch, string block)
    {
        if (!_votedFor.Add(block))
        {
            return;
        }

        for (var to = 1; to <= _options.Nodes; to++)
        {
            if (to != Id)
            {
                _lies.Add(new StreamletVote(Id, to, epoch, block));
            }
        }
    }
}
