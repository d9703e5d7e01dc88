using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>What stands behind the central counterparty, and in which order it pays where a member cannot.</summary>
/// <remarks>The defaulter's margin, its part of the fund, the central counterparty's own part, the others' parts in proportion, and
/// assessments of them up to a cap. The members' parts and margins are real postings to the central counterparty, and what covers a
/// loss goes to the defaulter's account, whose creditors the trade-date ledger has already paid. Source: MARKET rules, section 14;
/// CPMI-IOSCO, Principles for Financial Market Infrastructures (2012), principle 4.</remarks>
internal sealed class ClearingFund(OptionSet options)
{
    private readonly long _contribution = options.Integer("fund-contribution");
    private readonly long _capital = options.Integer("ccp-capital");
    private readonly long _marginPercent = options.Integer("clearing-margin");
    private readonly long _assessmentPercent = options.Integer("assessment-cap");
    private readonly bool _defaultsOnDebt = options.Flag("default-on-debt");
    private readonly SortedSet<int> _members = [];
    private readonly SortedDictionary<int, long> _contributions = [];
    private readonly SortedDictionary<int, long> _margins = [];
    private MechanismDesk? _desk;
    private long _capitalLeft;
    private bool _isEndowed;

    /// <summary>Its parameters.</summary>
    public static IReadOnlyList<OptionSpec> Options { get; } =
    [
        new()
        {
            Name = "fund-contribution", Kind = OptionKind.Integer, Default = "0", Min = 0, Unit = "minor units a member",
            Source = "NSCC Rule 4", Summary = "What each account pays into the clearing fund at the roll of its first trade.",
        },
        new()
        {
            Name = "clearing-margin", Kind = OptionKind.Integer, Default = "0", Min = 0, Max = 100, Unit = "%",
            Source = "NSCC Procedure XV", Summary = "Of the value of an account's open obligations, collected at every roll.",
        },
        new()
        {
            Name = "ccp-capital", Kind = OptionKind.Integer, Default = "0", Min = 0, Unit = "minor units",
            Source = "Regulation (EU) 648/2012, article 45", Summary = "The central counterparty's own part of a loss.",
        },
        new()
        {
            Name = "assessment-cap", Kind = OptionKind.Integer, Default = "100", Min = 0, Max = 1_000, Unit = "% of a contribution",
            Source = "NSCC Rule 4, section 5", Summary = "The most that each other member pays beyond its part of the fund.",
        },
        new()
        {
            Name = "default-on-debt", Kind = OptionKind.Flag, Default = "false",
            Summary = "Whether an account that pays in full and is in debt after settlement defaults unasked.",
        },
    ];

    private MechanismDesk Desk => _desk!;

    // Paid in the currency of the venue's first instrument.
    private AssetId Currency => Desk.Instruments[0].Quote;

    public void Begin(MechanismDesk desk) => _desk = desk;

    /// <summary>Notes that an account clears trades.</summary>
    public void Note(AccountId account)
    {
        if (account.Value >= HouseAccounts.FirstParticipant.Value)
        {
            _members.Add(account.Value);
        }
    }

    /// <summary>Collects contributions of new members and the margins of all; declares defaults.</summary>
    public void EndDay(IEnumerable<NetObligation> obligations)
    {
        Endow();
        foreach (var member in _members.Where(member => _contribution > 0 && _contributions.TryAdd(member, _contribution)))
        {
            Desk.Post(Posting.ClearingFund, new(member), HouseAccounts.Ccp, Currency, _contribution);
        }

        if (_marginPercent > 0)
        {
            CollectMargins(obligations);
        }

        foreach (var member in _members.Where(_ => _defaultsOnDebt))
        {
            if (!Desk.Ledger.MayBeNegative(new(member), Currency))
            {
                Default(new(member), 0);
            }
        }
    }

    /// <summary>Covers what a member cannot pay, layer by layer.</summary>
    /// <param name="account">Who.</param>
    /// <param name="loss">Minor units; zero: its debt in cash.</param>
    public RejectReason Default(AccountId account, long loss)
    {
        if (!Desk.Ledger.IsOpen(account))
        {
            return RejectReason.UnknownAccount;
        }

        loss = loss == 0 ? -Desk.Ledger.Balance(account, Currency) : loss;
        if (loss <= 0 || account.Value < HouseAccounts.FirstParticipant.Value)
        {
            return RejectReason.NothingToDo;
        }

        Endow();
        var left = loss;
        left -= Use(account, left, _margins, [account.Value], layer: 1);
        left -= Use(account, left, _contributions, [account.Value], layer: 2);
        var own = Math.Min(left, _capitalLeft);
        _capitalLeft -= own;
        Cover(account, own, layer: 3);
        left -= own;
        var others = _contributions.Keys.Where(member => member != account.Value).ToList();
        left -= Use(account, left, _contributions, others, layer: 4);
        left -= Assess(account, left, others);
        Desk.Report(new MarketEvent
        {
            Kind = EventKind.MemberDefaulted, Account = account, CounterAccount = HouseAccounts.Ccp, Asset = Currency, Amount = loss,
            Open = new(left),
        });
        return RejectReason.None;
    }

    public void AddTo(ref StateHash hash)
    {
        hash.Add(_capitalLeft);
        hash.Add((long)_members.Count);
        foreach (var amounts in (SortedDictionary<int, long>[])[_contributions, _margins])
        {
            foreach (var (member, amount) in amounts)
            {
                hash.Add((long)member);
                hash.Add(amount);
            }
        }
    }

    private void Endow()
    {
        if (!_isEndowed && _capital > 0)
        {
            _capitalLeft = _capital;
            Desk.Post(Posting.ClearingFund, Ledger.OutsideWorld, HouseAccounts.Ccp, Currency, _capital);
        }

        _isEndowed = true;
    }

    private void CollectMargins(IEnumerable<NetObligation> obligations)
    {
        var open = new SortedDictionary<int, Int128>();
        foreach (var obligation in obligations.Where(o => Desk.Instruments[o.Instrument.Value].Quote == Currency))
        {
            open[obligation.Account.Value] = open.GetValueOrDefault(obligation.Account.Value) + Math.Abs(obligation.Cash);
        }

        foreach (var member in _members)
        {
            var needed = (long)Rounding.HalfUp.Divide(open.GetValueOrDefault(member) * _marginPercent, 100);
            Desk.Post(
                Posting.ClearingMargin, new(member), HouseAccounts.Ccp, Currency, needed - _margins.GetValueOrDefault(member));
            _margins[member] = needed;
        }
    }

    // Takes from what members have paid in, in proportion.
    private long Use(AccountId defaulter, long loss, SortedDictionary<int, long> paidIn, IReadOnlyList<int> members, int layer)
    {
        var total = members.Sum(member => paidIn.GetValueOrDefault(member));
        var used = Math.Min(loss, total);
        foreach (var (member, part) in Parts(used, total, members, member => paidIn.GetValueOrDefault(member)))
        {
            paidIn[member] -= part;
        }

        Cover(defaulter, used, layer);
        return used;
    }

    private long Assess(AccountId defaulter, long loss, IReadOnlyList<int> members)
    {
        var cap = _contribution * _assessmentPercent / 100;
        var used = Math.Min(loss, cap * members.Count);
        foreach (var (member, part) in Parts(used, cap * members.Count, members, _ => cap))
        {
            Desk.Post(
                Posting.DefaultLoss, new(member), HouseAccounts.Ccp, Currency, part, new MarketEvent { Quantity = new(5) });
        }

        Cover(defaulter, used, layer: 5);
        return used;
    }

    private void Cover(AccountId defaulter, long amount, int layer) => Desk.Post(
        Posting.DefaultLoss, HouseAccounts.Ccp, defaulter, Currency, amount, new MarketEvent { Quantity = new(layer) });

    // Parts in proportion to weights that sum exactly.
    private static IEnumerable<(int Member, long Part)> Parts(long amount, long total, IReadOnlyList<int> members, Func<int, long> weight)
    {
        var (weightSoFar, paid) = (0L, 0L);
        var weights = members.Select(weight).ToList();
        for (var i = 0; i < members.Count && total > 0; i++)
        {
            weightSoFar += weights[i];
            var soFar = (long)((Int128)amount * weightSoFar / total);
            yield return (members[i], soFar - paid);
            paid = soFar;
        }
    }
}
