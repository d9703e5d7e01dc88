using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>Open orders in order of entry, at the price of one append per order that comes to rest or lies
/// dormant. Hot.</summary>
/// <remarks>
/// Closed orders are not taken out when they close, which would need a place for every order: each append
/// also looks at two old entries and drops those whose order is gone, so the list stays within a small
/// multiple of the open orders and no single command pays for a clean-up. An id that was used again counts
/// where it entered last; its earlier entries, which look open, go when the list is full.
/// </remarks>
internal sealed class ArrivalList(IOrderBook book, TriggerBook triggers)
{
    private const int Slack = 1024;

    private readonly HashSet<OrderId> _seen = [];
    private readonly List<OrderId> _open = [];
    private OrderId[] _ids = new OrderId[4 * Slack];
    private int _count;

    // While a clean-up is under way: [0, _kept) has been looked at and stays, [_kept, _next) is free, [_next,
    // _count) is to do.
    private int _kept;
    private int _next;
    private bool _isCleaning;

    public int Capacity => _ids.Length;

    public void Add(OrderId id)
    {
        if (_count == _ids.Length)
        {
            CleanAtOnce();
        }

        _ids[_count++] = id;
        if (_isCleaning || _count > (2 * _kept) + Slack)
        {
            Clean();
        }
    }

    /// <summary>Writes the open orders in order of entry.</summary>
    public void CopyTo(List<OrderId> orders)
    {
        orders.Clear();
        _seen.Clear();
        var freeTo = _isCleaning ? _next : 0;
        var freeFrom = _isCleaning ? _kept : 0;
        for (var i = _count - 1; i >= 0; i--)
        {
            if (i == freeTo - 1)
            {
                i = freeFrom - 1;
                if (i < 0)
                {
                    break;
                }
            }

            if (IsOpen(_ids[i]) && _seen.Add(_ids[i]))
            {
                orders.Add(_ids[i]);
            }
        }

        orders.Reverse();
    }

    /// <summary>Keeps the open orders alone, and room for a few times as many, so that this stays
    /// rare.</summary>
    private void CleanAtOnce()
    {
        CopyTo(_open);
        if (_open.Count > _ids.Length / 8)
        {
            _ids = new OrderId[2 * _ids.Length];
        }

        _open.CopyTo(_ids);
        _count = _open.Count;
        _kept = _count;
        _isCleaning = false;
    }

    private void Clean()
    {
        if (!_isCleaning)
        {
            _isCleaning = true;
            _kept = 0;
            _next = 0;
        }

        for (var step = 0; step < 2 && _next < _count; step++)
        {
            var id = _ids[_next++];
            if (IsOpen(id))
            {
                _ids[_kept++] = id;
            }
        }

        if (_next == _count)
        {
            _count = _kept;
            _isCleaning = false;
        }
    }

    private bool IsOpen(OrderId id) => book.TryGet(id, out _) || triggers.Contains(id);
}
