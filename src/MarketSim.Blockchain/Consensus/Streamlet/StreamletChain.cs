namespace MarketSim.Blockchain;

/// <summary>The blocks that a node knows, who voted for them, and which of them are notarised and final.</summary>
internal sealed class StreamletChain
{
    private readonly Dictionary<string, Known> _blocks = [];
    private readonly Dictionary<string, SortedSet<int>> _votes = [];
    private readonly int _quorum;

    public StreamletChain(int nodes)
    {
        // More than two thirds, so that any two quorums share an honest node while fewer than a third lie.
        _quorum = (2 * nodes / 3) + 1;
        _blocks.Add(StreamletBlock.Genesis.Id, new Known(StreamletBlock.Genesis, height: 0, firstIndex: 0) { IsNotarised = true });
        (Tip, Final) = (StreamletBlock.Genesis, StreamletBlock.Genesis);
    }

    /// <summary>The end of the longest notarised chain; of several, the one notarised first.</summary>
    public StreamletBlock Tip { get; private set; }

    /// <summary>The last final block.</summary>
    public StreamletBlock Final { get; private set; }

    /// <summary>The last entry of the log that is final.</summary>
    public long FinalIndex => LastIndexOf(Final);

    public bool Contains(string id) => _blocks.ContainsKey(id);

    public StreamletBlock? Find(string id) => _blocks.TryGetValue(id, out var known) ? known.Block : null;

    public int HeightOf(StreamletBlock block) => _blocks[block.Id].Height;

    public bool IsNotarised(string id) => _blocks.TryGetValue(id, out var known) && known.IsNotarised;

    public long FirstIndexOf(StreamletBlock block) => _blocks[block.Id].FirstIndex;

    public long LastIndexOf(StreamletBlock block) => block.Epoch == 0 ? 0 : FirstIndexOf(block) + block.EntryCount - 1;

    public StreamletBlock ParentOf(StreamletBlock block) => _blocks[block.Parent].Block;

    /// <summary>Adds a block whose parent is known; its votes may have come before it.</summary>
    /// <returns>Whether it was new.</returns>
    public bool Add(StreamletBlock block)
    {
        if (_blocks.ContainsKey(block.Id) || !_blocks.TryGetValue(block.Parent, out var parent) || block.Epoch <= parent.Block.Epoch)
        {
            return false;
        }

        var known = new Known(block, parent.Height + 1, LastIndexOf(parent.Block) + 1);
        _blocks.Add(block.Id, known);
        parent.Children.Add(known);
        Count(block.Id);
        return true;
    }

    /// <summary>Counts a node's vote for a block, known or not.</summary>
    public void Vote(string id, int node)
    {
        if (!_votes.TryGetValue(id, out var votes))
        {
            _votes.Add(id, votes = []);
        }

        if (votes.Add(node))
        {
            Count(id);
        }
    }

    /// <summary>Takes over a block from this node's own disk: it was notarised when it was written.</summary>
    public void Restore(StreamletBlock block)
    {
        Add(block);
        Notarise(_blocks[block.Id]);
    }

    /// <summary>Blocks from after one to another, oldest first; empty if the first is no ancestor.</summary>
    public IReadOnlyList<StreamletBlock> Between(StreamletBlock after, StreamletBlock last)
    {
        var blocks = new List<StreamletBlock>();
        for (var at = last; at.Id != after.Id; at = ParentOf(at))
        {
            if (at.Epoch == 0)
            {
                return [];
            }

            blocks.Add(at);
        }

        blocks.Reverse();
        return blocks;
    }

    /// <summary>Blocks of the chain that ends with one, from the one that holds the entry after an index on.</summary>
    public IReadOnlyList<StreamletBlock> After(long index, StreamletBlock last)
    {
        var blocks = new List<StreamletBlock>();
        for (var at = last; LastIndexOf(at) > index; at = ParentOf(at))
        {
            blocks.Add(at);
        }

        blocks.Reverse();
        return blocks;
    }

    /// <summary>The last block that two chains share.</summary>
    public StreamletBlock Fork(StreamletBlock one, StreamletBlock other)
    {
        while (one.Id != other.Id)
        {
            (one, other) = HeightOf(one) >= HeightOf(other) ? (ParentOf(one), other) : (one, ParentOf(other));
        }

        return one;
    }

    private void Count(string id)
    {
        if (_votes.TryGetValue(id, out var votes) && votes.Count >= _quorum && _blocks.TryGetValue(id, out var known))
        {
            Notarise(known);
        }
    }

    private void Notarise(Known known)
    {
        if (known.IsNotarised)
        {
            return;
        }

        known.IsNotarised = true;
        if (known.Height > HeightOf(Tip))
        {
            Tip = known.Block;
        }

        // It may be the last, the middle or the first of three: votes come in any order.
        Finalise(known);
        foreach (var child in known.Children)
        {
            Finalise(child);
            child.Children.ForEach(Finalise);
        }
    }

    // Three notarised blocks of neighbouring epochs make the middle one final, and all before it.
    private void Finalise(Known last)
    {
        if (last.Height < 3 || !last.IsNotarised)
        {
            return;
        }

        var (middle, first) = (_blocks[last.Block.Parent], _blocks[ParentOf(last.Block).Parent]);
        if (middle.IsNotarised && first.IsNotarised && middle.Block.Epoch == last.Block.Epoch - 1
            && first.Block.Epoch == middle.Block.Epoch - 1 && middle.Height > HeightOf(Final))
        {
            Final = middle.Block;
        }
    }

    private sealed class Known(StreamletBlock block, int height, long firstIndex)
    {
        public StreamletBlock Block => block;

        public int Height => height;

        public long FirstIndex => firstIndex;

        public bool IsNotarised { get; set; }

        public List<Known> Children { get; } = [];
    }
}
