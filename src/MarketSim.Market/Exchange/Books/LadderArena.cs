using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MarketSim.Market;

/// <summary>Cells in one block of unmanaged memory, addressed by 32-bit handles. Hot.</summary>
/// <remarks>A handle counts units of 8 bytes, so that the processor's own scaling turns it into an address
/// and its two lowest bits are free for flags; handle zero is no cell. The block grows by reallocation, which
/// on Linux moves page tables and copies nothing. Unmanaged, because a garbage collector should neither move
/// nor scan a gigabyte of orders.</remarks>
internal unsafe struct LadderArena
{
    /// <summary>Handle units of one cell.</summary>
    public const uint Cell = 4;

    /// <summary>How many cells <see cref="Refill"/> prepares.</summary>
    public const uint ChunkCells = 128;

    private const int CellBytes = 32;
    private const uint FirstCells = 1024;
    private const uint MaxCells = 1u << 29;
    private const nuint Alignment = 64;

    /// <summary>Address of handle zero.</summary>
    public byte* Base;

    /// <summary>First free cell for orders; zero if none is prepared.</summary>
    public uint Free;

    /// <summary>One entry per cell, for <see cref="OrderIndex"/>: the next order of the same slot.</summary>
    public uint* Chain;

    /// <summary>One entry per cell once any order needs one.</summary>
    public LadderDetails* Details;

    private void* _block;
    private nuint _skip;
    private uint _cells;
    private uint _used;
    private uint _freePages;

    /// <summary>Cells that have been prepared for orders, free or not.</summary>
    public int OrderCells { get; private set; }

    /// <summary>Bytes taken from the system.</summary>
    public readonly long Bytes
        => ((long)_cells * (CellBytes + sizeof(uint)))
            + (Details == null ? 0 : (long)_cells * sizeof(LadderDetails));

    /// <summary>The cell of a handle.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly LadderNode* At(uint handle) => At(Base, handle);

    /// <summary>The cell of a handle, for code that keeps <see cref="Base"/> in a register.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LadderNode* At(byte* cells, uint handle)
        => unchecked((LadderNode*)(cells + ((nuint)handle * 8)));

    /// <summary>The handle of a cell.</summary>
    public readonly uint HandleOf(LadderNode* cell) => unchecked((uint)(((byte*)cell - Base) / 8));

    /// <summary>The details of an order that has them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly LadderDetails* DetailsOf(uint handle) => unchecked(Details + (handle / Cell));

    /// <summary>Takes the first block of memory, with room for a number of cells.</summary>
    public void Initialise(uint cells) => Grow(cells);

    /// <summary>Prepares free cells for orders. Moves <see cref="Base"/>.</summary>
    public void Refill()
    {
        unchecked
        {
            var first = Take(ChunkCells);
            OrderCells += (int)ChunkCells;
            for (var i = ChunkCells; i-- > 0;)
            {
                var handle = first + (i * Cell);
                At(handle)->Next = Free;
                Free = handle;
            }
        }
    }

    /// <summary>Gives a cell back.</summary>
    public void Return(uint handle)
    {
        At(handle)->Next = Free;
        Free = handle;
    }

    /// <summary>A page of empty levels for the keys from <paramref name="firstKey"/> on. Moves
    /// <see cref="Base"/>.</summary>
    public uint TakePage(long firstKey, uint book)
    {
        unchecked
        {
            var page = _freePages;
            if (page == 0)
            {
                page = Take(LadderSide.PageLevels);
            }
            else
            {
                _freePages = At(page)->Next;
            }

            for (var i = 0u; i < LadderSide.PageLevels; i++)
            {
                InitialiseLevel(page + (i * Cell), firstKey + i, book);
            }

            return page;
        }
    }

    /// <summary>Gives a page of empty levels back.</summary>
    public void ReturnPage(uint page)
    {
        At(page)->Next = _freePages;
        _freePages = page;
    }

    /// <summary>Makes a cell an empty level.</summary>
    public readonly void InitialiseLevel(uint handle, long key, uint book)
        => *At(handle) = new LadderNode { Next = handle, Prev = handle, Book = book, Key = key };

    /// <summary>Makes <see cref="Details"/> available.</summary>
    public void NeedDetails()
    {
        if (Details == null)
        {
            Details = (LadderDetails*)NativeMemory.Alloc(_cells, (nuint)sizeof(LadderDetails));
        }
    }

    /// <summary>Gives all memory back.</summary>
    public void Release()
    {
        NativeMemory.Free(_block);
        NativeMemory.Free(Chain);
        NativeMemory.Free(Details);
        this = default;
    }

    private uint Take(uint cells)
    {
        unchecked
        {
            if (_used + cells > _cells)
            {
                Grow(_used + cells);
            }

            var handle = _used * Cell;
            _used += cells;
            return handle;
        }
    }

    private void Grow(uint atLeast)
    {
        var cells = Math.Max(_cells, FirstCells);
        while (cells < atLeast)
        {
            cells *= 2;
        }

        if (cells > MaxCells)
        {
            throw new InsufficientMemoryException("A ladder book holds at most 500 million orders and levels.");
        }

        var block = NativeMemory.Realloc(_block, ((nuint)cells * CellBytes) + Alignment);
        var skip = (Alignment - ((nuint)block % Alignment)) % Alignment;
        if (_block != null && skip != _skip)
        {
            Buffer.MemoryCopy(
                (byte*)block + _skip, (byte*)block + skip, (nuint)cells * CellBytes, (nuint)_used * CellBytes);
        }

        _block = block;
        _skip = skip;
        Base = (byte*)block + skip;
        Chain = (uint*)NativeMemory.Realloc(Chain, (nuint)cells * sizeof(uint));
        if (Details != null)
        {
            Details = (LadderDetails*)NativeMemory.Realloc(Details, (nuint)cells * (nuint)sizeof(LadderDetails));
        }

        if (_used == 0)
        {
            // Handle zero means none, and page zero no page: these cells belong to no book. The bit in the
            // first makes a search for id zero, which would find it, leave the straight paths.
            new Span<LadderNode>(Base, LadderSide.PageLevels).Clear();
            At(0)->Level = LadderNode.DetailsBit;
            _used = LadderSide.PageLevels;
        }

        _cells = cells;
    }
}
