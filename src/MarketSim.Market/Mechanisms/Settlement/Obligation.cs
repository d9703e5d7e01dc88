using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>What an account and the central counterparty owe each other in one instrument, net.</summary>
/// <param name="Account">Whose; the central counterparty's own only after a split, for fractions of shares.</param>
/// <param name="Instrument">In what.</param>
/// <param name="Deliver">Shares that it must deliver; negative: receive.</param>
/// <param name="Cash">Money that it receives for them; negative: pays. Of a fail: at the last close.</param>
/// <param name="DaysFailed">For how many settlement days it has failed; zero before it is due.</param>
public readonly record struct NetObligation(AccountId Account, InstrumentId Instrument, long Deliver, long Cash, int DaysFailed);

/// <summary>An obligation as it changes. Shares and money that the account is to get are positive.</summary>
internal sealed class Obligation
{
    public long Shares { get; set; }

    /// <summary>Money that it gets on delivery.</summary>
    public long Value { get; set; }

    /// <summary>What the ledger, which counts by trade date, has booked of it; marks make it differ from the value.</summary>
    public long Booked { get; set; }

    public int DaysFailed { get; set; }

    public bool IsNothing => Shares == 0 && Value == 0 && Booked == 0;

    public void Add(long shares, long value, long booked)
    {
        Shares += shares;
        Value += value;
        Booked += booked;
    }

    /// <summary>Nets another one with it. A fail that new trades turn round is none any more.</summary>
    public void Add(Obligation other)
    {
        var days = Math.Max(DaysFailed, other.DaysFailed);
        var failed = DaysFailed > 0 ? Shares : other.DaysFailed > 0 ? other.Shares : 0;
        Add(other.Shares, other.Value, other.Booked);
        DaysFailed = Math.Sign(failed) == Math.Sign(Shares) ? days : 0;
    }

    public NetObligation ToNet(int account, int instrument) => new(new(account), new(instrument), -Shares, Value, DaysFailed);

    public void AddTo(ref StateHash hash)
    {
        hash.Add(Shares);
        hash.Add(Value);
        hash.Add(Booked);
        hash.Add((long)DaysFailed);
    }
}
