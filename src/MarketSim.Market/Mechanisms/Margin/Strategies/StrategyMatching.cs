using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>Finds the cheapest way to take positions together.</summary>
/// <remarks>
/// An integer program: one column for each strategy of one or two contracts and the shares it needs, worth what it saves against margining
/// everything by itself, and for each deliverable one spread of all legs together, worth what its short legs would need naked less its
/// greatest loss. One spread of all is never dearer than several: the greatest of a sum is at most the sum of the greatest.
/// </remarks>
internal sealed class StrategyMatching(StrategyRules rules)
{
    private readonly IntegerProgram _program = new();
    private readonly List<Choice> _choices = [];
    private readonly int[] _countRows = new int[rules.Book.Legs.Count];
    private int _sharesRow;

    private IReadOnlyList<OptionLeg> Legs => rules.Book.Legs;

    public OptionMarginResult Match()
    {
        Limit();
        OfferSpreads();
        OfferStraddles();
        OfferShares();
        OfferLoans();
        var amounts = _program.Solve();
        return new StrategyReport(rules).Of(_choices, amounts, _program.IsExact);
    }

    private void Limit()
    {
        for (var i = 0; i < Legs.Count; i++)
        {
            _countRows[i] = _program.AddRow(Math.Abs(Legs[i].Contracts));
        }

        _sharesRow = _program.AddRow(Math.Abs(rules.Book.Shares));
    }

    private void OfferSpreads()
    {
        if (rules.Terms.IsPaidInFull)
        {
            return;
        }

        foreach (var group in Enumerable.Range(0, Legs.Count).GroupBy(i => (Legs[i].Deliverable, Legs[i].Multiplier)))
        {
            var members = group.ToList();
            if (members.Exists(i => Legs[i].Contracts > 0) && members.Exists(i => Legs[i].Contracts < 0))
            {
                OfferSpread(members);
            }
        }
    }

    private void OfferSpread(List<int> members)
    {
        var columns = members.ConvertAll(i => Offer(ChoiceKind.Spread, Legs[i].Contracts < 0 ? rules.Naked(Legs[i]) : 0, i));
        var loss = _program.AddColumn(-1, isWhole: false);
        _choices.Add(new Choice(ChoiceKind.Loss, -1, -1));

        // The loss is a broken line between strikes; beyond the last it cannot grow, since no short call is without a long one.
        foreach (var price in members.Select(i => Legs[i].StrikeAmount / Legs[i].Deliverable).Append(0).Distinct())
        {
            var row = _program.AddRow(0);
            _program.Count(row, loss, -1);
            for (var k = 0; k < members.Count; k++)
            {
                var leg = Legs[members[k]];
                _program.Count(row, columns[k], -Math.Sign(leg.Contracts) * (double)leg.IntrinsicAt(price));
            }
        }

        foreach (var (right, expiry) in members.Where(i => Legs[i].Contracts < 0).Select(i => (Legs[i].Right, Legs[i].Expiry)).Distinct())
        {
            var row = _program.AddRow(0);
            for (var k = 0; k < members.Count; k++)
            {
                var leg = Legs[members[k]];
                if (leg.Right == right && leg.Expiry >= expiry)
                {
                    _program.Count(row, columns[k], -Math.Sign(leg.Contracts));
                }
            }
        }
    }

    private void OfferStraddles()
    {
        foreach (var (call, put) in Pairs((a, b) => a.Right == OptionRight.Call && b.Right == OptionRight.Put
            && a.Contracts < 0 && b.Contracts < 0 && a.DeliversAs(b) && !rules.Terms.IsPaidInFull))
        {
            Offer(
                ChoiceKind.Straddle,
                rules.Naked(Legs[call]) + rules.Naked(Legs[put]) - rules.Straddle(Legs[call], Legs[put]), call, put);
        }
    }

    private void OfferShares()
    {
        var isLong = rules.Book.Shares > 0;
        if (rules.Book.Shares == 0)
        {
            return;
        }

        for (var i = 0; i < Legs.Count; i++)
        {
            var plain = rules.PlainShare * Legs[i].Deliverable;
            if (Legs[i].Contracts < 0 && (Legs[i].Right == OptionRight.Call) == isLong)
            {
                var (margin, notCounted) = rules.Covered(Legs[i]);
                Offer(ChoiceKind.Covered, rules.Naked(Legs[i]) + plain - margin - notCounted, i);
            }
            else if (Legs[i].Contracts > 0 && (Legs[i].Right == OptionRight.Put) == isLong && !rules.IsInitial)
            {
                Offer(ChoiceKind.Protected, plain - rules.Protected(Legs[i]), i);
            }
        }

        foreach (var (sold, bought) in Pairs((a, b) => a.Contracts < 0 && b.Contracts > 0 && !rules.IsInitial))
        {
            if (rules.TryCollar(Legs[sold], Legs[bought], out var margin, out var notCounted))
            {
                var plain = rules.PlainShare * Legs[sold].Deliverable;
                Offer(ChoiceKind.Collar, rules.Naked(Legs[sold]) + plain - margin - notCounted, sold, bought);
            }
        }
    }

    private void OfferLoans()
    {
        for (var i = 0; i < Legs.Count; i++)
        {
            if (Legs[i].Contracts > 0 && rules.LoanValue(Legs[i]) is > 0 and var value)
            {
                Offer(ChoiceKind.Loan, value, i);
            }
        }
    }

    private IEnumerable<(int First, int Second)> Pairs(Func<OptionLeg, OptionLeg, bool> fit)
    {
        for (var i = 0; i < Legs.Count; i++)
        {
            for (var j = 0; j < Legs.Count; j++)
            {
                if (fit(Legs[i], Legs[j]))
                {
                    yield return (i, j);
                }
            }
        }
    }

    private int Offer(ChoiceKind kind, decimal saving, int first, int second = -1)
    {
        var column = _program.AddColumn((double)saving);
        _choices.Add(new Choice(kind, first, second));
        _program.Count(_countRows[first], column, 1);
        if (second >= 0)
        {
            _program.Count(_countRows[second], column, 1);
        }

        if (kind is ChoiceKind.Covered or ChoiceKind.Protected or ChoiceKind.Collar)
        {
            _program.Count(_sharesRow, column, Legs[first].Deliverable);
        }

        return column;
    }
}

/// <summary>What a column of the program stands for.</summary>
internal enum ChoiceKind
{
    /// <summary>One contract in the spread of all.</summary>
    Spread,

    /// <summary>The greatest loss of that spread.</summary>
    Loss,

    /// <summary>A naked call and a naked put.</summary>
    Straddle,

    /// <summary>Shares and a short option.</summary>
    Covered,

    /// <summary>Shares and a long option.</summary>
    Protected,

    /// <summary>Shares, a short option and a long one.</summary>
    Collar,

    /// <summary>A long-term option by itself.</summary>
    Loan,
}

/// <summary>A column of the program: which legs of the book it takes.</summary>
internal readonly record struct Choice(ChoiceKind Kind, int First, int Second);
