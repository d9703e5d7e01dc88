using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>What one account has borrowed of one instrument, what its lender has asked back, and since when it fails to
/// deliver.</summary>
internal sealed class StockLoan(InstrumentId instrument, AccountId account)
{
    private readonly List<(long Lots, DateOnly Due)> _recalls = [];

    public InstrumentId Instrument { get; } = instrument;

    public AccountId Account { get; } = account;

    /// <summary>Lots on loan.</summary>
    public long Borrowed { get; set; }

    /// <summary>Lots that a settlement mechanism last reported as failed, and when.</summary>
    public long Failed { get; set; }

    public DateOnly FailReported { get; set; }

    /// <summary>By the open of which day its fail must be closed out; null while it does not fail.</summary>
    public DateOnly? CloseOut { get; set; }

    /// <summary>On how many settlement days in a row it has failed.</summary>
    public int FailDays { get; set; }

    /// <summary>The order that buys it in, while there is one.</summary>
    public OrderId BuyIn { get; set; }

    /// <summary>All that was asked back and has not been returned.</summary>
    public long Recalled => _recalls.Sum(recall => recall.Lots);

    public bool IsEmpty => Borrowed == 0 && Failed == 0 && CloseOut is null && BuyIn == default;

    /// <summary>What was asked back by the open of a day.</summary>
    public long RecalledBy(DateOnly day) => _recalls.Where(recall => recall.Due <= day).Sum(recall => recall.Lots);

    public void Recall(long lots, DateOnly due) => _recalls.Add((lots, due));

    /// <summary>Gives stock back; it answers the oldest recalls first.</summary>
    public void Return(long lots)
    {
        Borrowed -= lots;
        for (var left = lots; left > 0 && _recalls.Count > 0;)
        {
            var (asked, due) = _recalls[0];
            var answered = Math.Min(left, asked);
            left -= answered;
            if (answered == asked)
            {
                _recalls.RemoveAt(0);
            }
            else
            {
                _recalls[0] = (asked - answered, due);
            }
        }
    }

    /// <summary>What is asked back after a split: of old shares new ones, fractions dropped.</summary>
    public void ScaleRecalls(long newShares, long oldShares)
    {
        for (var i = 0; i < _recalls.Count; i++)
        {
            var lots = Rounding.Down.Divide((Int128)_recalls[i].Lots * newShares, oldShares);
            _recalls[i] = _recalls[i] with { Lots = checked((long)lots) };
        }

        _recalls.RemoveAll(recall => recall.Lots == 0);
    }

    public void AddTo(ref StateHash hash)
    {
        hash.Add(((long)Instrument.Value << 32) | (uint)Account.Value);
        hash.Add(Borrowed);
        hash.Add(Failed);
        hash.Add((long)FailReported.DayNumber);
        hash.Add((long)(CloseOut?.DayNumber ?? -1));
        hash.Add((long)FailDays);
        hash.Add(BuyIn.Value);
        foreach (var (lots, due) in _recalls)
        {
            hash.Add(lots);
            hash.Add((long)due.DayNumber);
        }
    }
}
