using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>What a margin mechanism remembers of an account besides the ledger.</summary>
internal sealed class MarginAccount(AccountId id, AccountType type, AccountOrders orders, MarginAgenda agenda)
{
    private MarginCall? _call;
    private Liquidation? _liquidation;

    public AccountId Id => id;

    public AccountType Type => type;

    /// <summary>Its open orders.</summary>
    public AccountOrders Orders => orders;

    /// <summary>Instruments of which something is held, in order.</summary>
    public SortedSet<int> Held { get; } = [];

    /// <summary>What it had when the SMA was last brought up to date.</summary>
    public Holdings Known { get; set; } = new(0, []);

    /// <summary>The special memorandum account, in minor units; negative is an initial call.</summary>
    public long Sma { get; set; }

    /// <summary>A corporate action restated positions: what changes is not the account's doing.</summary>
    public bool IsRestated { get; set; }

    /// <summary>The open call, if there is one.</summary>
    public MarginCall? Call
    {
        get => _call;
        set
        {
            _call = value;
            agenda.Schedule(this);
        }
    }

    /// <summary>The liquidation under way, if there is one.</summary>
    public Liquidation? Liquidation
    {
        get => _liquidation;
        set
        {
            _liquidation = value;
            agenda.Schedule(this);
        }
    }

    /// <summary>When a liquidation under way tries again; <see cref="SimTime.Never"/> while it need not wait.</summary>
    public SimTime RetryAt
    {
        get => _liquidation?.RetryAt ?? SimTime.Never;
        set
        {
            _liquidation!.RetryAt = value;
            agenda.Schedule(this);
        }
    }

    /// <summary>When it must be looked at whatever happens.</summary>
    public SimTime Due
    {
        get
        {
            var due = _liquidation is { } under ? under.RetryAt : _call?.Deadline ?? SimTime.Never;
            return Days is { } days && days.Deadline < due ? days.Deadline : due;
        }
    }

    /// <summary>The instant under which it is entered in the agenda.</summary>
    public SimTime Scheduled { get; set; } = SimTime.Never;

    /// <summary>A debt that a liquidation left is written off at the end of this day.</summary>
    public DateOnly? WritesOff { get; set; }

    /// <summary>What it did within the day; none before it trades.</summary>
    public DayRecord? Days { get; set; }

    /// <summary>Debit balance × rate × days, in minor units × <see cref="MarginInterest.Scale"/>.</summary>
    public Int128 Accrued { get; set; }

    /// <summary>The first day for which no interest is accrued yet.</summary>
    public DateOnly AccruedTo { get; set; }

    /// <summary>Days since interest was last posted.</summary>
    public int AccruedDays { get; set; }

    /// <summary>The prices beyond which it must be looked at again.</summary>
    public List<PriceZone> Zones { get; } = [];

    public void AddTo(ref StateHash hash)
    {
        hash.Add((long)id.Value);
        hash.Add(Sma);
        hash.Add(IsRestated ? 1L : 0L);
        hash.Add(Call?.Amount ?? -1);
        hash.Add(Call?.Deadline.Nanoseconds ?? -1);
        hash.Add(Liquidation?.RetryAt.Nanoseconds ?? -1);
        hash.Add((long)(WritesOff?.DayNumber ?? -1));
        hash.Add((long)Accrued);
        hash.Add((long)AccruedTo.DayNumber);
        hash.Add((long)AccruedDays);
        Days?.AddTo(ref hash);
    }
}

/// <summary>A margin call.</summary>
/// <param name="IsInitial">Whether it asks for Regulation T's initial margin; else for maintenance.</param>
/// <param name="Amount">What it asked for when it was made, in minor units.</param>
/// <param name="Deadline">Until when.</param>
internal sealed record MarginCall(bool IsInitial, long Amount, SimTime Deadline);

/// <summary>A liquidation under way.</summary>
internal sealed class Liquidation
{
    /// <summary>When it tries again; <see cref="SimTime.Never"/> while it need not wait.</summary>
    public SimTime RetryAt { get; set; } = SimTime.Never;

    /// <summary>Orders that are queued and have not entered yet.</summary>
    public HashSet<OrderId> Pending { get; } = [];

    /// <summary>Whether something traded since orders were last placed.</summary>
    public bool HasTraded { get; set; } = true;
}

/// <summary>Between these prices of an instrument, inclusive, an account need not be looked at.</summary>
internal readonly record struct PriceZone(InstrumentId Instrument, long Low, long High);
