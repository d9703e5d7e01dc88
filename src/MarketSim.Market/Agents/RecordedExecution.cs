using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>One recorded execution that is being repeated: whom it met then, and whom it meets now.</summary>
internal sealed class RecordedExecution
{
    private readonly List<(OrderId Order, long Lots)> _spared;
    private readonly List<(OrderId Order, long Lots)> _met = [];
    private readonly bool _isAnonymous;

    /// <param name="makers">The orders that were executed, and how much of each; several where they are known only by
    /// their level.</param>
    /// <param name="lots">How much in all.</param>
    public RecordedExecution(IReadOnlyList<(OrderId Order, long Lots)> makers, long lots)
    {
        _spared = [.. makers];
        _isAnonymous = AnonymousOrders.Includes(makers[0].Order);
        Lots = lots;
    }

    public long Lots { get; }

    /// <summary>Lots traded with the recorded order; where it is anonymous, with any that is.</summary>
    public long SameMaker { get; private set; }

    /// <summary>Lots traded with other recorded orders.</summary>
    public long OtherRecorded { get; private set; }

    /// <summary>Lots traded with agents of the simulation.</summary>
    public long Agents { get; private set; }

    /// <summary>Notes a trade.</summary>
    public void Meet(OrderId maker, bool isRecorded, long lots)
    {
        if (!isRecorded)
        {
            Agents += lots;
            return;
        }

        var place = _spared.FindIndex(part => part.Order == maker);
        var meant = place < 0 ? 0 : Math.Min(lots, _spared[place].Lots);
        if (place >= 0)
        {
            _spared[place] = (maker, _spared[place].Lots - meant);
        }

        if (lots > meant)
        {
            _met.Add((maker, lots - meant));
        }

        var isSame = place >= 0 || (_isAnonymous && AnonymousOrders.Includes(maker));
        SameMaker += isSame ? lots : 0;
        OtherRecorded += isSame ? 0 : lots;
    }

    /// <summary>Which recorded order was met in place of which.</summary>
    public IEnumerable<(OrderId Intended, OrderId Met, long Lots)> MixUps()
    {
        var next = 0;
        foreach (var (met, lots) in _met)
        {
            var left = lots;
            while (left > 0 && next < _spared.Count)
            {
                var (spared, sparedLots) = _spared[next];
                var part = Math.Min(left, sparedLots);
                _spared[next] = (spared, sparedLots - part);
                left -= part;
                if (part > 0)
                {
                    yield return (spared, met, part);
                }

                next += part == sparedLots ? 1 : 0;
            }
        }
    }
}
