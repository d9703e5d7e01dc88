using System.Runtime.CompilerServices;
using MarketSim.Core;

namespace MarketSim.Market;

/// <content>How levels come and go: pages of the window, levels far from it, and moving the window.
/// Rare.</content>
public sealed unsafe partial class LadderBook
{
    /// <summary>Notes that the last displayed order has left a level.</summary>
    /// <returns>True, for the sake of a tail call.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool LevelEmptied(LadderSide* side, LadderNode* queue)
    {
        if ((queue->Book & LadderNode.SpecialBit) != 0 && HiddenOf(_store.Arena.HandleOf(queue)) != 0)
        {
            // Hidden orders are still there.
            return true;
        }

        if (side->EntryOf(queue->Key) < side->Entries)
        {
            side->UnmarkNear(queue->Key);
        }
        else
        {
            RemoveFar(side, queue->Key);
        }

        return true;
    }

    private Side IndexOf(LadderSide* side) => side == _sides ? Side.Buy : Side.Sell;

    /// <summary>The occupied level of a key.</summary>
    /// <returns>Its handle; zero if nothing rests there.</returns>
    private uint LevelAt(LadderSide* side, long key)
    {
        var at = side->EntryOf(key);
        return at >= side->Entries ? _scratch.Far[(int)IndexOf(side)].Find(key)
            : (side->Directory[at].Bits & LadderSide.BitOf(key)) == 0 ? 0
            : LadderSide.LevelOf(side->Directory[at].Page, key);
    }

    /// <summary>The first occupied key at or after a key; <see cref="LadderSide.NoKey"/> if there is
    /// none.</summary>
    private long KeyAtOrAfter(LadderSide* side, long key)
        => Math.Min(side->NearAtOrAfter(key), _scratch.Far[(int)IndexOf(side)].AtOrAfter(key));

    /// <summary>The level of a key, made if it does not exist. Cells may move.</summary>
    private uint LevelFor(Side sideIndex, long key)
    {
        var side = _sides + (uint)sideIndex;
        if (side->EntryOf(key) >= side->Entries && !TryBringNear(sideIndex, key))
        {
            return FarLevelFor(sideIndex, key);
        }

        var at = side->EntryOf(key);
        if (side->Directory[at].Page == 0)
        {
            side->AddPage(at, LevelMark, ref _store.Arena);
        }

        return LadderSide.LevelOf(side->Directory[at].Page, key);
    }

    /// <summary>Moves or extends the window so that it holds a key, where that is sensible.</summary>
    private bool TryBringNear(Side sideIndex, long key)
    {
        var side = _sides + (uint)sideIndex;
        var index = (int)sideIndex;
        if (side->IsNearEmpty)
        {
            side->StartAt(key, ref _store.Arena);
        }
        else if (!side->TryExtendTo(key))
        {
            // Stub quotes stay far. But if as many orders as the book holds came to rest outside the window,
            // price has moved there: the window follows, at a cost per order that those orders have spread.
            if (_scratch.FarRests[index]++ < 256 + _count)
            {
                return false;
            }

            MoveAllFar(sideIndex);
            side->StartAt(key, ref _store.Arena);
        }

        _scratch.FarRests[index] = 0;
        BringWindowNear(sideIndex);
        return true;
    }

    private uint FarLevelFor(Side sideIndex, long key)
    {
        var far = _scratch.Far[(int)sideIndex];
        var level = far.Find(key);
        if (level == 0)
        {
            level = _store.TakeCell();
            _store.Arena.InitialiseLevel(level, key, LevelMark);
            far.Add(key, level);
            _sides[(int)sideIndex].FarBest = far.Lowest;
        }

        return level;
    }

    private void RemoveFar(LadderSide* side, long key)
    {
        var far = _scratch.Far[(int)IndexOf(side)];
        _store.Arena.Return(far.Find(key));
        far.Remove(key);
        side->FarBest = far.Lowest;
        side->Best = KeyAtOrAfter(side, long.MinValue);
    }

    private void MoveAllFar(Side sideIndex)
    {
        var side = _sides + (uint)sideIndex;
        for (var key = side->NearAtOrAfter(long.MinValue); key != LadderSide.NoKey; key = side->NearAtOrAfter(key))
        {
            var cell = _store.TakeCell();
            _store.Arena.InitialiseLevel(cell, key, LevelMark);
            MoveLevel(LevelAt(side, key), cell);
            side->UnmarkNear(key);
            _scratch.Far[(int)sideIndex].Add(key, cell);
        }
    }

    private void BringWindowNear(Side sideIndex)
    {
        var side = _sides + (uint)sideIndex;
        var far = _scratch.Far[(int)sideIndex];
        for (var key = far.AtOrAfter(side->FirstKey); side->EntryOf(key) < side->Entries; key = far.AtOrAfter(key))
        {
            var at = side->EntryOf(key);
            if (side->Directory[at].Page == 0)
            {
                side->AddPage(at, LevelMark, ref _store.Arena);
            }

            var cell = far.Find(key);
            MoveLevel(cell, LadderSide.LevelOf(side->Directory[at].Page, key));
            far.Remove(key);
            _store.Arena.Return(cell);
            side->MarkNear(side->Directory + at, key);
        }

        side->FarBest = far.Lowest;
        side->Best = KeyAtOrAfter(side, long.MinValue);
    }

    /// <summary>Moves all orders of a level to another cell of the same key, which is empty.</summary>
    private void MoveLevel(uint from, uint to)
    {
        var source = Cell(from);
        var target = Cell(to);
        target->Count = source->Count;
        target->Total = source->Total;
        target->Book = source->Book;
        if (source->Next != from)
        {
            target->Next = source->Next;
            target->Prev = source->Prev;
            Cell(source->Next)->Prev = to;
            Cell(source->Prev)->Next = to;
            Relabel(to, to);
        }

        if (_store.Extras.Remove(from, out var extra))
        {
            _store.Extras[to] = extra;
            Relabel(extra, to);
        }

        _store.Arena.InitialiseLevel(from, source->Key, LevelMark);
    }

    private void Relabel(uint ring, uint level)
    {
        for (var handle = Cell(ring)->Next; handle != ring; handle = Cell(handle)->Next)
        {
            var order = Cell(handle);
            order->Level = level | (order->Level & LadderNode.Bits);
        }
    }
}
