using System.Runtime.CompilerServices;
using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>What a sweep did to one resting order.</summary>
public enum FillKind : byte
{
    /// <summary>It traded.</summary>
    Trade = 0,

    /// <summary>An iceberg's next slice came up; it now stands at the back of its level.</summary>
    Refresh = 1,

    /// <summary>Self-trade prevention removed it; the quantity is what was left of it, nothing is open
    /// afterwards.</summary>
    SelfTradeMakerCancelled = 2,

    /// <summary>Self-trade prevention reduced it, keeping its place (gone if nothing is open afterwards); the
    /// taker was reduced by the same quantity, also if that ended it: no further entry says so.</summary>
    SelfTradeMakerReduced = 3,

    /// <summary>Self-trade prevention cancelled the taker's remainder: the quantity. Always the last entry.
    /// The maker named stays, with its open quantity, unless the entry before says that it was cancelled
    /// too.</summary>
    SelfTradeTakerCancelled = 4,
}

/// <summary>One step of a sweep, in the order in which the steps happened.</summary>
public struct Fill
{
    /// <summary>The resting order.</summary>
    public OrderId Maker;

    /// <summary>The resting order's price, at which the trade is.</summary>
    public Price Price;

    /// <summary>Traded, removed or reduced quantity; of a refresh, the quantity now shown.</summary>
    public Quantity Quantity;

    /// <summary>What is open of the resting order afterwards.</summary>
    public Quantity MakerOpen;

    /// <summary>Whose the resting order is.</summary>
    public AccountId MakerAccount;

    /// <summary>What happened.</summary>
    public FillKind Kind;

    /// <summary>Attributes of the resting order as this step met it; of a refresh, as they are
    /// afterwards.</summary>
    public BookFlags MakerFlags;
}

/// <summary>The reusable list that a sweep writes to; grows when it must, allocates nothing otherwise.
/// Hot.</summary>
public sealed class FillBuffer
{
    private Fill[] _items = new Fill[256];
    private int _count;

    /// <summary>How many steps there are.</summary>
    public int Count => _count;

    /// <summary>The steps since the last <see cref="Clear"/>.</summary>
    public ReadOnlySpan<Fill> Items => new(_items, 0, _count);

    /// <summary>A new entry to be written in place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref Fill Add()
    {
        var items = _items;
        var count = _count;
        if ((uint)count >= (uint)items.Length)
        {
            Array.Resize(ref _items, items.Length * 2);
            items = _items;
        }

        _count = count + 1;
        return ref items[count];
    }

    /// <summary>Forgets all.</summary>
    public void Clear() => _count = 0;
}
