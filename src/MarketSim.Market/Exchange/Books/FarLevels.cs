namespace MarketSim.Market;

/// <summary>The price levels of one side that lie outside its ladder's window: a sorted list in
/// chunks.</summary>
/// <remarks>For stub quotes and orders of a price level long left. A level costs 12 bytes here and one cell,
/// so a thousand orders scattered over all prices cost no more than a thousand orders anywhere. Not hot;
/// about 0.1 µs per step.</remarks>
internal sealed class FarLevels
{
    private const int ChunkSize = 128;
    private readonly List<Chunk> _chunks = [];

    /// <summary>How many levels there are.</summary>
    public int Count { get; private set; }

    /// <summary>The lowest key; <see cref="LadderSide.NoKey"/> if there is none.</summary>
    public long Lowest => _chunks.Count == 0 ? LadderSide.NoKey : _chunks[0].Keys[0];

    /// <summary>The level of a key; zero if there is none.</summary>
    public uint Find(long key)
    {
        if (_chunks.Count == 0)
        {
            return 0;
        }

        var chunk = _chunks[ChunkOf(key)];
        var i = chunk.IndexOf(key);
        return i < 0 ? 0 : chunk.Levels[i];
    }

    /// <summary>The lowest key at or after a key; <see cref="LadderSide.NoKey"/> if there is none.</summary>
    public long AtOrAfter(long key)
    {
        if (_chunks.Count == 0)
        {
            return LadderSide.NoKey;
        }

        var c = ChunkOf(key);
        var i = _chunks[c].IndexOf(key);
        i = i < 0 ? ~i : i;
        return i < _chunks[c].Count ? _chunks[c].Keys[i]
            : c + 1 < _chunks.Count ? _chunks[c + 1].Keys[0] : LadderSide.NoKey;
    }

    /// <summary>Enters a level whose key is not there.</summary>
    public void Add(long key, uint level)
    {
        if (_chunks.Count == 0)
        {
            _chunks.Add(new Chunk());
        }

        var c = ChunkOf(key);
        if (_chunks[c].Count == ChunkSize)
        {
            _chunks.Insert(c + 1, _chunks[c].SplitOff());
            c = ChunkOf(key);
        }

        _chunks[c].Insert(key, level);
        Count++;
    }

    /// <summary>Takes a level out.</summary>
    public void Remove(long key)
    {
        var c = ChunkOf(key);
        _chunks[c].Remove(key);
        Count--;
        if (_chunks[c].Count == 0)
        {
            _chunks.RemoveAt(c);
        }
    }

    private int ChunkOf(long key)
    {
        var low = 0;
        var high = _chunks.Count - 1;
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (_chunks[middle].Keys[0] <= key)
            {
                low = middle;
            }
            else
            {
                high = middle - 1;
            }
        }

        return low;
    }

    private sealed class Chunk
    {
        public readonly long[] Keys = new long[ChunkSize];
        public readonly uint[] Levels = new uint[ChunkSize];
        public int Count;

        public int IndexOf(long key) => Keys.AsSpan(0, Count).BinarySearch(key);

        public void Insert(long key, uint level)
        {
            var i = ~IndexOf(key);
            Array.Copy(Keys, i, Keys, i + 1, Count - i);
            Array.Copy(Levels, i, Levels, i + 1, Count - i);
            Keys[i] = key;
            Levels[i] = level;
            Count++;
        }

        public void Remove(long key)
        {
            var i = IndexOf(key);
            Count--;
            Array.Copy(Keys, i + 1, Keys, i, Count - i);
            Array.Copy(Levels, i + 1, Levels, i, Count - i);
        }

        public Chunk SplitOff()
        {
            var half = Count / 2;
            var upper = new Chunk { Count = Count - half };
            Array.Copy(Keys, half, upper.Keys, 0, upper.Count);
            Array.Copy(Levels, half, upper.Levels, 0, upper.Count);
            Count = half;
            return upper;
        }
    }
}
